import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CODE_DIGITS, formatCode, isLastGroup, newCode, parseCode } from '#seal/codes.ts'

const code = fc.uint8Array({ minLength: 18, maxLength: 18, max: 249 }).map((bytes) => newCode(() => bytes))
const CODES = ['0', '9', '1', '5'].map((digit) => newCode(() => new Uint8Array(18).fill(Number(digit))))
for (let i = 0; i < 300; i++) CODES.push(newCode())

const isCode = (typed: string): boolean => parseCode(typed).ok

test('a new code has twenty digits and parses', () => {
  for (const each of CODES) {
    expect(each).toMatch(/^\d{20}$/)
    expect(parseCode(each)).toEqual({ ok: true, code: each })
  }
  expect(new Set(CODES.slice(4)).size).toBe(300)
})

test('every single wrong digit of a code is caught', () => {
  let tried = 0
  for (const each of CODES)
    for (let place = 0; place < CODE_DIGITS; place++)
      for (let digit = 0; digit <= 9; digit++) {
        const wrong = each.slice(0, place) + String(digit) + each.slice(place + 1)
        if (wrong === each) continue
        tried++
        if (isCode(wrong)) expect.fail(`${wrong} passes for ${each}`)
      }
  expect(tried).toBe(CODES.length * CODE_DIGITS * 9)
})

test('every swap of two neighbours that differ is caught', () => {
  let tried = 0
  for (const each of CODES)
    for (let place = 0; place + 1 < CODE_DIGITS; place++) {
      const [one = '', other = ''] = each.slice(place, place + 2)
      if (one === other) continue
      tried++
      const wrong = each.slice(0, place) + other + one + each.slice(place + 2)
      if (isCode(wrong)) expect.fail(`${wrong} passes for ${each}`)
    }
  expect(tried).toBeGreaterThan(4000)
})

test('every swap of two digits that stand two apart is caught too', () => {
  for (const each of CODES)
    for (let place = 0; place + 2 < CODE_DIGITS; place++) {
      const [one = '', middle = '', other = ''] = each.slice(place, place + 3)
      if (one !== other) expect(isCode(each.slice(0, place) + other + middle + one + each.slice(place + 3))).toBe(false)
    }
})

test('of random typing only about one in 97 passes', () => {
  const digits = fc.stringMatching(/^\d{20}$/)
  const passed = fc.sample(digits, { numRuns: 5000, seed: 7 }).filter(isCode).length
  expect(passed).toBeLessThan((5000 / 97) * 2.5)
})

test('a code survives being written in groups, in full width, in Chinese digits, with any usual separator', () => {
  const separators = fc.constantFrom(' ', '-', '.', '·', '　', '—', '\u00a0', '\u200b', '\n', '、', '')
  const scripts = fc.constantFrom(
    '0123456789',
    '０１２３４５６７８９',
    '〇一二三四五六七八九',
    '零幺二三四五六七八九',
    '○一二三四五六七八九',
  )
  fc.assert(
    fc.property(code, separators, scripts, (each, separator, script) => {
      const written = formatCode(each)
        .replaceAll(' ', separator)
        .replace(/\d/g, (digit) => script[Number(digit)] ?? '')
      expect(parseCode(` ${written}\t`)).toEqual({ ok: true, code: each })
    }),
  )
})

test('what is no code is told apart by why', () => {
  expect(parseCode('')).toEqual({ ok: false, why: 'empty' })
  expect(parseCode(' -\n')).toEqual({ ok: false, why: 'empty' })
  expect(parseCode('1234 abcd')).toEqual({ ok: false, why: 'characters' })
  expect(parseCode('１２３')).toEqual({ ok: false, why: 'length' })
  expect(parseCode('1'.repeat(100_000))).toEqual({ ok: false, why: 'length' })
  expect(parseCode('0'.repeat(20))).toEqual({ ok: false, why: 'checkDigits' })
})

test('whatever is typed, parsing gives a code of twenty digits or says why not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const parsed = parseCode(typed)
      if (parsed.ok) expect(parsed.code).toMatch(/^\d{20}$/)
      else expect(['empty', 'characters', 'length', 'checkDigits']).toContain(parsed.why)
    }),
  )
})

test('digits of a new code are equally likely: bytes above 249 are thrown away', () => {
  const portions = [new Uint8Array(18).fill(255), Uint8Array.from({ length: 18 }, (_, i) => 240 + (i % 10))]
  expect(newCode(() => portions.shift() ?? new Uint8Array(18)).slice(0, 18)).toBe('012345678901234567')
})

test('the last group is recognised however it is typed, and no other group is', () => {
  expect(isLastGroup('12345678901234567888', ' ７ 8-88')).toBe(true)
  expect(isLastGroup('12345678901234567888', '3456')).toBe(false)
  expect(isLastGroup('12345678901234567888', '')).toBe(false)
})
