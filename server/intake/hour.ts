/** The hour of an instant. All that is kept of when a tipster wrote: the minute could tell who was online. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)
}
