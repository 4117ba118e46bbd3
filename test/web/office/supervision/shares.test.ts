import { expect, test } from 'vitest'
import { NONE, percent, percentText, shareOf, signed } from '../../../../web/office/src/supervision/shares.ts'

test.for<[number, number, number | null, string]>([
  [0, 0, null, NONE],
  [0, 7, 0, '0%'],
  [7, 7, 100, '100%'],
  [1, 3, 33, '33%'],
  [2, 3, 67, '67%'],
  // What is not all is never called all, and what is not none is never called none.
  [199, 200, 99, '99%'],
  [9999, 10_000, 99, '99%'],
  [1, 300, 1, '1%'],
])('%s of %s is %s per cent', ([part, whole, expected, text]) => {
  expect(percent(part, whole)).toBe(expected)
  expect(percentText(part, whole)).toBe(text)
})

test('a share of nothing is none', () => {
  expect(shareOf(0, 0)).toBeNull()
  expect(shareOf(1, 4)).toBe(0.25)
})

test('a change has its sign, with a real minus', () => {
  expect([3, 0, -3].map(signed)).toEqual(['+3', '±0', '−3'])
})
