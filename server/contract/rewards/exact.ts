import { Fraction } from 'fraction.js'

/**
 * Exact numbers of the rules: fractions of whole numbers without limit. Nothing is rounded before an amount is paid, and then it
 * is rounded down, so that never a fen is paid that the rule does not grant.
 */
export type Exact = Fraction

export const NOTHING: Exact = new Fraction(0)

/** Rules say the same few numbers again and again; beyond so many the memory starts anew. */
const MOST_KNOWN = 4096
const known = new Map<string, Exact>()

/** From a decimal or a fraction as rules and facts write them: `999.99`, `1/3000`. */
export function exact(text: string): Exact {
  const before = known.get(text)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const value = fractionOf(text)
  known.set(text, value)
  return value
}

function fractionOf(text: string): Exact {
  const [over, under] = text.split('/')
  if (over !== undefined && under !== undefined) return new Fraction(BigInt(over), BigInt(under))
  const [whole = '', decimals = ''] = text.split('.')
  return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
}

/** Whole ones of what is not negative; the rest is cut off. */
export const wholeOf = (value: Exact): bigint => value.n / value.d

const PLACES = 6
const SHIFT = 10n ** BigInt(PLACES)

/** A value as it is shown: cut to six decimals, without zeros at the end. Only for showing: comparisons use the value itself. */
export function shown(value: Exact): string {
  if (value.d === 1n) return String(value.n)
  const shifted = (value.n * SHIFT) / value.d
  const decimals = String(shifted % SHIFT)
    .padStart(PLACES, '0')
    .replace(/0+$/, '')
  return decimals === '' ? String(shifted / SHIFT) : `${shifted / SHIFT}.${decimals}`
}

export const lesser = (one: bigint, other: bigint): bigint => (one < other ? one : other)
