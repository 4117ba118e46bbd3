/** Shares and what stands for them where there is nothing to take a share of. */

export const NONE = '—'

/** From 0 to 1; null of nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** In whole per cent. Only all is 100 %, and only none is 0 %: 199 of 200 is 99 %, 1 of 300 is 1 %. */
export function percent(part: number, whole: number): number | null {
  if (whole === 0) return null
  if (part === 0 || part === whole) return part === 0 ? 0 : 100
  return Math.min(99, Math.max(1, Math.round((part / whole) * 100)))
}

export function percentText(part: number, whole: number): string {
  const share = percent(part, whole)
  return share === null ? NONE : `${share}%`
}

/** A number with the sign of a change, and with a real minus. */
export function signed(change: number): string {
  if (change === 0) return '±0'
  return change > 0 ? `+${change}` : `−${-change}`
}
