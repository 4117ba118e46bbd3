/**
 * Times as officers enter them: on Sanya's clock, whatever the clock of the machine says. China has one zone and, since 1992,
 * no summer time, so the clock is always eight hours ahead.
 */
const AHEAD_MS = 8 * 3_600_000
const MINUTE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

/** What a `datetime-local` field holds, as an instant; null when it is no time, or before 2000. */
export function instantOf(local: string): string | null {
  if (!MINUTE.test(local) || local < '2000') return null
  const time = Date.parse(`${local}:00Z`) - AHEAD_MS
  // A thirtieth of February would roll over into March.
  return Number.isNaN(time) || localOf(new Date(time).toISOString()) !== local ? null : new Date(time).toISOString()
}

/** An instant as a `datetime-local` field holds it. */
export function localOf(instant: string): string {
  return new Date(Date.parse(instant) + AHEAD_MS).toISOString().slice(0, 16)
}

/** The day of an instant in Sanya, YYYY-MM-DD. */
export const sanyaDay = (instant: string): string => localOf(instant).slice(0, 10)

/** The last moment of a day in Sanya, in milliseconds since 1970. */
export const endOfDay = (day: string): number => Date.parse(`${day}T23:59:59.999Z`) - AHEAD_MS
