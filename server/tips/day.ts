/** The day in Sanya at an instant, YYYY-MM-DD. */
export const dayInSanya = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(at)
