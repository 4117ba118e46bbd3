import { ORDER_TURNS, type listOrders } from '#contract/orders.ts'
import type { ParamsOf } from '#contract/route.ts'

/** What a list of orders shows, as it stands in its address. Anything unknown in an address is left out. */
export type OrderFilters = ParamsOf<typeof listOrders>

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const NUMBER = /^DB-20\d\d-\d{4,}$/

export function orderFiltersOf(query: URLSearchParams): OrderFilters {
  const filters: OrderFilters = {}
  const turn = ORDER_TURNS.find((one) => one === query.get('turn'))
  const [desk, after] = [query.get('desk') ?? '', query.get('after') ?? '']
  if (turn) filters.turn = turn
  if (ID.test(desk)) filters.desk = desk
  if (query.get('overdue') === 'yes') filters.overdue = 'yes'
  if (NUMBER.test(after)) filters.after = after
  return filters
}

/** The address of a list with some filters changed; `undefined` takes one away. Always back at the first page. */
export function ordersAddress(
  path: string,
  filters: OrderFilters,
  change: { [K in keyof OrderFilters]?: OrderFilters[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, after: undefined, ...change })) {
    if (value !== undefined) query.set(name, value)
  }
  return query.size > 0 ? `${path}?${query}` : path
}

/** Whether the list is narrowed by anything but its page. */
export function isNarrowed(filters: OrderFilters): boolean {
  return Object.keys(filters).some((name) => name !== 'after')
}
