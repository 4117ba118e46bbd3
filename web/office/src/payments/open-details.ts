import type { ShownClaim } from '#contract/money/evidence.ts'
import { openClaim } from '#contract/payments.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'
import { openSealed, type OpenedDetails } from './open-sealed.ts'

export type Details = OpenedDetails | { is: 'failed'; failure: Failure }

/** Opens the sealed part of the newest claim with the keys of the finance desks. Leaves a trace each time. */
export async function openDetails(
  payable: string,
  { seq, content }: ShownClaim,
  identities: readonly string[],
): Promise<Details> {
  const answer = await callOffice(openClaim, { params: { payable }, body: { claimSeq: seq } })
  if (answer.is !== 'done') return { is: 'failed', failure: answer }
  return openSealed(payable, seq, content, answer.reply.sealedB64, identities)
}
