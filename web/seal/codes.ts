import { randomBytes } from '@noble/hashes/utils.js'

/** Tracking codes 查询码: 20 decimal digits, 18 random and 2 check digits by ISO 7064 MOD 97-10. */
export const CODE_DIGITS = 20
const GROUP = 4
const RANDOM_DIGITS = CODE_DIGITS - 2
const CHINESE_DIGITS = '〇一二三四五六七八九'
/** 幺 is how one is read aloud; ○ and 零 are other ways to write zero. */
const OTHER_DIGITS: Readonly<Record<string, string>> = { 零: '0', '○': '0', 幺: '1' }

export type ParsedCode =
  | { ok: true; code: string }
  | { ok: false; why: 'empty' | 'characters' | 'length' | 'checkDigits' }

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
  const code = normalDigits(input)
  if (code === '') return { ok: false, why: 'empty' }
  if (!/^\d+$/.test(code)) return { ok: false, why: 'characters' }
  if (code.length !== CODE_DIGITS) return { ok: false, why: 'length' }
  return BigInt(code) % 97n === 1n ? { ok: true, code } : { ok: false, why: 'checkDigits' }
}

/** Five groups of four. */
export function formatCode(code: string): string {
  return groups(code).join(' ')
}

/** Whether somebody who was asked for the last group has it right. */
export function isLastGroup(code: string, input: string): boolean {
  return normalDigits(input) === groups(code).at(-1)
}

function groups(code: string): string[] {
  return code.match(new RegExp(`\\d{${GROUP}}`, 'g')) ?? []
}

function normalDigits(input: string): string {
  const plain = input.normalize('NFKC').replace(/[\s\u200b.·,，。、_\-–—‐]/gu, '')
  return Array.from(plain, (sign) => OTHER_DIGITS[sign] ?? digitOf(sign)).join('')
}

function digitOf(sign: string): string {
  const value = CHINESE_DIGITS.indexOf(sign)
  return value < 0 ? sign : String(value)
}

function checkDigits(digits: string): string {
  return String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0')
}
