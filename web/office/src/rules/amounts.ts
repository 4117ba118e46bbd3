import { plainDigits, grouped, yuanOf } from '../cases/decimal.ts'

/**
 * Amounts as people type them, and as a draft keeps them. What is not an amount is kept as it was typed, behind this mark, so
 * that nothing typed is lost and no half amount is taken for a whole one.
 */
const UNREAD = '?'

/** What a draft keeps for a typed amount of yuan: whole fen, or what was typed. Thousands may be set apart by commas. */
export function keptFen(typed: string): string {
  const plain = plainDigits(typed)
  if (!/^(\d{1,3}(,\d{3})+|\d{1,12})(\.\d{1,2})?$/.test(plain)) return `${UNREAD}${typed}`
  const [whole = '', fraction = ''] = plain.replaceAll(',', '').split('.')
  return BigInt(whole + fraction.padEnd(2, '0')).toString()
}

/** What to show in the field of an amount: yuan without needless places, or what was typed. */
export function typedYuan(kept: string): string {
  if (kept.startsWith(UNREAD)) return kept.slice(UNREAD.length)
  return kept === '' ? '' : yuanText(kept)
}

/** Whole fen as yuan for reading: 20,000 or 0.50. */
export const yuanText = (fen: string): string => grouped(yuanOf(fen)).replace(/\.00$/, '')

/** Quantities as people type them: full-width digits, spaces and commas between thousands are taken for what they mean. */
export function keptDecimal(typed: string): string {
  const plain = plainDigits(typed)
  const digits = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  return /^\d+(\.\d+)?$/.test(digits) ? withoutNeedless(digits) : typed.trim()
}

/** A factor: a decimal, or a fraction of whole numbers such as 1/3000. */
export function keptFactor(typed: string): string {
  const plain = plainDigits(typed).replaceAll(/[/⁄∕]/g, '/').replaceAll(/\s/g, '')
  return plain.includes('/') ? plain : keptDecimal(typed)
}

/** No zeros in front of a number, and none behind its last place. */
function withoutNeedless(digits: string): string {
  const [whole = '', fraction = ''] = digits.split('.')
  const places = fraction.replace(/0+$/, '')
  const ones = whole.replace(/^0+(?=\d)/, '')
  return places === '' ? ones : `${ones}.${places}`
}

/** The difference of two sums in fen, with its sign, as text. */
export const fenBetween = (before: string, after: string): string => (BigInt(after) - BigInt(before)).toString()

/** Fen with a sign, in yuan: +1,000 or −500; 0 without one. */
export function signedYuan(fen: string): string {
  if (fen.startsWith('-')) return `−${yuanText(fen.slice(1))}`
  return fen === '0' ? '0' : `+${yuanText(fen)}`
}

/** Sums of fen. */
export const fenSum = (all: readonly string[]): string => all.reduce((sum, fen) => sum + BigInt(fen), 0n).toString()
