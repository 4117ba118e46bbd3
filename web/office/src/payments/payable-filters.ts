import type { listPayables } from '#contract/payables.ts'
import { PAYABLE_STATES, RUN_KINDS } from '#contract/money/chain.ts'
import { METHODS } from '#contract/money/names.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import type { ParamsOf } from '#contract/route.ts'

/** What the list of payables shows, as it stands in its address. Anything unknown in an address is left out. */
export type PayableFilters = ParamsOf<typeof listPayables>

const PATH = '/payments'
const PLACE = /^\d{1,17}\.[\da-f-]{36}$/
const MOST_LETTERS = 20

export function payableFiltersOf(query: URLSearchParams): PayableFilters {
  const filters: PayableFilters = {}
  const fund = FUNDS.find((one) => one === query.get('fund'))
  const state = PAYABLE_STATES.find((one) => one === query.get('state'))
  const method = METHODS.find((one) => one === query.get('method'))
  const ready = RUN_KINDS.find((one) => one === query.get('ready'))
  const [number, after] = [(query.get('number') ?? '').trim(), query.get('after') ?? '']
  if (fund) filters.fund = fund
  if (state) filters.state = state
  if (method) filters.method = method
  if (ready) filters.ready = ready
  if (query.get('frozen') === 'yes') filters.frozen = 'yes'
  if (query.get('overdue') === 'yes') filters.overdue = 'yes'
  if (number !== '') filters.number = number.slice(0, MOST_LETTERS)
  if (PLACE.test(after)) filters.after = after
  return filters
}

/** The address of the list with some filters changed; `undefined` takes one away. Always back at the first page. */
export function payablesAddress(
  filters: PayableFilters,
  change: { [K in keyof PayableFilters]?: PayableFilters[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, after: undefined, ...change })) {
    if (value !== undefined) query.set(name, value)
  }
  return query.size > 0 ? `${PATH}?${query}` : PATH
}
