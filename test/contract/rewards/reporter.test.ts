import { expect, test } from 'vitest'
import { reporterNumber as form } from '#contract/rewards/content.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'

/** Made with `printf 'lushao/reporter/v1' | cat - key | sha256sum`, the first sixteen hex digits modulo 10^8. */
const VECTORS: [name: string, key: Uint8Array, number: string][] = [
  ['zeros', new Uint8Array(32), '8996-0529'],
  ['ones', new Uint8Array(32).fill(0xff), '3121-0985'],
  ['0 to 31', Uint8Array.from({ length: 32 }, (_, place) => place), '1025-6263'],
]

test.each(VECTORS)('the key of %s always has the same number', (_name, key, number) => {
  expect(reporterNumber(key)).toBe(number)
  expect(form.safeParse(number).success).toBe(true)
})

test('a small number keeps its leading zeros', () => {
  const numbers = Array.from({ length: 200 }, (_, place) => reporterNumber(new Uint8Array(32).fill(place)))
  for (const number of numbers) expect(number).toMatch(/^\d{4}-\d{4}$/)
  expect(numbers.some((number) => number.startsWith('0'))).toBe(true)
  expect(new Set(numbers).size).toBe(numbers.length)
})
