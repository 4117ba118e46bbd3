import { createHash, timingSafeEqual } from 'node:crypto'
import { bytesToHex } from '@noble/hashes/utils.js'
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
import { insistSound } from './insist-sound.ts'
import { refuseUnsound } from './hold-up.ts'
import { insertTry, selectOpenFreezes, selectTries } from './store.ts'

type Asked = BodyOf<typeof tryVoucher>
type Tried = { isRight: true } | { isRight: false; left: number }

/**
 * Notes whether what was presented is the voucher of the newest claim, whatever comes of it; nothing else of it is kept. Refuses
 * `voucherWrong` once that is noted, with how many more are taken; the last of them holds the payment up and tells the auditors.
 * Refuses `claimWrong` where the claim is not what was signed.
 */
export async function present(
  deps: PaymentsDeps,
  who: Who,
  payableId: string,
  asked: Asked,
): Promise<ReplyOf<typeof tryVoucher>> {
  const at = deps.now()
  const tried = await deps.db
    .transaction((tx) => tryNow(tx, who, payableId, { asked, at }))
    .catch((error: unknown) => refuseUnsound(deps, who, error, 'claimMoved'))
  if (!tried.isRight) throw new Refusal('voucherWrong', { left: tried.left })
  return { until: goodUntil({ at }).toISOString() }
}

async function tryNow(
  tx: Transaction,
  who: Who,
  payableId: string,
  { asked: { claimSeq, proofB64 }, at }: { asked: Asked; at: Date },
): Promise<Tried> {
  const row = await owedFor(tx, who, { payableId, act: 'voucher', now: at })
  const claim = seenClaim(row, claimSeq)
  // A verifier that was put there afterwards is none.
  const line = { payable: payableId, claimDigest: bytesToHex(claim.digest), fen: String(row.payable.fen) }
  await insistSound(tx, [line])
  const isRight = isProofOf(found(claim.verifier, 'claimWrong'), fromB64(proofB64))
  await insertTry(tx, { payableId, claimSeq, staffId: who.staff, at, isRight })
  await record(tx, { did: 'try-voucher', staff: who.staff })
  return isRight ? { isRight } : { isRight, left: await leftNow(tx, payableId) }
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
