import { ALARM_KINDS, ALARM_STATES, type listAlarms } from '#contract/alarms.ts'
import type { ParamsOf } from '#contract/route.ts'

/** Which alarms show, as it stands in the address. Anything unknown in an address is left out. */
export type AlarmPlace = ParamsOf<typeof listAlarms>

export function alarmPlaceOf(query: URLSearchParams): AlarmPlace {
  const place: AlarmPlace = { state: ALARM_STATES.find((one) => one === query.get('state')) ?? 'open' }
  const kind = ALARM_KINDS.find((one) => one === query.get('kind'))
  const after = query.get('after') ?? ''
  if (kind) place.kind = kind
  if (/^\d{1,6}$/.test(after)) place.after = Number(after)
  return place
}

/** The address with something changed; `undefined` takes it away. Always back at the first page. */
export function alarmsAddress(
  place: AlarmPlace,
  change: { [K in keyof AlarmPlace]?: AlarmPlace[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...place, after: undefined, ...change }))
    if (value !== undefined && !(name === 'state' && value === 'open')) query.set(name, String(value))
  return query.size > 0 ? `/audit/alarms?${query}` : '/audit/alarms'
}
