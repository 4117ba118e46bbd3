import type { TrailFilters } from '#contract/audit.ts'
import { DEED_GROUPS } from '#contract/deeds.ts'

/** What a trail shows, as it stands in its address. Anything unknown in an address is left out. */
export type TrailPlace = TrailFilters & { before?: number }

const DAY = /^20\d\d-\d\d-\d\d$/
const TIP = /^(20\d\d-)?\d{1,12}$/
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function trailPlaceOf(query: URLSearchParams): TrailPlace {
  const place: TrailPlace = {}
  const read = (name: string, most = 64): string => (query.get(name) ?? '').trim().slice(0, most)
  const [tip, number, person] = [read('tip'), read('case', 40), read('person')]
  const [desk, from, to, before] = [read('desk'), read('from'), read('to'), read('before')]
  const group = DEED_GROUPS.find((one) => one === query.get('group'))
  if (TIP.test(tip)) place.tip = tip
  if (number !== '') place.case = number
  if (person !== '') place.person = person
  if (ID.test(desk)) place.desk = desk
  if (group) place.group = group
  if (DAY.test(from)) place.from = from
  if (DAY.test(to)) place.to = to
  if (/^\d{1,15}$/.test(before)) place.before = Number(before)
  return place
}

/** The address of a trail; without a page, its newest. */
export function trailAddress({ before, ...filters }: TrailPlace): string {
  const query = new URLSearchParams(
    Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]),
  )
  if (before !== undefined) query.set('before', String(before))
  return query.size > 0 ? `/audit/trail?${query}` : '/audit/trail'
}

/** Whether it is narrowed by anything but its page. */
export const isNarrowed = ({ before: _page, ...filters }: TrailPlace): boolean => Object.keys(filters).length > 0
