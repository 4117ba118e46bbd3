import { MOST_PAYOUTS, type readPayouts } from '#contract/books.ts'
import { daysIn, MOST_DAYS } from '#contract/periods.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { BooksDeps } from './deps.ts'
import { selectPayouts } from './store-payouts.ts'

type Asked = ParamsOf<typeof readPayouts>

/** 奖励金发放表: what was paid in some days. Refuses a period that ends before it begins, or is too long. */
export async function payouts({ db, now }: BooksDeps, asked: Asked): Promise<ReplyOf<typeof readPayouts>> {
  insist(asked.from <= asked.to && daysIn(asked) <= MOST_DAYS, 'invalidInput', { field: 'to' })
  return { rows: await selectPayouts(db, asked, MOST_PAYOUTS), at: now().toISOString() }
}

/** The same for a file, after it was written down who takes it out. */
export async function exportedPayouts(deps: BooksDeps, who: Who, asked: Asked): Promise<ReplyOf<typeof readPayouts>> {
  const table = await payouts(deps, asked)
  await deps.db.transaction((tx) => record(tx, { did: 'export-books', staff: who.staff }))
  return table
}
