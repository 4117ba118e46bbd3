import type { readPayouts } from '#contract/books.ts'
import { daysIn, MOST_DAYS, periodOf } from '#contract/periods.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import type { ParamsOf } from '#contract/route.ts'

/** Which payments a table has, as it stands in its address: without days that hold, those of this year. */
export type PayoutView = ParamsOf<typeof readPayouts>

const DAY = /^20\d\d-\d\d-\d\d$/
const isDay = (text: string): boolean =>
  DAY.test(text) && new Date(Date.parse(`${text}T00:00:00Z`) || 0).toISOString().startsWith(text)

/** Whether two days that somebody typed are a period. */
export const isPeriod = (from: string, to: string): boolean =>
  isDay(from) && isDay(to) && from <= to && daysIn({ from, to }) <= MOST_DAYS

export function payoutViewOf(query: URLSearchParams, today: string): PayoutView {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? '']
  const fund = FUNDS.find((one) => one === query.get('fund'))
  return { ...(isPeriod(from, to) ? { from, to } : periodOf('year', today)), ...(fund === undefined ? {} : { fund }) }
}

export function payoutsAddress({ from, to, fund }: PayoutView): string {
  return `/books/payouts?${new URLSearchParams({ from, to, ...(fund === undefined ? {} : { fund }) })}`
}
