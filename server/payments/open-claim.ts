import type { openClaim } from '#contract/payments.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { PaymentsDeps } from './deps.ts'
import { owedFor, seenClaim } from './owed.ts'

/** Gives the sealed part of the newest claim to whoever pays it, after it was written down that they look. */
export async function open(
  { db, now }: PaymentsDeps,
  who: Who,
  payableId: string,
  { claimSeq }: BodyOf<typeof openClaim>,
): Promise<ReplyOf<typeof openClaim>> {
  return db.transaction(async (tx) => {
    const claim = seenClaim(await owedFor(tx, who, { payableId, act: 'open', now: now() }), claimSeq)
    await record(tx, { did: 'open-claim', staff: who.staff })
    return { method: claim.method, seq: claim.seq, sealedB64: toB64(found(claim.sealed, 'claimMoved')) }
  })
}
