import { expect, test } from 'vitest'
import { daysWrong, exceptionalDay } from '#contract/calendar.ts'
import { CLOCK_KINDS, CLOCK_OF_STAGE } from '#contract/clocks.ts'
import { DEADLINE_BOUNDS, figures, FIGURES, type Figures } from '#contract/deadlines.ts'
import { MOVE_TABLE, STAGES } from '#contract/stages.ts'

const SHIPPED: Figures = {
  accept: 3,
  verify: 5,
  decide: 15,
  close: 5,
  answer: 3,
  remindBefore: 1,
  leadAfter: 1,
  orderAfter: 3,
  orderAnswer: 5,
  pauseMost: 15,
}

test('what can still be moved on has a clock, and what has ended has none', () => {
  const ended = new Set(['invalid', 'spam', 'closed'])
  for (const stage of STAGES) expect([stage, CLOCK_OF_STAGE[stage] === null]).toEqual([stage, ended.has(stage)])
  for (const { from, to } of Object.values(MOVE_TABLE))
    if (from.some((stage) => !ended.has(stage))) expect([to, CLOCK_OF_STAGE[to] === 'accept']).toEqual([to, false])
  expect(new Set(Object.values(CLOCK_OF_STAGE).filter((kind) => kind !== null)).size).toBe(CLOCK_KINDS.length - 1)
})

test('each figure has its bounds, and the lead is told before an order is issued', () => {
  expect(figures.safeParse(SHIPPED).success).toBe(true)
  for (const figure of FIGURES) {
    const [least, most] = DEADLINE_BOUNDS[figure]
    for (const wrong of [least - 1, most + 1, least + 0.5])
      expect([figure, wrong, figures.safeParse({ ...SHIPPED, [figure]: wrong }).success]).toEqual([
        figure,
        wrong,
        false,
      ])
  }
  expect(figures.safeParse({ ...SHIPPED, leadAfter: 2 }).success).toBe(true)
  const equal = figures.safeParse({ ...SHIPPED, leadAfter: 3 })
  expect(equal.error?.issues.map(({ path }) => path)).toEqual([['orderAfter']])
})

const off = (day: string) => ({ day, isWorkday: false, name: '春节' })
const worked = (day: string) => ({ day, isWorkday: true, name: '春节' })

test.each([
  ['days of the year', [off('2027-02-06'), off('2027-02-08'), worked('2027-02-14')], null],
  ['a day of another year', [off('2027-02-06'), off('2028-01-01')], '2028-01-01'],
  ['a day twice', [off('2027-02-06'), worked('2027-02-06')], '2027-02-06'],
  ['a worked Monday, which every Monday is', [worked('2027-02-15')], '2027-02-15'],
  ['nothing', [], null],
] as const)('the exceptional days of a year: %s', (_, days, wrong) => {
  expect(daysWrong(2027, days)).toBe(wrong)
})

test('a day has a date that exists and a name', () => {
  for (const wrong of [off('2027-02-30'), off('1999-01-01'), { ...off('2027-02-06'), name: ' ' }, off('2027-2-6')])
    expect([wrong, exceptionalDay.safeParse(wrong).success]).toEqual([wrong, false])
})
