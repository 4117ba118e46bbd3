import type { ClockRow, Due } from '#contract/clocks.ts'

/** Of a run that has not ended, what says how pressing it is. */
export type Running = Pick<ClockRow, 'dueOn' | 'left' | 'pausedOn'>
export type Left = { is: 'paused' | 'over' | 'ahead'; days: number } | { is: 'today' }

/**
 * How a run stands today, in working days. On the weekend after its day a run is over by none as yet; a day that is due
 * and has no working day before it any more is today.
 */
export function leftOf({ dueOn, left, pausedOn }: Running, today: string): Left {
  if (pausedOn !== null) return { is: 'paused', days: left }
  if (dueOn < today) return { is: 'over', days: Math.max(0, -left) }
  return dueOn === today ? { is: 'today' } : { is: 'ahead', days: left }
}

export type Mark = 'over' | 'today' | 'soon' | 'paused' | 'provisional'

/** What a row of the inbox says of the most pressing clock of its tip, or nothing while there is time. */
export function markOf({ on, isOverdue, isSoon, isPaused, provisional }: Due, today: string): Mark | null {
  if (isPaused) return 'paused'
  if (isOverdue) return 'over'
  if (on === today) return 'today'
  if (isSoon) return 'soon'
  return provisional ? 'provisional' : null
}
