import { createHash, timingSafeEqual } from 'node:crypto'
import type { tryVoucher } from '#contract/payments.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { found, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { noticeToAuditors } from '../orders/tell.ts'
import type { PaymentsDeps } from './deps.ts'
import { owedFor, seenClaim } from './owed.ts'
import { goodUntil } from './payer.ts'
import { leftOf } from './read-payable.ts'
import { refusingMoney } from './refuse.ts'
import { insertTry, selectOpenFreezes, selectTries } from './store.ts'

type Tried = { isRight: true } | { isRight: false; left: number }

/**
 * Notes whether what was presented is the voucher of the newest claim, whatever comes of it; nothing else of it is kept. Refuses
 * `voucherWrong` once that is noted, with how many more are taken; the last of them holds the payment up and tells the auditors.
 */
export async function present(
  { db, now }: PaymentsDeps,
  who: Who,
  payableId: string,
  { claimSeq, proofB64 }: BodyOf<typeof tryVoucher>,
): Promise<ReplyOf<typeof tryVoucher>> {
  const at = now()
  const tried = await db
    .transaction(async (tx): Promise<Tried> => {
      const claim = seenClaim(await owedFor(tx, who, { payableId, act: 'voucher', now: at }), claimSeq)
      const isRight = isProofOf(found(claim.verifier, 'claimWrong'), fromB64(proofB64))
      await insertTry(tx, { payableId, claimSeq, staffId: who.staff, at, isRight })
      await record(tx, { did: 'try-voucher', staff: who.staff })
      return isRight ? { isRight } : { isRight, left: await leftNow(tx, payableId) }
    })
    .catch(refusingMoney('claimMoved'))
  if (!tried.isRight) throw new Refusal('voucherWrong', { left: tried.left })
  return { until: goodUntil({ at }).toISOString() }
}

/** In the same time however much of it is right. */
function isProofOf(verifier: Uint8Array, proof: Uint8Array): boolean {
  const hashed = createHash('sha256').update(proof).digest()
  return verifier.length === hashed.length && timingSafeEqual(verifier, hashed)
}

async function leftNow(tx: Transaction, payableId: string): Promise<number> {
  const isFrozen = (await selectOpenFreezes(tx, [payableId])).length > 0
  if (isFrozen) await noticeToAuditors(tx)
  return leftOf(await selectTries(tx, payableId), isFrozen)
}
