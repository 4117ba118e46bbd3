/** An instant as a trail shows it, to the second of Sanya's clock: 2026-11-23 14:05:09. */
export function secondOf(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(instant))
}
