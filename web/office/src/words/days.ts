const DAY_MS = 24 * 3_600_000

/** The day in Sanya at an instant, YYYY-MM-DD. */
export function dayInSanya(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(at)
}

/** So many days after today, in Sanya. */
export function inDays(days: number, now = new Date()): string {
  return dayInSanya(new Date(now.getTime() + days * DAY_MS))
}

/** Whether a day has come. */
export function isDue(day: string, now = new Date()): boolean {
  return day <= dayInSanya(now)
}

/** Month and day, with the year where it is another: 12-03, 2027-01-08. */
export function shortDay(day: string, now = new Date()): string {
  return day.slice(0, 4) === dayInSanya(now).slice(0, 4) ? day.slice(5) : day
}
