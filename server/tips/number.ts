/** The number of a tip as people say it: the year in Sanya and the serial, like 2026-0042. */
export function tipNumber(receivedAt: Date, serial: number): string {
  const year = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(receivedAt)
  return `${year}-${String(serial).padStart(4, '0')}`
}
