import { describe, expect, test } from 'vitest'
import type { RuleSetHead } from '#contract/rule-sets.ts'
import { standingOn } from '#server/rules/standing.ts'
import {
  fenBetween,
  fenSum,
  keptDecimal,
  keptFactor,
  keptFen,
  signedYuan,
  typedYuan,
} from '../../../../web/office/src/rules/amounts.ts'
import { chosenFrom } from '../../../../web/office/src/rules/chosen.ts'
import { dateFault, latestBegin } from '../../../../web/office/src/rules/propose-day.ts'
import { lineOf } from '../../../../web/office/src/rules/timeline.ts'

describe('amounts', () => {
  test.each([
    ['2000', '200000', '2,000'],
    ['2,000.5', '200050', '2,000.50'],
    ['２０００', '200000', '2,000'],
    ['0', '0', '0'],
    ['12x', '?12x', '12x'],
    ['2.', '?2.', '2.'],
    ['1.005', '?1.005', '1.005'],
    ['-5', '?-5', '-5'],
  ])('%s is kept as %s and shown as %s', (typed, kept, shown) => {
    expect(keptFen(typed)).toBe(kept)
    expect(typedYuan(kept)).toBe(shown)
  })
  test('what is shown is read as what was kept', () => {
    for (const fen of ['0', '1', '100', '2000050', '99999999999900']) expect(keptFen(typedYuan(fen)), fen).toBe(fen)
  })
  test('quantities and factors lose what they do not need, and keep what is none', () => {
    expect(['010', '1,000.50', '０.5', 'viel', '1..2'].map(keptDecimal)).toEqual([
      '10',
      '1000.5',
      '0.5',
      'viel',
      '1..2',
    ])
    expect(['1 / 3000', '1／3000', '0.050'].map(keptFactor)).toEqual(['1/3000', '1/3000', '0.05'])
  })
  test('differences have a sign, sums are exact', () => {
    const between = [fenBetween('100', '300'), fenBetween('300', '100'), fenBetween('1', '1')]
    expect(between.map(signedYuan)).toEqual(['+2', '−2', '0'])
    expect(fenSum(['999999999999999', '1'])).toBe('1000000000000000')
  })
})

const head = (seq: number, effectiveFrom: string, more: Partial<RuleSetHead> = {}): RuleSetHead => ({
  seq,
  code: `SY-${seq}`,
  zh: '',
  en: '',
  isOfficial: true,
  source: '',
  standing: 'past',
  effectiveFrom,
  lastDay: null,
  digest: '',
  reason: null,
  proposed: null,
  approved: null,
  withdrawn: null,
  ...more,
})

describe('what holds when', () => {
  const all = [
    { seq: 1, effectiveFrom: '2019-01-01', isApproved: true, isWithdrawn: false },
    { seq: 2, effectiveFrom: '2026-03-01', isApproved: true, isWithdrawn: false },
    { seq: 3, effectiveFrom: '2026-06-01', isApproved: false, isWithdrawn: true },
    { seq: 4, effectiveFrom: '2027-01-01', isApproved: true, isWithdrawn: false },
    { seq: 5, effectiveFrom: '2028-01-01', isApproved: false, isWithdrawn: false },
  ]
  test.each([
    ['2026-02-28', ['in-force', 'future', 'withdrawn', 'future', 'proposed']],
    ['2026-03-01', ['past', 'in-force', 'withdrawn', 'future', 'proposed']],
    ['2026-12-31', ['past', 'in-force', 'withdrawn', 'future', 'proposed']],
    ['2027-01-01', ['past', 'past', 'withdrawn', 'in-force', 'proposed']],
  ])('on %s', (today, standings) => {
    expect(all.map((one) => standingOn(today, one, all).standing)).toEqual(standings)
  })
  test('each holds until the day before the next that was approved, so there is no gap', () => {
    const lastDays = all.map((one) => standingOn('2026-12-01', one, all).lastDay)
    expect(lastDays).toEqual(['2026-02-28', '2026-12-31', null, null, null])
  })
  test('the picture joins the sets without a gap, and leaves out what was withdrawn', () => {
    const sets = [
      head(1, '2019-01-01', { lastDay: '2026-02-28' }),
      head(2, '2026-03-01', { standing: 'in-force' }),
      head(3, '2026-06-01', { standing: 'withdrawn' }),
    ]
    const line = lineOf(sets, '2026-12-01')
    expect(line.segments.map((one) => one.head.seq)).toEqual([1, 2])
    const [one, other] = line.segments
    expect(one?.beganBefore).toBe(true)
    expect((one?.x ?? 0) + (one?.width ?? 0)).toBeCloseTo(other?.x ?? 0, 6)
    expect((other?.x ?? 0) + (other?.width ?? 0)).toBe(100)
    expect(line.todayAt).toBeGreaterThan(other?.x ?? 100)
  })
  test('a set begins after every one that was approved; a withdrawn one stands in nobody’s way', () => {
    const latest = latestBegin([head(1, '2019-01-01'), head(2, '2027-01-01', { standing: 'withdrawn' })])
    expect(latest).toBe('2019-01-01')
    const faults = ['', '2019-01-01', '2019-01-02'].map((day) => dateFault(day, latest))
    expect(faults).toEqual(['missing', 'taken', null])
  })
  test('what waits is compared with what holds, unless the address says otherwise', () => {
    const sets = [head(7, '2027-01-01', { standing: 'proposed' }), head(2, '2026-01-01', { standing: 'in-force' })]
    expect(chosenFrom(new URLSearchParams(), sets)).toEqual({ before: '2', after: '7' })
    expect(chosenFrom(new URLSearchParams('before=1&after=x'), sets)).toEqual({ before: '1', after: 'x' })
    expect(chosenFrom(new URLSearchParams(), sets.slice(1))).toBeNull()
  })
})
