import type { FreezeCause } from '#contract/money/chain.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import type { Transaction } from '#db/connect.ts'
import { HELD_UP_ALREADY } from '#db/sql-states.ts'
import { Refusal } from '../http/refusal.ts'
import { codeOf } from '../http/refuse-error.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { noticeToAuditors } from '../orders/tell.ts'
import type { PaymentsDeps } from './deps.ts'
import { refusingMoney } from './refuse.ts'
import { insertFreeze, selectOpenFreezes } from './store.ts'

type Found = { staff: string; at: Date; cause: Extract<FreezeCause, 'signature' | 'books'> }

/** Holds these up for a cause, where they are not for that cause already, tells the auditors and leaves a trace. */
export async function holdUp(
  tx: Transaction,
  payableIds: readonly string[],
  { staff, at, cause }: Found,
): Promise<void> {
  const open = await selectOpenFreezes(tx, payableIds)
  const free = payableIds.filter((id) => !open.some((one) => one.payableId === id && one.cause === cause))
  for (const payableId of free) await insertFreeze(tx, { payableId, cause, at, staffId: staff })
  await noticeToAuditors(tx)
  await record(tx, { did: 'report-claim', staff })
}

/** Claims that do not hold, found while something else was about to happen to them, which then does not. */
export class UnsoundClaims extends Error {
  readonly payableIds: readonly string[]
  constructor(payableIds: readonly string[]) {
    super('A claim is not what was signed')
    this.payableIds = payableIds
  }
}

/**
 * Refuses what somebody wanted to do: `claimWrong` where claims were found not to hold, which are then held up, in a transaction of its own
 * since the one that found it is gone; else by the rules of money, `taken` where somebody was quicker.
 */
export async function refuseUnsound(
  { db, now }: Pick<PaymentsDeps, 'db' | 'now'>,
  who: Pick<Who, 'staff'>,
  error: unknown,
  taken: RefusalCode,
): Promise<never> {
  if (!(error instanceof UnsoundClaims)) return refusingMoney(taken)(error)
  const by = { staff: who.staff, at: now(), cause: 'signature' } as const
  await db.transaction((tx) => holdUp(tx, error.payableIds, by)).catch(unlessHeldUp)
  throw new Refusal('claimWrong')
}

/** Of two who find the same at once, the second need not hold it up again. */
function unlessHeldUp(error: unknown): void {
  if (codeOf(error) !== HELD_UP_ALREADY) throw error
}
