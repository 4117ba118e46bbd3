import type { listAwards } from '#contract/award-lists.ts'
import { AWARD_STATES } from '#contract/rewards/chain.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import type { ParamsOf } from '#contract/route.ts'

/** What the list of awards shows, as it stands in its address. Anything unknown in an address is left out. */
export type AwardFilters = Omit<ParamsOf<typeof listAwards>, 'desk' | 'year'>

const PATH = '/rewards'
const NUMBER = /^(JL|DJ)-20\d\d-\d{4,}$/
const MOST_LETTERS = 20

export function awardFiltersOf(query: URLSearchParams): AwardFilters {
  const filters: AwardFilters = {}
  const fund = FUNDS.find((one) => one === query.get('fund'))
  const state = AWARD_STATES.find((one) => one === query.get('state'))
  const [number, after] = [(query.get('number') ?? '').trim(), query.get('after') ?? '']
  if (fund) filters.fund = fund
  if (state) filters.state = state
  if (query.get('turn') === 'mine') filters.turn = 'mine'
  if (query.get('overdue') === 'yes') filters.overdue = 'yes'
  if (number !== '') filters.number = number.slice(0, MOST_LETTERS)
  if (NUMBER.test(after)) filters.after = after
  return filters
}

/** The address of the list with some filters changed; `undefined` takes one away. Always back at the first page. */
export function awardsAddress(
  filters: AwardFilters,
  change: { [K in keyof AwardFilters]?: AwardFilters[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, after: undefined, ...change })) {
    if (value !== undefined) query.set(name, value)
  }
  return query.size > 0 ? `${PATH}?${query}` : PATH
}
