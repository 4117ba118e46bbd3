import { Fraction } from 'fraction.js'

/**
 * Exact numbers of the rules: fractions of whole numbers without limit. Nothing is rounded before an amount is paid, and then it
 * is rounded down, so that never a fen is paid that the rule does not grant.
 */
export type Exact = Fraction

export const NOTHING: Exact = new Fraction(0)

/** From a decimal or a fraction as rules and facts write them: `999.99`, `1/3000`. */
export const exact = (text: string): Exact => new Fraction(text)

/** Whole ones of what is not negative; the rest is cut off. */
export const wholeOf = (value: Exact): bigint => value.n / value.d

const PLACES = 6
const SHIFT = 10n ** BigInt(PLACES)

/** A value as it is shown: cut to six decimals, without zeros at the end. Only for showing: comparisons use the value itself. */
export function shown(value: Exact): string {
  const shifted = (value.n * SHIFT) / value.d
  const decimals = String(shifted % SHIFT)
    .padStart(PLACES, '0')
    .replace(/0+$/, '')
  return decimals === '' ? String(shifted / SHIFT) : `${shifted / SHIFT}.${decimals}`
}

export const lesser = (one: bigint, other: bigint): bigint => (one < other ? one : other)
