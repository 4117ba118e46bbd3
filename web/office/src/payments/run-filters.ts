import { RUN_KINDS, RUN_STATES } from '#contract/money/chain.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { listRuns } from '#contract/runs.ts'

/** What the list of batches shows, as it stands in its address. Anything unknown in an address is left out. */
export type RunFilters = ParamsOf<typeof listRuns>

const PATH = '/payments/runs'
const NUMBER = /^PC-20\d\d-\d{4,}$/

export function runFiltersOf(query: URLSearchParams): RunFilters {
  const filters: RunFilters = {}
  const state = RUN_STATES.find((one) => one === query.get('state'))
  const kind = RUN_KINDS.find((one) => one === query.get('kind'))
  const fund = FUNDS.find((one) => one === query.get('fund'))
  const after = query.get('after') ?? ''
  if (state) filters.state = state
  if (kind) filters.kind = kind
  if (fund) filters.fund = fund
  if (query.get('turn') === 'mine') filters.turn = 'mine'
  if (NUMBER.test(after)) filters.after = after
  return filters
}

/** The address of the list with some filters changed; `undefined` takes one away. Always back at the first page. */
export function runsAddress(
  filters: RunFilters,
  change: { [K in keyof RunFilters]?: RunFilters[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, after: undefined, ...change })) {
    if (value !== undefined) query.set(name, value)
  }
  return query.size > 0 ? `${PATH}?${query}` : PATH
}
