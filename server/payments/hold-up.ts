import type { FreezeCause } from '#contract/money/chain.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { record } from '../log/record.ts'
import { noticeToAuditors } from '../orders/tell.ts'
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

/** Holds up what was found not to hold, in a transaction of its own, since the one that found it is gone. Any other error is thrown on. */
export async function holdUpUnsound(db: Database, error: unknown, by: { staff: string; at: Date }): Promise<void> {
  if (!(error instanceof UnsoundClaims)) throw error
  await db.transaction((tx) => holdUp(tx, error.payableIds, { ...by, cause: 'signature' }))
}
