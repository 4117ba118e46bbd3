import type { Transaction } from '#db/connect.ts'
import { noticeUnlessWaiting } from '../orders/tell.ts'
import { selectFinanceDesks } from './store-due.ts'

/** Something waits for the finance desks: the same mail as for everything else, once a desk. */
export async function tellFinance(tx: Transaction): Promise<void> {
  for (const desk of await selectFinanceDesks(tx)) await noticeUnlessWaiting(tx, desk)
}
