import { cut, daysLater, startOfDay, type Period } from '#contract/periods.ts'

/**
 * One row of instants that cuts time into: the period before, a gap (empty, or what a running period has not reached yet),
 * and the parts of the period. The database puts each event between two of them in one pass.
 */
export type Bounds = { instants: Date[]; parts: Period[] }

/** What the database calls the first stretch, and the first part of the period. */
export const BEFORE = 1
export const FIRST_PART = 3

export function boundsOf(period: Period, before: Period): Bounds {
  const parts = cut(period)
  const ends = [before.from, daysLater(before.to, 1), ...parts.map(({ from }) => from), daysLater(period.to, 1)]
  return { instants: ends.map(startOfDay), parts }
}

/** From the first instant that matters to the last. */
export const outerOf = ({ instants }: Bounds): { from: Date; to: Date } => {
  const [from, to] = [instants[0], instants.at(-1)]
  if (from === undefined || to === undefined) throw new Error('A period has two ends')
  return { from, to }
}
