import { FLAGS, type readOpenings } from '#contract/audit.ts'
import type { ParamsOf } from '#contract/route.ts'

/** Which openings show, as it stands in the address. Anything unknown in an address is left out. */
export type OpeningsPlace = ParamsOf<typeof readOpenings>

export function openingsPlaceOf(query: URLSearchParams): OpeningsPlace {
  const place: OpeningsPlace = {}
  const [from, to, person, desk, before] = ['from', 'to', 'person', 'desk', 'before'].map(
    (name) => query.get(name) ?? '',
  )
  const flag = FLAGS.find((one) => one === query.get('flag'))
  if (from && DAY.test(from)) place.from = from
  if (to && DAY.test(to)) place.to = to
  if (flag) place.flag = flag
  if (person && person.length <= 64) place.person = person
  if (desk && ID.test(desk)) place.desk = desk
  if (before && /^\d{1,15}$/.test(before)) place.before = Number(before)
  return place
}
const DAY = /^20\d\d-\d\d-\d\d$/
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The address with something changed; `undefined` takes it away. Always back at the first page. */
export function openingsAddress(
  place: OpeningsPlace,
  change: { [K in keyof OpeningsPlace]?: OpeningsPlace[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...place, before: undefined, ...change })) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size > 0 ? `/audit/openings?${query}` : '/audit/openings'
}

/** Whether it is narrowed within its period. */
export const isNarrowed = ({ flag, person, desk }: OpeningsPlace): boolean =>
  flag !== undefined || person !== undefined || desk !== undefined
