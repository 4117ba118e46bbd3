import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { isAgeFile } from '#contract/envelope.ts'
import { signedClaim } from '#contract/money/signed-claim.ts'
import type { enterClaim } from '#contract/payments.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { noticeToAll } from '../orders/tell.ts'
import { insistSignedBy } from '../staff/member-signature.ts'
import { contentOf } from './claim-content.ts'
import type { PaymentsDeps } from './deps.ts'
import { owedFor } from './owed.ts'
import { refusingMoney } from './refuse.ts'
import { insertClaim, selectClaim, selectOwed } from './store.ts'

type Asked = BodyOf<typeof enterClaim>

/**
 * Enters where somebody who took part is paid, in the name of the member who signs it. The same again changes nothing. Refuses
 * `notSealed`, `wrongSignature`, `claimMoved` when another claim stands at this place, and whatever `mayPay` says.
 */
export async function enter(
  { db, now }: PaymentsDeps,
  who: Who,
  payableId: string,
  asked: Asked,
): Promise<ReplyOf<typeof enterClaim>> {
  const sealed = fromB64(asked.sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  return db
    .transaction(async (tx) => {
      const { payable } = found(await selectOwed(tx, payableId), 'payableNotFound')
      const part = { method: 'transfer', sealed, verifier: null, hasWord: false } as const
      const said = { payableId, seq: asked.seq, fen: payable.fen, ...part }
      const content = contentOf(payable.awardId, said)
      const digest = digestOf(content)
      if (await isEntered(tx, who, { payableId, seq: asked.seq, digest })) return { seq: asked.seq }
      await owedFor(tx, who, { payableId, act: 'enter', now: now() })
      const signature = await insistSignedBy(tx, who.staff, signedClaim(content), asked.signatureB64)
      await insertClaim(tx, { ...said, digest: hexToBytes(digest), signature, staffId: who.staff, at: now() })
      await record(tx, { did: 'enter-claim', staff: who.staff })
      await noticeToAll(tx, 'finance')
      return { seq: asked.seq }
    })
    .catch(refusingMoney('claimMoved'))
}

type Place = { payableId: string; seq: number; digest: string }

/** Whether this person entered this very claim already. Refuses `claimMoved` where another one stands. */
async function isEntered(tx: Transaction, who: Who, { payableId, seq, digest }: Place): Promise<boolean> {
  const there = await selectClaim(tx, payableId, seq)
  if (there === null) return false
  insist(bytesToHex(there.digest) === digest && there.staffId === who.staff, 'claimMoved')
  return true
}
