import type { Category } from '#contract/categories.ts'
import { readSite } from '#contract/intake.ts'
import { readMailbox, type Mailbox } from '#contract/mailbox.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import type { OwnAward } from '#contract/own-award.ts'
import { message } from '#contract/report.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import type { Stage } from '#contract/stages.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { codeKeys, type CodeKeys } from '#seal/code-keys.ts'
import { open } from '#seal/open.ts'
import { voucherOf } from '#seal/voucher.ts'
import { call } from '#ui/client.ts'
import { untilAnswered } from '#reporting/again.ts'
import type { SendDeps } from '#reporting/deps.ts'
import { usesVoucher } from '../claim/standing.ts'
import { checkEntry } from '../status/check-entry.ts'
import type { ShownEntry } from '../status/own-entry.ts'

/** A message as it is shown. `text` is null for one's own, which the code cannot read back, and for one that does not open. */
export type ShownMessage = {
  seq: number
  from: 'desk' | 'tipster'
  isQuestion: boolean
  at: string
  text: string | null
}
export type ShownMailbox = {
  category: Category
  stages: { stage: Stage; at: string }[]
  messages: ShownMessage[]
  older: number | null
  entry: ShownEntry
  awards: OwnAward[]
  /** What officials call the reporter; it follows from the code. */
  reporter: string
  /** The vouchers that can be presented now, by what they are for. */
  vouchers: Record<string, string>
  /** Whether details for the finance desk can be sealed. */
  canSealClaims: boolean
}
export type Found =
  | { is: 'found'; mailbox: Mailbox; shown: ShownMailbox }
  | { is: 'unknown' }
  | { is: 'refused'; refusal: RefusalCode }

/** The keys of a code at this site. */
export async function keysOf(
  deps: SendDeps,
  code: string,
): Promise<CodeKeys | { is: 'refused'; refusal: RefusalCode }> {
  const site = await untilAnswered(deps.patience, () => call(deps.send, readSite, {}))
  return site.is === 'refused' ? site : codeKeys(code, site.reply.siteId, deps.derive)
}

/** What became of a tip: its stages, its messages opened with the keys of its code, and its entry in the log, checked. */
export async function findTip(deps: SendDeps, keys: CodeKeys, before: number | null): Promise<Found> {
  const body = { lookupB64: toB64(keys.lookupBytes), before }
  const answer = await untilAnswered(deps.patience, () => call(deps.send, readMailbox, { body }))
  if (answer.is === 'refused') return answer
  const { mailbox } = answer.reply
  if (mailbox === null) return { is: 'unknown' }
  const messages = await Promise.all(mailbox.messages.map((sealed) => shown(mailbox.tip, keys, sealed)))
  return {
    is: 'found',
    mailbox,
    shown: {
      category: mailbox.category,
      stages: mailbox.stages,
      messages,
      older: mailbox.older,
      entry: checkEntry(keys, mailbox, new Date()),
      awards: mailbox.awards,
      reporter: reporterNumber(keys.claimPublicBytes),
      vouchers: vouchersOf(keys, mailbox.awards),
      canSealClaims: mailbox.collectTo.length > 0,
    },
  }
}

/** Of awards that are collected by voucher. They follow from the code, so they can be shown at each visit. */
function vouchersOf({ claimSecretBytes }: CodeKeys, awards: readonly OwnAward[]): Record<string, string> {
  const used = awards.flatMap(({ collect }) => (collect !== null && usesVoucher(collect) ? [collect.payable] : []))
  return Object.fromEntries(used.map((payable) => [payable, voucherOf(claimSecretBytes, payable)]))
}

async function shown(tip: string, keys: CodeKeys, sealed: Mailbox['messages'][number]): Promise<ShownMessage> {
  const { seq, from, isQuestion, at, sealedB64 } = sealed
  if (sealedB64 === null) return { seq, from, isQuestion, at, text: null }
  const opened = await open(fromB64(sealedB64), [keys.mailboxIdentity], { tip, kind: 'message', seq })
  const read = opened.is === 'opened' ? message.safeParse(opened.body) : null
  return { seq, from, isQuestion, at, text: read?.success ? read.data.text : null }
}
