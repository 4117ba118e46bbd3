import type { MonthState } from '#contract/books.ts'

type Month = { month: string; entries: number; isClosed: boolean }

/** Where each month stands, the newest first: one is closed once it is over and every one before it with entries is. Pure. */
export function monthStates<T extends Month>(months: readonly T[], today: string): (T & { state: MonthState })[] {
  let isWaiting = false
  return months
    .toSorted((one, other) => one.month.localeCompare(other.month))
    .map((month) => {
      const state = stateOf(month, isWaiting, today)
      isWaiting ||= state !== 'closed'
      return { ...month, state }
    })
    .toReversed()
}

function stateOf({ month, isClosed }: Month, isWaiting: boolean, today: string): MonthState {
  if (isClosed) return 'closed'
  if (month >= today.slice(0, 7)) return 'running'
  return isWaiting ? 'waits' : 'closable'
}
