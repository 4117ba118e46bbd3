import { comparedWith, daysIn, MOST_DAYS, type Period } from '#contract/periods.ts'
import type { readSupervision, Supervision } from '#contract/supervision.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import { dayInSanya } from '../tips/day.ts'
import { asReader } from './as-reader.ts'
import { assembled } from './assemble.ts'
import { boundsOf } from './bounds.ts'
import * as store from './store.ts'

export type SupervisionDeps = { db: Database; now: () => Date }

/** Figures of all desks or districts for a period and the one before. Refuses a period that ends before it begins, or is too long. */
export async function supervision(
  { db, now }: SupervisionDeps,
  { by, from, to }: ParamsOf<typeof readSupervision>,
): Promise<Supervision> {
  insistPeriod({ from, to })
  const at = now()
  const [period, today] = [{ from, to }, dayInSanya(at)]
  const before = comparedWith(period, today)
  const bounds = boundsOf(period, before)
  const asked = { by, bounds, today }
  const counts = await asReader(db, async (tx) => ({
    desks: await store.selectDesks(tx),
    received: await store.countReceived(tx, asked),
    spam: await store.countSpam(tx, asked),
    finished: await store.countFinished(tx, asked),
    transfers: await store.countTransfers(tx, asked),
    orders: await store.countOrders(tx, asked),
    lateAnswers: await store.countLateAnswers(tx, asked),
    ended: await store.countEnded(tx, asked),
    standing: await store.countStanding(tx, asked),
    openOrders: await store.countOpenOrders(tx, asked),
  }))
  return { by, at: at.toISOString(), today, period, before, ...assembled(by, counts, bounds) }
}

export function insistPeriod(period: Period): void {
  insist(period.from <= period.to && daysIn(period) <= MOST_DAYS, 'invalidInput', { field: 'to' })
}
