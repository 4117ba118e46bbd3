import type { BookMonth, listMonths } from '#contract/books.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { deedOf } from '../clocks/read-deadlines.ts'
import { refusingBy } from '../http/refusing-by.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import type { BooksDeps } from './deps.ts'
import { monthStates } from './months.ts'
import { insertPeriod, selectClosed, selectMonths } from './store-balance.ts'

type Nothing = Record<string, never>

/** The months that have entries, or are closed. */
export async function months({ db, now }: BooksDeps): Promise<ReplyOf<typeof listMonths>> {
  const [found, closed] = await db.transaction(async (tx) => [await selectMonths(tx), await selectClosed(tx)] as const)
  const closings = new Map(closed.map(({ month, by, at }) => [month, deedOf(by, at)]))
  const entries = new Map(found.map(({ month, entries: count }) => [month, count]))
  const all = [...new Set([...entries.keys(), ...closings.keys()])].map((month) => ({
    month,
    entries: entries.get(month) ?? 0,
    isClosed: closings.has(month),
  }))
  return { rows: monthStates(all, dayInSanya(now())).map((month) => shown(month, closings)) }
}

const shown = (
  { month, entries, state }: Omit<BookMonth, 'closed'>,
  closings: ReadonlyMap<string, BookMonth['closed']>,
): BookMonth => ({ month, entries, state, closed: closings.get(month) ?? null })

/**
 * Closes a month. Refuses `changedMeanwhile` when it has another number of entries than were seen, `monthNotOver` for one that runs or
 * comes after an open one, `monthClosed` when somebody has closed it.
 */
export async function close(
  { db, now }: BooksDeps,
  who: Who,
  month: string,
  { entries }: { entries: number },
): Promise<Nothing> {
  await db
    .transaction(async (tx) => {
      await insertPeriod(tx, { month, by: who.staff, at: now() })
      // Nothing comes between: the database holds the books while a month is closed.
      insist((await entriesOf(tx, month)) === entries, 'changedMeanwhile')
      await record(tx, { did: 'close-month', staff: who.staff })
    })
    .catch(refusingBy(MONEY_REFUSALS, 'monthClosed'))
  return {}
}

async function entriesOf(tx: Transaction, month: string): Promise<number> {
  return (await selectMonths(tx)).find((one) => one.month === month)?.entries ?? 0
}
