const CHINESE_DIGITS = '〇一二三四五六七八九'
/** 幺 is how one is read aloud; ○ and 零 are other ways to write zero. */
const OTHER_DIGITS: Readonly<Record<string, string>> = { 零: '0', '○': '0', 幺: '1' }
const GROUP = 4

/** Why what somebody typed is no such number. */
export type WrongDigits = 'empty' | 'characters' | 'length' | 'checkDigits'

/** The two check digits of a row of decimal digits, by ISO 7064 MOD 97-10. */
export function checkDigits(digits: string): string {
  return String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0')
}

/** Reads `length` digits, check digits included, as a person typed them. Forgives how they are written, and no digit. */
export function readDigits(
  input: string,
  length: number,
): { ok: true; digits: string } | { ok: false; why: WrongDigits } {
  const digits = normalDigits(input)
  if (digits === '') return { ok: false, why: 'empty' }
  if (!/^\d+$/.test(digits)) return { ok: false, why: 'characters' }
  if (digits.length !== length) return { ok: false, why: 'length' }
  return BigInt(digits) % 97n === 1n ? { ok: true, digits } : { ok: false, why: 'checkDigits' }
}

/** Groups of four, as they are printed. */
export function inFours(digits: string): string[] {
  return digits.match(new RegExp(`\\d{${GROUP}}`, 'g')) ?? []
}

/** Without spaces, hyphens and dots; full-width and Chinese digits as plain ones. */
export function normalDigits(input: string): string {
  const plain = input.normalize('NFKC').replace(/[\s\u200b.·,，。、_\-–—‐]/gu, '')
  return Array.from(plain, (sign) => OTHER_DIGITS[sign] ?? digitOf(sign)).join('')
}

function digitOf(sign: string): string {
  const value = CHINESE_DIGITS.indexOf(sign)
  return value < 0 ? sign : String(value)
}
