/** The day before a day, both as 2026-01-31: the last one on which something holds that ends when the other begins. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
