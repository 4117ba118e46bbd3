import { BEHIND, CURSOR, GROUPINGS, type Behind, type Grouping, type listSupervised } from '#contract/supervision.ts'
import { CLOCK_KINDS } from '#contract/clocks.ts'
import { daysIn, MOST_DAYS, periodOf, type Period } from '#contract/periods.ts'
import { DISTRICTS } from '#contract/places.ts'
import type { ParamsOf } from '#contract/route.ts'
import { clocksAddress } from '../clocks/clock-filters.ts'
import { inboxAddress } from '../inbox/filters.ts'

/** What the page shows, as it stands in its address. Anything unknown in an address is left out. */
export type View = Period & { by: Grouping }
export type ListView = ParamsOf<typeof listSupervised>
/** Which figure a list stands behind. */
export type Wanted = { behind: Behind; group?: string | undefined; kind?: ListView['kind'] }

const DAY = /^20\d\d-\d\d-\d\d$/
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Without a period that holds, the month of today. */
export function viewOf(query: URLSearchParams, today: string): View {
  const by = GROUPINGS.find((one) => one === query.get('by')) ?? 'desk'
  const period = { from: query.get('from') ?? '', to: query.get('to') ?? '' }
  return { ...(periodWrong(period) === null ? period : periodOf('month', today)), by }
}

/** Why a period that somebody typed cannot be shown, or null. */
export function periodWrong({ from, to }: Period): 'missing' | 'reversed' | 'tooLong' | null {
  if (!isDay(from) || !isDay(to)) return 'missing'
  if (to < from) return 'reversed'
  return daysIn({ from, to }) > MOST_DAYS ? 'tooLong' : null
}

const isDay = (text: string): boolean =>
  DAY.test(text) && new Date(Date.parse(`${text}T00:00:00Z`) || 0).toISOString().startsWith(text)

export function viewAddress({ by, from, to }: View, change: Partial<View> = {}): string {
  return `/supervision?${new URLSearchParams({ by, from, to, ...change })}`
}

/** The address of the list behind a figure. */
export function listAddress({ by, from, to }: View, { behind, group, kind }: Wanted, after?: string): string {
  const query = new URLSearchParams({ by, from, to, behind })
  for (const [name, value] of Object.entries({ group, kind, after })) if (value !== undefined) query.set(name, value)
  return `/supervision/tips?${query}`
}

/** What a list shows; null where the address names no list. */
export function listViewOf(query: URLSearchParams, today: string): ListView | null {
  const behind = BEHIND.find((one) => one === query.get('behind'))
  if (behind === undefined) return null
  const kind = CLOCK_KINDS.find((one) => one === query.get('kind'))
  const [group, after] = [groupOf(query.get('group')), query.get('after')]
  return {
    ...viewOf(query, today),
    behind,
    ...(group === undefined ? {} : { group }),
    ...(kind === undefined ? {} : { kind }),
    ...(after !== null && CURSOR.test(after) ? { after } : {}),
  }
}

/** Where officers of a desk work on what is in a list of theirs; null where there is no such place. */
export function workAddress({ behind, kind }: Wanted, desk: string): string | null {
  if (behind === 'open' || behind === 'overdue' || behind === 'paused')
    return clocksAddress(desk, kind === undefined ? {} : { kind })
  if (behind === 'spam') return inboxAddress(desk, { stage: 'spam' })
  return behind.startsWith('orders') ? `/desks/${desk}/orders` : null
}

function groupOf(value: string | null): ListView['group'] {
  return value !== null && ID.test(value) ? value : DISTRICTS.find((one) => one === value)
}
