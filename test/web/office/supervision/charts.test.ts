import { expect, test } from 'vitest'
import type { ClockKind } from '#contract/clocks.ts'
import type { SupervisedGroup } from '#contract/supervision.ts'
import { apart, flowOf, marksOf } from '../../../../web/office/src/supervision/flow-chart.ts'
import { byOverdue, byShare, hasFigures, overdueOf } from '../../../../web/office/src/supervision/ranking.ts'

const FRAME = { width: 620, height: 260, top: 16, right: 84, bottom: 34, left: 40 }

test('lines begin at the left, end at the right, and stand on one scale that begins at nothing', () => {
  const { lines, ticks } = flowOf(
    [
      [0, 5, 10],
      [2, 2, 2],
    ],
    FRAME,
  )
  expect(lines[0]?.dots).toEqual([
    { x: 40, y: 226 },
    { x: 288, y: 121 },
    { x: 536, y: 16 },
  ])
  expect(lines[1]?.dots.map(({ y }) => y)).toEqual([184, 184, 184])
  expect(lines[0]?.path).toBe('M40,226L288,121L536,16')
  expect(ticks.map(({ value }) => value)).toEqual([0, 2, 4, 6, 8, 10])
})

test('small counts have no ticks between whole numbers, and nothing at all is a flat line', () => {
  expect(flowOf([[0, 1]], FRAME).ticks.map(({ value }) => value)).toEqual([0, 1])
  expect(flowOf([[0, 0, 0]], FRAME).lines[0]?.dots.map(({ y }) => y)).toEqual([226, 226, 226])
  expect(flowOf([[]], FRAME).lines[0]).toMatchObject({ path: '', dots: [] })
})

test('one part is a point in the middle, with its name below it', () => {
  const { lines, marks } = flowOf([[3], [1]], FRAME)
  expect(lines.map(({ dots }) => dots.length)).toEqual([1, 1])
  expect(marks).toEqual([{ index: 0, x: lines[0]?.dots[0]?.x }])
})

test.for<[number[], number[]]>([
  [
    [10, 100],
    [10, 100],
  ],
  [
    [100, 10],
    [100, 10],
  ],
  [
    [50, 50],
    [42, 58],
  ],
  [
    [54, 50],
    [60, 44],
  ],
])('names of lines that end at %s stand at %s', ([heights, expected]) => {
  expect(apart(heights)).toEqual(expected)
})

test.for<[number, number, number[]]>([
  [0, 400, []],
  [1, 400, [0]],
  [4, 400, [0, 1, 2, 3]],
  [31, 496, [0, 4, 8, 12, 16, 20, 24, 30]],
  [12, 200, [0, 4, 11]],
])('of %s parts in %s the named ones are %s', ([count, width, expected]) => {
  expect(marksOf(count, width)).toEqual(expected)
})

const KINDS: Record<ClockKind, number> = { accept: 0, verify: 0, decide: 0, close: 0, answer: 0 }
const clock = { ended: 0, inTime: 0, medianDays: null, medianHours: null }
const happened = (inTime: number, ended: number): SupervisedGroup['during'] => ({
  received: 0,
  spam: 0,
  finished: 0,
  transfersIn: 0,
  transfersOut: 0,
  ordersIssued: 0,
  ordersLate: 0,
  clocks: { accept: { ...clock, ended, inTime }, verify: clock, decide: clock, close: clock, answer: clock },
  stages: { ended, inTime },
})
const group = (key: string, inTime: number, ended: number, overdue = 0): SupervisedGroup => ({
  key,
  nameZh: key,
  nameEn: key,
  during: happened(inTime, ended),
  before: happened(0, 0),
  now: {
    open: { ...KINDS, accept: overdue },
    overdue: { ...KINDS, accept: overdue },
    paused: 0,
    ordersOpen: 0,
    ordersOverdue: 0,
  },
})

test('the least share comes first, of equal ones who has more that is late, and last who had nothing to do', () => {
  const groups = [
    group('idle', 0, 0),
    group('good', 9, 10),
    group('half', 1, 2),
    group('half of more', 5, 10),
    group('all', 3, 3),
  ]
  expect(byShare(groups).map(({ key }) => key)).toEqual(['half of more', 'half', 'good', 'all', 'idle'])
})

test('who has most that is overdue comes first', () => {
  const groups = [group('none', 0, 0), group('three', 0, 0, 3), group('one', 0, 0, 1)]
  expect(byOverdue(groups).map(overdueOf)).toEqual([3, 1, 0])
})

test('a desk that has nothing to do with tips is left out; one that only had something before stays', () => {
  expect(hasFigures(group('finance', 0, 0))).toBe(false)
  expect(hasFigures(group('late', 0, 0, 1))).toBe(true)
  expect(hasFigures({ ...group('before', 0, 0), before: happened(1, 1) })).toBe(true)
})
