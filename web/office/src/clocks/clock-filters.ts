import { CLOCK_KINDS, type listClocks } from '#contract/clocks.ts'
import type { ParamsOf } from '#contract/route.ts'

/** What a desk's list of clocks shows, as it stands in its address. Anything unknown in an address is left out. */
export type ClockFilters = Pick<ParamsOf<typeof listClocks>, 'kind' | 'assignee'>

export function clockFiltersOf(query: URLSearchParams): ClockFilters {
  const filters: ClockFilters = {}
  const kind = CLOCK_KINDS.find((one) => one === query.get('kind'))
  if (kind) filters.kind = kind
  if (query.get('assignee') === 'me') filters.assignee = 'me'
  return filters
}

/** The address of a list with some filters changed; `undefined` takes one away. */
export function clocksAddress(
  desk: string,
  filters: ClockFilters,
  change: { [K in keyof ClockFilters]?: ClockFilters[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, ...change })) {
    if (value !== undefined) query.set(name, value)
  }
  return query.size > 0 ? `/desks/${desk}/clocks?${query}` : `/desks/${desk}/clocks`
}
