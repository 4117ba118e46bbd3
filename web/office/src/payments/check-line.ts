import type { Evidence } from '#contract/money/evidence.ts'
import { runKindOf } from '#contract/money/may-pay.ts'
import type { RunKind } from '#contract/money/chain.ts'
import { toB64 } from '#seal/b64.ts'
import { accountTokenOf } from '#seal/account-token.ts'
import type { ClaimDetails } from '#contract/money/claim.ts'
import { findingsOf, type Finding } from './check-claim.ts'

/** Whether a line of a batch pays what was claimed: everything that holds of the claim itself, and that the line is over this claim. */

/** A line as it stands in a batch, or is about to. */
export type Pinned = { payable: string; claimDigest: string; fen: string; accountTokenB64: string | null }

export type LineFinding =
  | Finding
  | { check: 'line'; is: 'claim-changed' } // the newest claim is another one than the batch pins
  | { check: 'line'; is: 'sum-changed' }
  | { check: 'line'; is: 'other-way' } // not to be paid by a batch of this kind
  | { check: 'line'; is: 'account' } // what stands for the account does not come from it

export function lineFindings(line: Pinned, kind: RunKind, evidence: Evidence): LineFinding[] {
  const { claim, payable } = evidence
  const isOtherClaim = claim?.digest !== line.claimDigest || payable.payable !== line.payable
  const isOtherWay = claim !== null && runKindOf(claim.content.method) !== kind
  return [
    ...findingsOf(evidence),
    ...(isOtherClaim ? [{ check: 'line', is: 'claim-changed' } as const] : []),
    ...(payable.fen === line.fen ? [] : [{ check: 'line', is: 'sum-changed' } as const]),
    ...(isOtherWay ? [{ check: 'line', is: 'other-way' } as const] : []),
  ]
}

/** What stands for the account of a transfer; null where money is handed out. */
export const tokenOf = (details: ClaimDetails | null, deskIdentity: string): string | null =>
  details?.method === 'transfer' ? toB64(accountTokenOf(deskIdentity, details.account)) : null

/** Whether the token of a line is that of the account which was opened: a cashier could have made one up. Any finance desk may have. */
export function accountFindings(line: Pinned, details: ClaimDetails, deskIdentities: readonly string[]): LineFinding[] {
  const isIts = deskIdentities.some((identity) => tokenOf(details, identity) === line.accountTokenB64)
  return isIts ? [] : [{ check: 'line', is: 'account' }]
}
