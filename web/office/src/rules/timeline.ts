import type { RuleSetHead } from '#contract/rule-sets.ts'
import { daysIn, daysLater } from '#contract/periods.ts'

/** One rule set on the time line: from where to where it is drawn, in hundredths of the width. */
export type Segment = {
  head: RuleSetHead
  x: number
  width: number
  /** It goes on after the right edge, or began before the left one. */
  isOpen: boolean
  beganBefore: boolean
}
export type Line = {
  from: string
  to: string
  todayAt: number
  segments: Segment[]
  years: { year: string; at: number }[]
}

const LEAST_DAYS = 365
const MOST_DAYS_BEFORE = 365 * 4

/**
 * What holds when, from the oldest approved set (four years back at most) to a year after the last one that begins. Only
 * what was approved, or waits to be, has a place.
 */
export function lineOf(sets: readonly RuleSetHead[], today: string): Line {
  const shown = sets
    .filter(({ standing }) => standing !== 'withdrawn')
    .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1))
  const [first = today, last = today] = [shown[0]?.effectiveFrom, shown.at(-1)?.effectiveFrom]
  const from = latest(first, daysLater(today, -MOST_DAYS_BEFORE))
  const to = daysLater(latest(last, today), LEAST_DAYS)
  const days = daysIn({ from, to })
  const at = (day: string): number => Math.min(100, Math.max(0, ((daysIn({ from, to: day }) - 1) / days) * 100))
  const segments = shown.map((head) => {
    const [x, end] = [at(head.effectiveFrom), head.lastDay === null ? 100 : at(daysLater(head.lastDay, 1))]
    return { head, x, width: end - x, isOpen: head.lastDay === null, beganBefore: head.effectiveFrom < from }
  })
  const visible = segments.filter(({ width }) => width > 0)
  return {
    from,
    to,
    todayAt: at(today),
    segments: visible,
    years: yearsIn(from, to).map((year) => ({ year, at: at(`${year}-01-01`) })),
  }
}

const latest = (one: string, other: string): string => (one > other ? one : other)

function yearsIn(from: string, to: string): string[] {
  const [first, last] = [Number(from.slice(0, 4)) + 1, Number(to.slice(0, 4))]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index))
}
