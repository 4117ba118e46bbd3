/** The number of a bank account, as somebody writes it. Small and without a parser: the public form carries it. */

/** Of cards 16 to 19 digits, of accounts of units and of old passbooks other lengths. */
const NORMAL = /^\d{8,32}$/
const CARD = /^\d{16,19}$/

/**
 * The normal form: NFKC, without spaces, hyphens of any kind and invisible signs, 8 to 32 digits. Null for anything else; letters and
 * Chinese digits are never guessed, since a guess pays somebody else.
 */
export function normalAccount(written: string): string | null {
  const digits = written.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}]/gu, '')
  return NORMAL.test(digits) ? digits : null
}

/** Whether the check digit is right (Luhn, ISO/IEC 7812-1). Takes digits only; zeros alone are no number of anything. */
export function isLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((total, digit, place) => total + (place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0)
  return sum > 0 && sum % 10 === 0
}

/**
 * Whether a normal account deserves a second look: as long as a card, and its check digit is wrong. To be said, never to refuse by:
 * accounts of units and older ones have no check digit.
 */
export const mayBeMistyped = (account: string): boolean => CARD.test(account) && !isLuhn(account)

/** In groups of four, to be compared by eye. */
export const groupedAccount = (account: string): string => account.replace(/(.{4})(?=.)/g, '$1 ')

/** Only the last four digits, for lists and papers. */
export const maskedAccount = (account: string): string => `**** ${account.slice(-4)}`
