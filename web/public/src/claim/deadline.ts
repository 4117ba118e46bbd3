const DAY_MS = 24 * 3_600_000
/** From so many days before the last one the reminder stands out. */
const NEAR_DAYS = 14

/** How much time there is to claim. `left`: days after today; 0 is the last day, less than that is past. */
export type Deadline = { left: number; isNear: boolean }

/** The day in Sanya, like 2026-11-25. */
export const dayInSanya = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(at)

/** From today's day to the last one on which a claim can be made, both in Sanya. */
export function deadlineOf(until: string, today: string): Deadline {
  const left = Math.round((Date.parse(until) - Date.parse(today)) / DAY_MS)
  return { left, isNear: left >= 0 && left <= NEAR_DAYS }
}
