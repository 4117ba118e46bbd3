import { describe, expect, test } from 'vitest'
import type { StrikeRow } from '#contract/rewards/rule-set.ts'
import { strikeGrounds } from '#contract/rewards/strikes.ts'
import { likenessesOf, type Reporter } from '../../../../web/office/src/rewards/strikes/likenesses.ts'
import {
  draftsOf,
  moved,
  newPart,
  readStrike,
  totalSoFar,
  type PartDraft,
  type PartWrong,
} from '../../../../web/office/src/rewards/strikes/strike-draft.ts'

/** Stands for the real tokens, which have tests of their own: different numbers, different tokens. */
const tokensOf = ({ phones, idNumbers }: { phones: readonly string[]; idNumbers: readonly string[] }): string[] =>
  [...phones, ...idNumbers].map((one) => Buffer.from(one.padStart(16)).toString('hex').slice(0, 32))

const STAFF = '6c1f3d0a-90f1-4ad7-9a5b-8f0d7d5f7a01'
const UNIT: PartDraft = { ...newPart('unit', 'a'), name: '吉阳分局', part: '主办单位', yuan: '20,000' }
const OFFICER: PartDraft = {
  ...newPart('officer', 'b'),
  name: ' 林越 ',
  unit: '禁毒支队',
  staff: STAFF,
  phone: '138 0013 8000',
  idNumber: '11010519491231002x',
  part: '现场抓获',
  yuan: '５000.50',
}
const GRID: PartDraft = {
  ...newPart('grid-worker', 'c'),
  name: '李秀',
  unit: '丹州社区',
  phone: '88267110',
  part: '蹲守',
  yuan: '800',
}
const EMPTY: { strikeRows: StrikeRow[] } = { strikeRows: [] }
const row = (id: string, whom: StrikeRow['for'], minFen: string | null, maxFen: string | null): StrikeRow => ({
  id,
  zh: '破案',
  en: 'Cracking',
  for: whom,
  minFen,
  maxFen,
  source: '测试',
  certainty: 'default',
})
const TARIFF = { strikeRows: [row('unit', 'unit', null, null), row('person', 'person', '100000', '500000')] }
const wrongOf = (draft: PartDraft, rules = EMPTY): PartWrong => {
  const read = readStrike([draft], '', rules, tokensOf)
  return read.is === 'wrong' ? (read.parts[0] ?? {}) : {}
}

test('what was typed becomes participants, and numbers go only into what is sealed', () => {
  const read = readStrike([UNIT, OFFICER, GRID], ' 按分工分配 ', EMPTY, tokensOf)
  if (read.is !== 'whole') throw new Error(JSON.stringify(read))
  expect(read.participants.map(({ name, unit, staff, fen }) => [name, unit, staff, fen])).toEqual([
    ['吉阳分局', null, null, '2000000'],
    ['林越', '禁毒支队', STAFF, '500050'],
    ['李秀', '丹州社区', null, '80000'],
  ])
  expect(read.participants.map(({ payees }) => payees.length)).toEqual([0, 2, 1])
  expect(JSON.stringify(read.participants)).not.toMatch(/138|1949|8826/)
  expect(strikeGrounds.parse(read.grounds)).toEqual({
    participants: { 0: '主办单位', 1: '现场抓获', 2: '蹲守' },
    payees: {
      1: { phone: '+8613800138000', idNumber: '11010519491231002X' },
      2: { phone: '+8689888267110', idNumber: null },
    },
    other: '按分工分配',
  })
})

test('an earlier version begins a new one, with all that was sealed or without it', () => {
  const read = readStrike([UNIT, OFFICER], '', EMPTY, tokensOf)
  if (read.is !== 'whole') throw new Error(JSON.stringify(read))
  const content = { participants: read.participants } as Parameters<typeof draftsOf>[0]
  const again = readStrike(
    draftsOf(content, read.grounds, () => 'x'),
    '',
    EMPTY,
    tokensOf,
  )
  expect(again).toEqual(read)
  const [, closed] = draftsOf(content, null, () => 'x')
  expect(closed).toMatchObject({ name: '林越', staff: STAFF, yuan: '5000.50', phone: '', idNumber: '', part: '' })
})

describe('what cannot be sent says at which field, and why', () => {
  test.for<[string, PartDraft, PartWrong]>([
    ['a unit without a name', { ...UNIT, name: ' ' }, { name: 'missing' }],
    ['no part in the case', { ...UNIT, part: '' }, { part: 'missing' }],
    ['no amount', { ...UNIT, yuan: '' }, { yuan: 'missing' }],
    ['an amount that is none', { ...UNIT, yuan: '两万' }, { yuan: 'no-sum' }],
    ['an amount of nothing', { ...UNIT, yuan: '0' }, { yuan: 'no-sum' }],
    ['a person by nothing', { ...GRID, phone: '' }, { phone: 'payee-missing' }],
    ['a phone that is none', { ...GRID, phone: '1380013800' }, { phone: 'no-phone' }],
    ['an identity number that is none', { ...OFFICER, idNumber: '110105194912310021' }, { idNumber: 'no-number' }],
    ['a person of no unit', { ...GRID, unit: '' }, { unit: 'unit-missing' }],
  ])('%s', ([, draft, wrong]) => expect(wrongOf(draft)).toEqual(wrong))

  test.for<[string, PartDraft, PartWrong]>([
    ['no row chosen', GRID, { row: 'row-missing' }],
    ['a row that was chosen before the kind was changed', { ...GRID, row: 'unit' }, { row: 'row-missing' }],
    ['less than the row allows', { ...GRID, row: 'person' }, { yuan: 'too-little' }],
    ['more than the row allows', { ...GRID, row: 'person', yuan: '5000.01' }, { yuan: 'too-much' }],
    ['what the row allows', { ...GRID, row: 'person', yuan: '5000' }, {}],
  ])('with a tariff: %s', ([, draft, wrong]) => expect(wrongOf(draft, TARIFF)).toEqual(wrong))

  test('nobody, and somebody twice', () => {
    expect(readStrike([], '', EMPTY, tokensOf)).toEqual({ is: 'wrong', list: 'nobody', parts: [] })
    const twice = readStrike([OFFICER, { ...GRID, phone: OFFICER.phone }], '', EMPTY, tokensOf)
    expect(twice).toMatchObject({ is: 'wrong', parts: [{}, { name: 'named-twice' }] })
  })
})

test('the total counts what is an amount, and the order changes by one place', () => {
  expect(totalSoFar([UNIT, OFFICER, { yuan: '' }, { yuan: 'x' }])).toBe('2500050')
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
})

describe('who took part and looks like a reporter', () => {
  const reporters: Reporter[] = [
    { number: 'T-1', name: '林 越', knownBy: { phones: [], idNumbers: [] } },
    { number: 'T-2', name: '', knownBy: { phones: ['+8613800138000'], idNumbers: [] } },
    { number: 'T-3', name: '', knownBy: { phones: [], idNumbers: ['11010519491231002X'] } },
  ]
  test.for<[string, Partial<PartDraft>, unknown]>([
    ['by name', { name: '林越' }, [{ number: 'T-1', by: 'name' }]],
    ['by phone', { name: '别人', phone: '+86 13800138000' }, [{ number: 'T-2', by: 'known' }]],
    ['by identity number', { name: '别人', idNumber: '11010519491231002x' }, [{ number: 'T-3', by: 'known' }]],
    ['by nothing', { name: '别人', phone: '13900000000' }, []],
    ['by an empty name', { name: '' }, []],
    ['never a unit', { kind: 'unit', name: '林越' }, []],
  ])('%s', ([, draft, expected]) => {
    expect(likenessesOf({ ...newPart('officer', 'x'), ...draft }, reporters)).toEqual(expected)
  })
})
