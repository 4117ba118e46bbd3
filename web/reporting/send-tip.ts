import type { Category } from '#contract/categories.ts'
import { commitment } from '#contract/commitment.ts'
import { readSite, submitTip, type IntakeDesk, type SubmittedTip } from '#contract/intake.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { District } from '#contract/places.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { firstLine, type Report, type TipKey } from '#contract/report.ts'
import { deskFor } from '#contract/routing.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { codeKeys, type CodeKeys } from '#seal/code-keys.ts'
import { newCode } from '#seal/codes.ts'
import { newKeyPair, type KeyPair } from '#seal/identities.ts'
import { fitsEnvelope, seal } from '#seal/seal.ts'
import { call, type Answer, type Send } from '#ui/client.ts'
import { untilAnswered } from './again.ts'
import type { Progress, SendDeps } from './deps.ts'
import { PieceRefused, uploadFiles, type Uploaded } from './upload-file.ts'

export type NewTip = { category: Category; district: District; report: Omit<Report, 'files'>; files: readonly File[] }
export type SentTip =
  | { is: 'sent'; code: string }
  | { is: 'refused'; refusal: RefusalCode }
  | { is: 'closed' }
  | { is: 'tooLong' }

/** How the sealed tip leaves: as a citizen's, or with how it came when an operator typed it in. */
export type HandIn = (send: Send, tip: SubmittedTip) => Promise<Answer<ReplyOf<typeof submitTip>>>
const asCitizen: HandIn = (send, body) => call(send, submitTip, { body })

/**
 * Seals a tip and sends it. Everything random is made once, so that sending again after a lost connection sends the
 * same tip. The code is given only when the server's receipt names the commitment that was made here. Throws GaveUp.
 */
export async function sendTip(
  deps: SendDeps,
  tip: NewTip,
  progress: Progress = () => {},
  handIn: HandIn = asCitizen,
): Promise<SentTip> {
  if (!fits(tip)) return { is: 'tooLong' }
  const site = await untilAnswered(deps.patience, () => call(deps.send, readSite, {}))
  if (site.is === 'refused') return site
  const desk = deskFor(tip.category, tip.district, site.reply.desks)
  if (!site.reply.open || desk === null) return { is: 'closed' }

  const code = newCode()
  const [keys, pair] = await Promise.all([codeKeys(code, site.reply.siteId, deps.derive), newKeyPair()])
  const id = crypto.randomUUID()
  try {
    const files = await uploadFiles(deps, { tip: id, recipient: pair.recipient, firstSeq: 0 }, tip.files, progress)
    const sealed = await sealedTip(id, tip, { desk, keys, pair, files })
    return await submit(deps, sealed, code, handIn)
  } catch (error) {
    if (error instanceof PieceRefused) return { is: 'refused', refusal: error.refusal }
    throw error
  }
}

async function submit(deps: SendDeps, body: SubmittedTip, code: string, handIn: HandIn): Promise<SentTip> {
  const receipt = await untilAnswered(deps.patience, () => handIn(deps.send, body))
  if (receipt.is === 'refused') return receipt
  const isOurs = receipt.reply.tip === body.id && receipt.reply.commitmentB64 === body.commitmentB64
  return isOurs ? { is: 'sent', code } : { is: 'refused', refusal: 'commitmentDiffers' }
}

type Parts = { desk: IntakeDesk; keys: CodeKeys; pair: KeyPair; files: readonly Uploaded[] }

async function sealedTip(id: string, tip: NewTip, { desk, keys, pair, files }: Parts): Promise<SubmittedTip> {
  const report: Report = { ...tip.report, files: files.map((file) => file.attached) }
  const key: TipKey = { identity: pair.identity, firstLine: firstLine(report.what) }
  const reportBytes = await seal({ tip: id, kind: 'report', seq: 0 }, report, [pair.recipient])
  const sealedFiles = files.map((file) => file.sealed)
  const committed = commitment({
    tip: id,
    reportBytes,
    fileDigestsBytes: sealedFiles.map((file) => fromB64(file.digestB64)),
    lookupHashBytes: keys.lookupHashBytes,
    claimPublicBytes: keys.claimPublicBytes,
    mailboxRecipient: keys.mailboxRecipient,
    tipRecipient: pair.recipient,
  })
  return {
    id,
    category: tip.category,
    district: tip.district,
    desk: desk.id,
    wrapB64: toB64(await seal({ tip: id, kind: 'tip-key', seq: 0 }, key, [desk.recipient])),
    tipRecipient: pair.recipient,
    mailboxRecipient: keys.mailboxRecipient,
    reportB64: toB64(reportBytes),
    lookupHashB64: toB64(keys.lookupHashBytes),
    claimPublicB64: toB64(keys.claimPublicBytes),
    files: sealedFiles,
    commitmentB64: toB64(committed),
  }
}

const ANY_ID = '00000000-0000-4000-8000-000000000000'

/** Whether the words and the file names fit the largest envelope; found out before anything is uploaded. */
function fits({ report, files }: NewTip): boolean {
  const attached = files.map(({ name, type, size }, seq) => ({ id: ANY_ID, seq, name, type, size }))
  return fitsEnvelope({ ...report, files: attached })
}
