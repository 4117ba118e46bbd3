import type { ExceptionalDay } from '#contract/calendar.ts'
import { dayAfter, daysFrom, isWeekend, weekdayOf } from './days.ts'

/** What the calendar says of a day: `holiday` and `worked` come from the notice, the others from the week. */
export type DayKind = 'work' | 'weekend' | 'holiday' | 'worked'

/** What the notice of a year says of some of its days. */
export type Exceptions = ReadonlyMap<string, Pick<ExceptionalDay, 'isWorkday' | 'name'>>

/** Days that follow each other and are the same: one line of the notice. */
export type Line = { from: string; to: string; count: number; isWorkday: boolean; name: string }

export type Month = { month: number; weeks: (string | null)[][] }

const MONTHS = 12
const WEEK = 7

export function exceptionsOf(days: readonly ExceptionalDay[]): Exceptions {
  return new Map(days.map(({ day, isWorkday, name }) => [day, { isWorkday, name }]))
}

/** The months of a year as weeks that begin on Monday; places outside the month are null. */
export function monthsOf(year: number): Month[] {
  return Array.from({ length: MONTHS }, (_, index) => {
    const [first, last] = [`${year}-${two(index + 1)}-01`, lastDay(year, index + 1)]
    const places = [...Array.from({ length: weekdayOf(first) }, () => null), ...daysFrom(first, last)]
    while (places.length % WEEK !== 0) places.push(null)
    const weeks = Array.from({ length: places.length / WEEK }, (_week, at) => places.slice(at * WEEK, (at + 1) * WEEK))
    return { month: index + 1, weeks }
  })
}

export function kindOf(day: string, exceptions: Exceptions): DayKind {
  const exception = exceptions.get(day)
  if (exception) return exception.isWorkday ? 'worked' : 'holiday'
  return isWeekend(day) ? 'weekend' : 'work'
}

/** How many days of a year are worked: a sum that two people can compare without comparing days. */
export function workingDaysIn(year: number, exceptions: Exceptions): number {
  const days = daysFrom(`${year}-01-01`, `${year}-12-31`)
  return days.filter((day) => ['work', 'worked'].includes(kindOf(day, exceptions))).length
}

/** How many days of the notice are off, and how many are worked. */
export function sumsOf(exceptions: Exceptions): { off: number; worked: number } {
  const worked = [...exceptions.values()].filter(({ isWorkday }) => isWorkday).length
  return { off: exceptions.size - worked, worked }
}

/** The days of a notice as its lines, in the order of time. */
export function linesOf(exceptions: Exceptions): Line[] {
  const lines: Line[] = []
  for (const [day, { isWorkday, name }] of [...exceptions].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const last = lines.at(-1)
    const goesOn = last && dayAfter(last.to) === day && last.isWorkday === isWorkday && last.name === name
    if (goesOn) Object.assign(last, { to: day, count: last.count + 1 })
    else lines.push({ from: day, to: day, count: 1, isWorkday, name })
  }
  return lines
}

const two = (figure: number): string => String(figure).padStart(2, '0')
const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
