import type { listJournals } from '#contract/books.ts'
import { JOURNAL_KINDS } from '#contract/money/accounts.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import type { ParamsOf } from '#contract/route.ts'

/** What the list of entries shows, as it stands in its address. Anything unknown in an address is left out. */
export type JournalFilters = ParamsOf<typeof listJournals>

const PATH = '/books'
export const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/
const NUMBER = /^(收|付|记)-20\d\d-(0[1-9]|1[0-2])-\d{4,}$/
const MOST_LETTERS = 20

export function journalFiltersOf(query: URLSearchParams): JournalFilters {
  const typed = (name: string): string => (query.get(name) ?? '').trim().slice(0, MOST_LETTERS)
  const fund = FUNDS.find((one) => one === query.get('fund'))
  const kind = JOURNAL_KINDS.find((one) => one === query.get('kind'))
  const filters: JournalFilters = {}
  if (fund) filters.fund = fund
  if (/^20\d\d$/.test(typed('year'))) filters.year = Number(typed('year'))
  if (MONTH.test(typed('month'))) filters.month = typed('month')
  if (kind) filters.kind = kind
  if (typed('number') !== '') filters.number = typed('number')
  if (typed('award') !== '') filters.award = typed('award').toUpperCase()
  if (NUMBER.test(query.get('after') ?? '')) filters.after = query.get('after') ?? ''
  return filters
}

/** The address of the list with some filters changed; `undefined` takes one away. Always back at the first page. */
export function journalsAddress(
  filters: JournalFilters,
  change: { [K in keyof JournalFilters]?: JournalFilters[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, after: undefined, ...change })) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size > 0 ? `${PATH}?${query}` : PATH
}
