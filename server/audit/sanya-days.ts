/** Days of the auditor's filters. China keeps one zone and no summer time, so Sanya is always eight hours ahead. */
const DAY_MS = 24 * 3_600_000
const AHEAD_MS = 8 * 3_600_000

/** The first moment of a day in Sanya, `later` days after it. */
export const startOfDay = (day: string, later = 0): Date => new Date(Date.parse(day) - AHEAD_MS + later * DAY_MS)

/** The day in Sanya at an instant, `later` days after it. */
export const dayAt = (at: Date, later = 0): string =>
  new Date(at.getTime() + AHEAD_MS + later * DAY_MS).toISOString().slice(0, 10)
