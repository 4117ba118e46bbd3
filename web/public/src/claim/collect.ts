import type { Method } from '#contract/money/names.ts'
import type { OwnCollect } from '#contract/own-award.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { GaveUp } from '#reporting/again.ts'
import type { SendDeps } from '#reporting/deps.ts'
import { readAgain, type OpenTip } from '../status/look-up.ts'
import type { ClaimState, Failure, Mandate } from './claim-state.ts'
import { detailsOf, type ClaimValues } from './claim-values.ts'
import { sendClaim, sendDispute } from './send-claim.ts'
import { wrongInClaim } from './wrong-in-claim.ts'

/** A tip as it stands after a form about collecting, and what came of the form. */
export type Collected = { tip: OpenTip; claim: ClaimState }

const FAILURES: Readonly<Partial<Record<RefusalCode, Failure>>> = {
  claimMoved: 'moved',
  claimClosed: 'closed',
  methodNotAllowed: 'moved',
  paymentFrozen: 'held',
}

/** Says how an award is to be paid, or what is wrong with what was typed. */
export async function claimWith(
  deps: SendDeps,
  tip: OpenTip,
  payable: string,
  values: ClaimValues,
): Promise<Collected> {
  const collect = owedTo(tip, payable)
  if (collect === null) return { tip, claim: { is: 'failed', payable, why: 'refused', values } }
  const wrong = wrongInClaim(values, collect)
  const { method } = values
  if (wrong.length > 0 || method === '') return { tip, claim: { is: 'wrong', payable, wrong, values } }
  const owed = { collect, collectTo: tip.mailbox.collectTo }
  const sent = await attempt(() => sendClaim(deps, tip.keys, owed, { ...values, method }))
  if (sent !== null) return { tip: await readAgain(deps, tip), claim: { is: 'failed', payable, why: sent, values } }
  return { tip: await readAgain(deps, tip), claim: { is: 'filed', payable, mandate: mandateOf(values, collect) } }
}

/** Says that a claim was made by somebody else. `isSure`: whether that was confirmed. */
export async function disputeOf(
  deps: SendDeps,
  tip: OpenTip,
  { payable, isSure }: { payable: string; isSure: boolean },
): Promise<Collected> {
  const seq = owedTo(tip, payable)?.claim?.seq
  if (seq === undefined) return { tip, claim: { is: 'failed', payable, why: 'refused', values: null } }
  if (!isSure) return { tip, claim: { is: 'unconfirmed', payable } }
  const sent = await attempt(() => sendDispute(deps, tip.keys, payable, seq))
  if (sent !== null)
    return { tip: await readAgain(deps, tip), claim: { is: 'failed', payable, why: sent, values: null } }
  return { tip: await readAgain(deps, tip), claim: { is: 'disputed', payable } }
}

const owedTo = ({ mailbox }: OpenTip, payable: string): OwnCollect | null =>
  mailbox.awards.find(({ collect }) => collect?.payable === payable)?.collect ?? null

/** Null when it came through, otherwise why not. */
async function attempt(send: () => ReturnType<typeof sendDispute>): Promise<Failure | null> {
  try {
    const sent = await send()
    return sent.is === 'done' ? null : (FAILURES[sent.refusal] ?? 'refused')
  } catch (error) {
    if (error instanceof GaveUp) return 'offline'
    throw error
  }
}

function mandateOf(values: ClaimValues & { method: Method | '' }, { needsId }: OwnCollect): Mandate | null {
  const details = detailsOf(values, needsId)
  return details?.method === 'proxy' ? { name: details.name, idNumber: details.idNumber } : null
}
