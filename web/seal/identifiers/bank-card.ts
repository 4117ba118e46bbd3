import { isLuhn } from '#contract/money/account.ts'
import { normalIdCard } from './id-card.ts'
import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const PATTERN = /(?<![\da-z])\d(?:[ -]?\d){15,18}(?![\da-z])/dg

/** 16 to 19 digits with a right check digit (Luhn, ISO/IEC 7812-1) that are no identity number; null for anything else. */
export function normalBankCard(written: string): string | null {
  const digits = plainOf(written).replace(/[ -]/g, '')
  return /^\d{16,19}$/.test(digits) && isLuhn(digits) && normalIdCard(digits) === null ? digits : null
}

export const findBankCards = (reading: Reading): Find[] => findsOf(reading, 'bank-card', PATTERN, normalBankCard)
