import { expect, test } from 'vitest'
import {
  comparedWith,
  cut,
  daysIn,
  periodOf,
  spanOf,
  startOfDay,
  stepped,
  type Period,
  type Span,
} from '#contract/periods.ts'

const period = (text: string): Period => {
  const [from = '', to = ''] = text.split(' ')
  return { from, to }
}

test.for<[Span, string, string]>([
  ['week', '2026-11-25', '2026-11-23 2026-11-29'],
  ['week', '2026-11-23', '2026-11-23 2026-11-29'],
  ['week', '2026-11-29', '2026-11-23 2026-11-29'],
  ['week', '2027-01-01', '2026-12-28 2027-01-03'],
  ['month', '2026-11-25', '2026-11-01 2026-11-30'],
  ['month', '2026-02-28', '2026-02-01 2026-02-28'],
  ['month', '2028-02-29', '2028-02-01 2028-02-29'],
  ['month', '2026-12-31', '2026-12-01 2026-12-31'],
  ['quarter', '2026-11-25', '2026-10-01 2026-12-31'],
  ['quarter', '2026-03-31', '2026-01-01 2026-03-31'],
  ['quarter', '2026-04-01', '2026-04-01 2026-06-30'],
  ['year', '2026-01-01', '2026-01-01 2026-12-31'],
  ['year', '2026-12-31', '2026-01-01 2026-12-31'],
])('the %s of %s is %s, and is known again by its days', ([span, day, expected]) => {
  expect(periodOf(span, day)).toEqual(period(expected))
  expect(spanOf(period(expected))).toBe(span)
})

test('other days are a free period', () => {
  for (const text of [
    '2026-11-01 2026-11-29',
    '2026-11-24 2026-11-30',
    '2026-11-01 2026-12-31',
    '2026-11-25 2026-11-25',
  ])
    expect(spanOf(period(text)), text).toBe('free')
})

test.for<[string, -1 | 1, string]>([
  ['2026-11-23 2026-11-29', -1, '2026-11-16 2026-11-22'],
  ['2026-03-01 2026-03-31', -1, '2026-02-01 2026-02-28'],
  ['2026-12-01 2026-12-31', 1, '2027-01-01 2027-01-31'],
  ['2026-01-01 2026-03-31', -1, '2025-10-01 2025-12-31'],
  ['2026-01-01 2026-12-31', 1, '2027-01-01 2027-12-31'],
  ['2026-11-10 2026-11-19', -1, '2026-10-31 2026-11-09'],
  ['2026-11-10 2026-11-19', 1, '2026-11-20 2026-11-29'],
])('%s stepped by %s is %s', ([from, by, expected]) => {
  expect(stepped(period(from), by)).toEqual(period(expected))
})

test.for<[string, string, string, string]>([
  ['a month that is over', '2026-10-01 2026-10-31', '2026-11-25', '2026-09-01 2026-09-30'],
  ['a month on its last day', '2026-11-01 2026-11-30', '2026-11-30', '2026-10-01 2026-10-31'],
  ['a running month', '2026-11-01 2026-11-30', '2026-11-25', '2026-10-01 2026-10-25'],
  [
    'a running month that is longer than the one before',
    '2026-03-01 2026-03-31',
    '2026-03-30',
    '2026-02-01 2026-02-28',
  ],
  ['a running week', '2026-11-23 2026-11-29', '2026-11-25', '2026-11-16 2026-11-18'],
  ['a running quarter', '2026-10-01 2026-12-31', '2026-11-30', '2026-07-01 2026-08-30'],
  ['a running year', '2026-01-01 2026-12-31', '2026-11-25', '2025-01-01 2025-11-25'],
  ['a running leap year', '2028-01-01 2028-12-31', '2028-02-29', '2027-01-01 2027-02-28'],
  ['a running free period', '2026-11-20 2026-12-10', '2026-11-25', '2026-11-14 2026-11-19'],
  ['a period that has not begun', '2026-12-01 2026-12-31', '2026-11-25', '2026-11-01 2026-11-30'],
])('%s is compared with as much of the one before', ([, of, today, expected]) => {
  expect(comparedWith(period(of), today)).toEqual(period(expected))
})

test('a day begins at midnight in Sanya, at the ends of years too', () => {
  expect(startOfDay('2027-01-01').toISOString()).toBe('2026-12-31T16:00:00.000Z')
  expect(startOfDay('2026-03-01').toISOString()).toBe('2026-02-28T16:00:00.000Z')
})

test.for<[string, number, string, string]>([
  ['2026-11-23 2026-11-29', 7, '2026-11-23 2026-11-23', '2026-11-29 2026-11-29'],
  ['2026-10-01 2026-10-31', 31, '2026-10-01 2026-10-01', '2026-10-31 2026-10-31'],
  ['2026-10-01 2026-12-31', 14, '2026-10-01 2026-10-04', '2026-12-28 2026-12-31'],
  ['2026-01-01 2026-12-31', 12, '2026-01-01 2026-01-31', '2026-12-01 2026-12-31'],
  ['2025-11-26 2026-11-25', 13, '2025-11-26 2025-11-30', '2026-11-01 2026-11-25'],
])('%s is cut into %s parts without gap or overlap', ([of, count, first, last]) => {
  const parts = cut(period(of))
  expect(parts).toHaveLength(count)
  expect([parts[0], parts.at(-1)]).toEqual([period(first), period(last)])
  expect(parts.reduce((sum, part) => sum + daysIn(part), 0)).toBe(daysIn(period(of)))
})
