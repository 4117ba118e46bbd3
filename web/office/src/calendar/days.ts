/** Days as text, YYYY-MM-DD. They have no hour and no zone, so they are reckoned in UTC. */
const DAY_MS = 24 * 3_600_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The day so many days later. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whether a text is a day that there is; a thirtieth of February is none. */
export function isDay(text: string): boolean {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

export const isWeekend = (day: string): boolean => weekdayOf(day) > 4

/** All days from one to another, both included; none when they are the wrong way round. */
export function daysFrom(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  return days
}
