import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  FIRST_LINE,
  MAX_FIELD,
  MAX_MESSAGE,
  MAX_WHAT,
  REPORT_TEXTS,
  firstLine,
  message,
  report,
} from '#contract/report.ts'
import { fitsEnvelope } from '#seal/seal.ts'

const whole = (fields: Partial<Record<(typeof REPORT_TEXTS)[number], string>> = {}): object => ({
  language: 'zh',
  sealedOnArrival: false,
  mayAsk: true,
  wantsReward: false,
  files: [],
  ...Object.fromEntries(REPORT_TEXTS.map((field) => [field, ''])),
  ...fields,
})
const file = { id: '3b9f6a0e-52d1-4f7c-8a60-1f2e3d4c5b6a', seq: 0, name: '夜.jpg', type: 'image/jpeg', size: 1 }

test('a report has every text field of the form, and each may be empty', () => {
  expect(report.safeParse(whole()).success).toBe(true)
  for (const field of REPORT_TEXTS) {
    const without = Object.fromEntries(Object.entries(whole()).filter(([name]) => name !== field))
    expect(report.safeParse(without).success, field).toBe(false)
  }
})

test('what an opened envelope holds is parsed, not trusted', () => {
  for (const wrong of [
    null,
    'x',
    [],
    {},
    { ...whole(), what: 5 },
    { ...whole(), language: 'xx' },
    { ...whole(), files: [{}] },
  ])
    expect(report.safeParse(wrong).success).toBe(false)
  expect(message.safeParse({ text: 'x', files: [file] }).success).toBe(true)
  expect(message.safeParse({ text: 'x', files: [{ ...file, seq: 0.5 }] }).success).toBe(false)
})

test('what happened may fill its limit in Chinese with five other fields full, and a message its own with ten files', () => {
  const field = '鹿'.repeat(MAX_FIELD)
  const full = whole({
    what: '鹿'.repeat(MAX_WHAT),
    who: field,
    when: field,
    place: field,
    vehicles: field,
    phones: field,
  })
  expect(fitsEnvelope(full)).toBe(true)
  const files = Array.from({ length: 10 }, () => ({ ...file, name: '夜'.repeat(80) }))
  expect(fitsEnvelope({ text: '鹿'.repeat(MAX_MESSAGE), files })).toBe(true)
})

test('the first line is short, in one line, and cuts no character in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (what) => {
      const line = firstLine(what)
      expect(Array.from(line).length).toBeLessThanOrEqual(FIRST_LINE)
      expect(line).not.toMatch(/[\r\n\t]/)
      expect(what.trim() === '' || line !== '').toBe(true)
    }),
  )
  expect(firstLine('  码头\n\n  有人 ')).toBe('码头 有人')
  expect(firstLine('🦌'.repeat(61))).toBe('🦌'.repeat(60))
})
