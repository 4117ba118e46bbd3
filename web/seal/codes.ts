import { randomBytes } from '@noble/hashes/utils.js'
import { checkDigits, inFours, normalDigits, readDigits, type WrongDigits } from './check-digits.ts'

/** Tracking codes 查询码: 20 decimal digits, 18 random and 2 check digits by ISO 7064 MOD 97-10. */
export const CODE_DIGITS = 20
const RANDOM_DIGITS = CODE_DIGITS - 2

export type ParsedCode = { ok: true; code: string } | { ok: false; why: WrongDigits }

/** A new code. `random` is for tests. */
export function newCode(random: (length: number) => Uint8Array = randomBytes): string {
  let digits = ''
  while (digits.length < RANDOM_DIGITS) {
    for (const byte of random(RANDOM_DIGITS)) {
      // 250 is the largest multiple of ten in a byte: beyond it the digits would not be equally likely.
      if (byte < 250 && digits.length < RANDOM_DIGITS) digits += String(byte % 10)
    }
  }
  return digits + checkDigits(digits)
}

/** Reads what a person typed: spaces, hyphens, dots, full-width and Chinese digits are forgiven, a typing error is not. */
export function parseCode(input: string): ParsedCode {
  const read = readDigits(input, CODE_DIGITS)
  return read.ok ? { ok: true, code: read.digits } : read
}

/** Five groups of four. */
export function formatCode(code: string): string {
  return inFours(code).join(' ')
}

/** Whether somebody who was asked for the last group has it right. */
export function isLastGroup(code: string, input: string): boolean {
  return normalDigits(input) === inFours(code).at(-1)
}
