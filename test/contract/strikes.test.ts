import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_PARTICIPANTS, type Participant } from '#contract/rewards/content.ts'
import type { StrikeRow } from '#contract/rewards/rule-set.ts'
import {
  isAboveLimit,
  MAX_PART_LENGTH,
  rowsFor,
  strikeFaults,
  strikeGrounds,
  strikeTotal,
} from '#contract/rewards/strikes.ts'

const token = (n: number): string => n.toString(16).padStart(32, '0')
const STAFF = '6c1f3d0a-90f1-4ad7-9a5b-8f0d7d5f7a01'
const OFFICER: Participant = {
  kind: 'officer',
  name: '王伟',
  unit: '吉阳分局',
  staff: null,
  row: null,
  fen: '500000',
  payees: [token(1)],
}
const UNIT: Participant = {
  kind: 'unit',
  name: '吉阳分局',
  unit: null,
  staff: null,
  row: null,
  fen: '2000000',
  payees: [],
}
const GRID: Participant = { ...OFFICER, kind: 'grid-worker', name: '李秀', unit: '丹州社区', payees: [token(2)] }

const row = (id: string, whom: StrikeRow['for'], minFen: string | null, maxFen: string | null): StrikeRow => ({
  id,
  zh: '破案有功',
  en: 'Cracking a case',
  for: whom,
  minFen,
  maxFen,
  source: '测试',
  certainty: 'default',
})
type Tariff = { strikeRows: StrikeRow[] }
const EMPTY: Tariff = { strikeRows: [] }
const TARIFF: Tariff = {
  strikeRows: [
    row('case-unit', 'unit', '1000000', '5000000'),
    row('case-person', 'person', '100000', '1000000'),
    row('special', 'either', null, null),
  ],
}
const faultsOf = (one: Participant, rules = EMPTY): string[] => strikeFaults(rules, [one]).map(({ fault }) => fault)

describe('without a tariff', () => {
  test('any amount goes to a unit, an officer, a grid worker or somebody without a unit', () => {
    const other: Participant = { ...OFFICER, kind: 'other', name: '符阿公', unit: null, payees: [token(3)] }
    expect(strikeFaults(EMPTY, [UNIT, OFFICER, GRID, other])).toEqual([])
  })

  test.for<[string, Participant, string[]]>([
    ['an amount of nothing', { ...OFFICER, fen: '0' }, ['nothing']],
    ['a row that no tariff has', { ...OFFICER, row: 'case-person' }, ['row-unknown']],
    ['an officer of no unit', { ...OFFICER, unit: null }, ['unit-missing']],
    ['a grid worker of no unit', { ...GRID, unit: null }, ['unit-missing']],
    ['a person for whom nothing stands', { ...OFFICER, payees: [] }, ['payee-missing']],
    ['a unit with a phone', { ...UNIT, payees: [token(4)] }, ['payee-of-unit']],
    ['a unit with an account', { ...UNIT, staff: STAFF }, ['payee-of-unit']],
  ])('%s is refused', ([, one, faults]) => expect(faultsOf(one)).toEqual(faults))
})

describe('with a tariff', () => {
  test.for<[string, Participant, string[]]>([
    ['nobody is paid beside it', OFFICER, ['row-missing']],
    ['a row for units is not for persons', { ...OFFICER, row: 'case-unit' }, ['row-not-for']],
    ['a row for persons is not for units', { ...UNIT, row: 'case-person' }, ['row-not-for']],
    ['less than its least is refused', { ...OFFICER, row: 'case-person', fen: '99999' }, ['too-little']],
    ['its least is paid', { ...OFFICER, row: 'case-person', fen: '100000' }, []],
    ['its most is paid', { ...OFFICER, row: 'case-person', fen: '1000000' }, []],
    ['more than its most is refused', { ...OFFICER, row: 'case-person', fen: '1000001' }, ['too-much']],
    ['nothing is refused also without a least', { ...OFFICER, row: 'special', fen: '0' }, ['nothing']],
    ['a row without bounds takes any amount', { ...UNIT, row: 'special', fen: '99900000' }, []],
    ['a unit within the bounds of its row', { ...UNIT, row: 'case-unit' }, []],
  ])('%s', ([, one, faults]) => expect(faultsOf(one, TARIFF)).toEqual(faults))

  test('each kind is offered the rows that are meant for it', () => {
    const ids = (kind: Participant['kind']): string[] => rowsFor(TARIFF.strikeRows, kind).map(({ id }) => id)
    expect(ids('unit')).toEqual(['case-unit', 'special'])
    for (const kind of ['officer', 'grid-worker', 'other'] as const)
      expect(ids(kind)).toEqual(['case-person', 'special'])
  })
})

describe('nobody is named twice', () => {
  test.for<[string, Participant, boolean]>([
    ['the same name in the same unit', { ...OFFICER, payees: [token(9)] }, true],
    ['the same name in full width and with gaps', { ...OFFICER, name: ' 王　伟', payees: [token(9)] }, true],
    ['the same phone under another name', { ...GRID, payees: [token(9), token(1)] }, true],
    ['the same name as a grid worker of the same unit', { ...OFFICER, kind: 'grid-worker', payees: [token(9)] }, true],
    ['the same name in another unit', { ...OFFICER, unit: '天涯分局', payees: [token(9)] }, false],
    ['a unit of a person’s name', { ...UNIT, name: '王伟', unit: '吉阳分局' }, false],
  ])('%s', ([, second, isTwice]) => {
    const expected = isTwice ? [{ index: 1, fault: 'named-twice' }] : []
    expect(strikeFaults(EMPTY, [OFFICER, second])).toEqual(expected)
  })

  test('the same account, and the same unit', () => {
    const own = { ...OFFICER, staff: STAFF }
    expect(strikeFaults(EMPTY, [own, UNIT, { ...GRID, staff: STAFF }])).toEqual([{ index: 2, fault: 'named-twice' }])
    expect(strikeFaults(EMPTY, [UNIT, { ...UNIT, unit: '三亚市公安局' }])).toEqual([{ index: 1, fault: 'named-twice' }])
  })
})

test('there is at least one, and not more than the list takes', () => {
  const many = (count: number): Participant[] =>
    Array.from({ length: count }, (_, n) => ({ ...UNIT, name: `第${n}中队` }))
  expect(strikeFaults(EMPTY, [])).toEqual([{ index: null, fault: 'nobody' }])
  expect(strikeFaults(EMPTY, many(MAX_PARTICIPANTS))).toEqual([])
  expect(strikeFaults(EMPTY, many(MAX_PARTICIPANTS + 1))).toEqual([{ index: null, fault: 'too-many' }])
})

test('the total is the exact sum, whatever the order, and only what is above the limit needs a second leader', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), { maxLength: 60 }), (all) => {
      const of = (list: readonly bigint[]): string => strikeTotal(list.map((fen) => ({ fen: fen.toString() })))
      expect(BigInt(of(all))).toBe(all.reduce((sum, fen) => sum + fen, 0n))
      expect(of(all.toReversed())).toBe(of(all))
    }),
  )
  const limit = { secondApproval: { fen: '2000000', source: '测试', certainty: 'default' as const } }
  expect(isAboveLimit(limit, '2000000')).toBe(false)
  expect(isAboveLimit(limit, '2000001')).toBe(true)
  expect(isAboveLimit({ secondApproval: null }, '999999999')).toBe(false)
})

test('the longest reasons of the longest list fit one envelope', () => {
  const places = Array.from({ length: MAX_PARTICIPANTS }, (_, n) => String(n))
  const grounds = {
    participants: Object.fromEntries(places.map((place) => [place, '功'.repeat(MAX_PART_LENGTH)])),
    payees: Object.fromEntries(
      places.map((place) => [place, { phone: '+8613800138000', idNumber: '11010519491231002X' }]),
    ),
    other: '功'.repeat(1000),
  }
  expect(strikeGrounds.parse(grounds)).toEqual(grounds)
  expect(new TextEncoder().encode(JSON.stringify(grounds)).length).toBeLessThan(65_000)
})
