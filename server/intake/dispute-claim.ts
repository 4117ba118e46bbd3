import type { disputeClaim } from '#contract/claims.ts'
import { signedDispute } from '#contract/money/signed-claim.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { codeOf } from '../http/refuse-error.ts'
import { found, insist } from '../http/refusal.ts'
import { hourOf } from './hour.ts'
import { lookupHash } from './read-mailbox.ts'
import { insistSignedByClaimKey, refusedMoney } from './signed-claims.ts'
import { insertDispute, selectClaimGrounds } from './store-claims.ts'

/**
 * Stores that the tipster did not make a claim; the database holds the payment up. The same again changes nothing. Refuses
 * `codeUnknown`, `claimMoved` when there is no such claim, and `claimWrong` when the claim key did not sign it.
 */
export async function dispute(
  deps: { db: Database; now: () => Date },
  sent: BodyOf<typeof disputeClaim>,
): Promise<Record<string, never>> {
  const { payable, seq } = sent
  const grounds = found(await selectClaimGrounds(deps.db, lookupHash(sent.lookupB64), { payable, seq }), 'codeUnknown')
  const signature = insistSignedByClaimKey(grounds.claimPublicB64, signedDispute(payable, seq), sent.signatureB64)
  insist(grounds.claim !== null, 'claimMoved')
  if (grounds.dispute !== null) return {}
  try {
    await insertDispute(deps.db, { payableId: payable, claimSeq: seq, signature, at: hourOf(deps.now()) })
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw refusedMoney(error)
  }
  return {}
}
