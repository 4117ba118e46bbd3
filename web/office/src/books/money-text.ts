import { grouped, yuanOf } from '../cases/decimal.ts'

/** Whole fen as offices write small figures: ¥20,000.00; below zero with a real minus before it. */
export function moneyText(fen: string): string {
  return fen.startsWith('-') ? `−${moneyText(fen.slice(1))}` : `¥${grouped(yuanOf(fen))}`
}

/** The same without the sign of the currency, for columns whose head names it; nothing for zero. */
export const columnText = (fen: string): string => (fen === '0' ? '' : moneyText(fen).replace('¥', ''))

/** A share of a whole in per cent, rounded; only nothing is 0 %, and only all of it is 100 %: what is near is said to be near. */
export function shareText(part: string, whole: string): string {
  const [some, all] = [BigInt(part), BigInt(whole)]
  if (all <= 0n) return '—'
  if (some === 0n || some === all) return some === 0n ? '0%' : '100%'
  if (some * 100n < all) return '<1%'
  return some * 100n > all * 99n ? '>99%' : `${(some * 200n + all) / (all * 2n)}%`
}
