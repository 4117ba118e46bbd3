import type { CalendarState } from '#contract/calendar.ts'

/** One year of the calendar: the newest that is published, a first entry that waits, and whether it is missed. */
export type YearState = {
  year: number
  published: CalendarState['years'][number] | null
  waiting: CalendarState['drafts'][number] | null
  isMissing: boolean
}

/** The years to show: all that are published, begun or missed, and the next one; the newest first. */
export function yearsOf({ today, years, drafts, missing }: CalendarState): YearState[] {
  const next = Number(today.slice(0, 4)) + 1
  const all = new Set([...years, ...drafts].map(({ year }) => year).concat(missing, next))
  return [...all]
    .toSorted((a, b) => b - a)
    .map((year) => ({
      year,
      published: years.filter((one) => one.year === year).toSorted((a, b) => b.version - a.version)[0] ?? null,
      waiting: drafts.find((one) => one.year === year) ?? null,
      isMissing: missing.includes(year),
    }))
}
