/** On the day after a last day, and every Monday as long as anything waits: more often would be read no more. */
export function isReminded({ fresh, waiting, today }: { fresh: number; waiting: number; today: string }): boolean {
  const isMonday = new Date(`${today}T00:00:00Z`).getUTCDay() === 1
  return fresh > 0 || (isMonday && waiting > 0)
}
