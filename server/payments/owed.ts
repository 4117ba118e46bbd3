import { mayPay, type PayAct } from '#contract/money/may-pay.ts'
import type { Transaction } from '#db/connect.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { facing, type Facing } from './payer.ts'
import { selectOwed, type Claim, type OwedRow } from './store.ts'

/** Something owed about which somebody may do this now; refuses whatever `mayPay` says, and `payableNotFound`. */
export async function owedFor(
  tx: Transaction,
  who: Who,
  { payableId, act, now }: { payableId: string; act: PayAct; now: Date },
): Promise<OwedRow & Facing> {
  const row = found(await selectOwed(tx, payableId), 'payableNotFound')
  const face = await facing(tx, who, row, now)
  const refused = mayPay(act, face.owed, face.payer)
  if (refused !== null) throw new Refusal(refused)
  return { ...row, ...face }
}

/** Its newest claim, where that is the one that was seen. Refuses `claimMoved`. */
export function seenClaim({ claim }: Pick<Facing, 'claim'>, claimSeq: number): Claim {
  const newest = found(claim, 'claimMoved')
  insist(newest.seq === claimSeq, 'claimMoved')
  return newest
}
