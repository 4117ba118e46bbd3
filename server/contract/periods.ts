/** Periods of whole days in Sanya, for figures: pure arithmetic on calendar days, the same on the server and in the browser. */

/** First and last day, both inside, YYYY-MM-DD. */
export type Period = { from: string; to: string }

export const SPANS = ['week', 'month', 'quarter', 'year'] as const
export type Span = (typeof SPANS)[number]
const MONTHS: Readonly<Record<Exclude<Span, 'week'>, number>> = { month: 1, quarter: 3, year: 12 }

/** Five years and a leap day: more would be a history, not a period. */
export const MOST_DAYS = 1827

const DAY_MS = 24 * 3_600_000
/** China has one zone and, since 1992, no summer time. */
const AHEAD_MS = 8 * 3_600_000

const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** So many days later. */
export const daysLater = (day: string, days: number): string => dayOf(numberOf(day) + days)
/** How many days a period has. */
export const daysIn = ({ from, to }: Period): number => numberOf(to) - numberOf(from) + 1

/** The first moment of a day in Sanya. */
export const startOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - AHEAD_MS)

/** The week (from Monday), month, quarter or year that a day is in. */
export function periodOf(span: Span, day: string): Period {
  if (span === 'week') {
    const from = daysLater(day, -mondays(day))
    return { from, to: daysLater(from, 6) }
  }
  const month = Number(day.slice(5, 7)) - 1
  const from = firstOf(Number(day.slice(0, 4)), month - (month % MONTHS[span]))
  return { from, to: daysLater(monthsLater(from, MONTHS[span]), -1) }
}

/** Which calendar period this is exactly, or `free`. */
export function spanOf(period: Period): Span | 'free' {
  return SPANS.find((span) => isSame(periodOf(span, period.from), period)) ?? 'free'
}

/** The same kind of period so many steps later; a free one moves by its own length. */
export function stepped(period: Period, by: 1 | -1): Period {
  const span = spanOf(period)
  if (span !== 'free') return periodOf(span, by > 0 ? daysLater(period.to, 1) : daysLater(period.from, -1))
  const days = daysIn(period) * by
  return { from: daysLater(period.from, days), to: daysLater(period.to, days) }
}

/**
 * What a period is compared with: the one before. Of a period that is still running only as much of the one before as has
 * gone by of it, to the same day of the week, month, quarter or year, or its last: else every month would begin with a fall.
 */
export function comparedWith(period: Period, today: string): Period {
  const isRunning = period.from <= today && today < period.to
  if (!isRunning) return stepped(period, -1)
  const span = spanOf(period)
  if (span === 'free') return stepped({ from: period.from, to: today }, -1)
  const before = stepped(period, -1)
  const same = span === 'week' ? daysLater(today, -7) : monthsLater(today, -MONTHS[span])
  return { from: before.from, to: same < before.to ? same : before.to }
}

/** A period cut into days (up to a month), weeks (up to a quarter) or months, for a line; the first and last may be shorter. */
export function cut(period: Period): Period[] {
  const parts: Period[] = []
  for (let from = period.from; from <= period.to;) {
    const whole = wholeAt(from, daysIn(period))
    const to = whole.to < period.to ? whole.to : period.to
    parts.push({ from, to })
    from = daysLater(to, 1)
  }
  return parts
}

const MOST_BY_DAY = 31
const MOST_BY_WEEK = 100
function wholeAt(day: string, days: number): Period {
  if (days <= MOST_BY_DAY) return { from: day, to: day }
  return periodOf(days <= MOST_BY_WEEK ? 'week' : 'month', day)
}

/** Days since the Monday of its week. 1970 began on a Thursday. */
const mondays = (day: string): number => (((numberOf(day) + 3) % 7) + 7) % 7
const firstOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)

/** The same day so many months later, or the last of that month. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, ofMonth = 1] = day.split('-').map(Number)
  const first = firstOf(year, month - 1 + months)
  const last = dayOf(numberOf(firstOf(year, month + months)) - 1)
  return ofMonth > Number(last.slice(8)) ? last : daysLater(first, ofMonth - 1)
}

const isSame = (one: Period, other: Period): boolean => one.from === other.from && one.to === other.to
