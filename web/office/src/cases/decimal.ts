/**
 * Exact decimals as text. A weight is never a float: 0.1 g and 0.2 g are 0.3 g, to the last digit. Inside, everything is a
 * whole number of ten-thousandths, the finest that a weight has; a kilogram adds three places.
 */
const PLACES = 7
const DECIMAL = /^(\d+)(?:\.(\d{1,7}))?$/

/** A decimal as whole units of the seventh place; throws on anything else, which the contract has kept out. */
function scaled(decimal: string): bigint {
  const [, whole, fraction = ''] = DECIMAL.exec(decimal) ?? []
  if (whole === undefined) throw new TypeError('Not a decimal')
  return BigInt(whole) * 10n ** BigInt(PLACES) + BigInt(fraction.padEnd(PLACES, '0'))
}

function decimalOf(units: bigint): string {
  const digits = units.toString().padStart(PLACES + 1, '0')
  const fraction = digits.slice(-PLACES).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -PLACES) : `${digits.slice(0, -PLACES)}.${fraction}`
}

/** The sum, exactly, without trailing zeros. */
export function sumOf(decimals: readonly string[]): string {
  return decimalOf(decimals.reduce((sum, decimal) => sum + scaled(decimal), 0n))
}

/** A weight in grams, exactly. */
export function inGrams(weight: string, unit: 'g' | 'kg'): string {
  return decimalOf(unit === 'kg' ? scaled(weight) * 1000n : scaled(weight))
}

/** Grams as kilograms, exactly; only for what has at most four places of grams. */
export function inKilograms(grams: string): string {
  const units = scaled(grams)
  if (units % 1000n !== 0n) throw new RangeError('Finer than a ten-thousandth of a gram')
  return decimalOf(units / 1000n)
}

/** Digits as people type them, also with full-width ones; nothing is guessed beyond that. */
export const plainDigits = (typed: string): string => typed.normalize('NFKC').trim()

/** A sum in yuan with at most two places, as whole fen; null for anything else. Thousands may be set apart by commas. */
export function fenOf(typed: string): string | null {
  const plain = plainDigits(typed)
  if (!/^(\d{1,3}(,\d{3})+|\d{1,13})(\.\d{1,2})?$/.test(plain)) return null
  const [whole = '', fraction = ''] = plain.replaceAll(',', '').split('.')
  const fen = BigInt(whole + fraction.padEnd(2, '0'))
  return fen > 0n && fen < 10n ** 15n ? fen.toString() : null
}

/** Whole fen as yuan with two places, without grouping. */
export function yuanOf(fen: string): string {
  const digits = fen.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Thousands set apart, for reading. */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  const set = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? set : `${set}.${fraction}`
}
