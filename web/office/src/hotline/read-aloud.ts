const DIGITS = {
  zh: '零一二三四五六七八九',
  en: 'zero one two three four five six seven eight nine'.split(' '),
} as const

/** A code in the groups that it is read in: the digits, and how each is said. */
export function readAloud(code: string, language: 'zh' | 'en'): { digits: string; said: string }[] {
  const groups = code.match(/\d{4}/g) ?? []
  return groups.map((digits) => ({
    digits,
    said: Array.from(digits, (digit) => DIGITS[language][Number(digit)]).join(' '),
  }))
}
