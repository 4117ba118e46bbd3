import { describe, expect, test } from 'vitest'
import { ruleFaults, type FaultCode, type RuleFault } from '#contract/rewards/faults.ts'
import type { Bracket, Pay, RuleMeasure, RuleRow, RuleSet } from '#contract/rewards/rule-set.ts'
import { DEFAULT_SET, RANGES_SET, row, setWith, yuan } from './made-facts.ts'

type Told = [FaultCode, RuleFault['weight'], RuleFault['at'], RuleFault['values']]
const told = (ruleSet: RuleSet): Told[] =>
  ruleFaults(ruleSet).map(({ code, weight, at, values }) => [code, weight, at, values])
const ofRows = (...rows: RuleRow[]): Told[] => told(setWith({ rows }))
const inRow = (bracket: number | null = null, row = 0): RuleFault['at'] => ({ part: 'row', row, bracket })

const fixed = (fen: string): Pay => ({ kind: 'fixed', fen })
const from = (from: string, to: string | null, pay: Pay = fixed('100')): Bracket => ({ from, to, pay })
const paying = (measure: RuleMeasure, ...brackets: Bracket[]): Told[] => ofRows(row('row', measure, { brackets }))

describe('the shipped sets', () => {
  test('nothing is wrong with the default', () => expect(ruleFaults(DEFAULT_SET)).toEqual([]))

  test('the other one pays five people less than four, as the text it follows does, and that is told', () => {
    const values = { from: '5', fen: yuan(3000), beforeFen: yuan(3200) }
    expect(told(RANGES_SET)).toEqual([['pays-less', 'look', { part: 'row', row: 6, bracket: 1 }, values]])
  })
})

describe('brackets', () => {
  test('a gap', () =>
    expect(paying('drugs-weight', from('0', '10'), from('20', null))).toEqual([
      ['gap', 'must', inRow(1), { from: '10', to: '20' }],
    ]))

  test('an overlap, up to the end of the shorter one', () => {
    expect(paying('drugs-weight', from('0', '10'), from('5', null))).toEqual([
      ['overlap', 'must', inRow(1), { from: '5', to: '10' }],
    ])
    expect(paying('drugs-weight', from('0', null), from('5', '10'))).toEqual([
      ['overlap', 'must', inRow(1), { from: '5', to: '10' }],
    ])
  })

  test('the same edge written in two ways is one', () =>
    expect(paying('drugs-weight', from('0', '10.50'), from('10.5', null))).toEqual([]))

  test('brackets that are not in their order', () =>
    expect(paying('drugs-weight', from('10', null), from('0', '10'))).toEqual([
      ['not-in-order', 'must', inRow(1), { from: '0' }],
    ]))

  test.each<[string, RuleMeasure, Bracket]>([
    ['ends where it begins', 'drugs-weight', from('0', '0')],
    ['ends before it begins', 'drugs-weight', from('0.5', '0.1')],
    ['holds no whole person', 'users', from('0', '1')],
  ])('one that %s', (_says, measure, empty) =>
    expect(
      ofRows(row('row', measure, { brackets: [empty, from(empty.to ?? '', null)] })).map(([code]) => code),
    ).toContain('bracket-empty'),
  )

  test('with the upper bound included, nought to one holds one person', () =>
    expect(
      ofRows(row('row', 'users', { bounds: 'upper-included', brackets: [from('0', '1'), from('1', null)] })),
    ).toEqual([]))

  test('a late start may be meant; what is counted starts with one', () => {
    expect(paying('users', from('2', null))).toEqual([['begins-late', 'look', inRow(0), { from: '2' }]])
    expect(paying('users', from('1', null))).toEqual([])
    expect(paying('drugs-weight', from('1', null))).toEqual([['begins-late', 'look', inRow(0), { from: '1' }]])
  })

  test('an end above which nothing is paid', () =>
    expect(paying('drugs-weight', from('0', '10'), from('10', '20'))).toEqual([
      ['ends-early', 'must', inRow(1), { to: '20' }],
    ]))
})

describe('a bracket that pays less than the one before it', () => {
  const perUnit: Pay = { kind: 'per-unit', fen: '800', isProportional: false, capFen: null }
  const less = (measure: RuleMeasure, one: Pay, next: Pay, bounds: RuleRow['bounds'] = null): Told[] =>
    ofRows(row('row', measure, { bounds, brackets: [from('0', '5', one), from('5', null, next)] }))

  test('fixed amounts', () =>
    expect(less('drugs-weight', fixed('200'), fixed('199'))).toEqual([
      ['pays-less', 'look', inRow(1), { from: '5', fen: '199', beforeFen: '200' }],
    ]))

  test('people are counted: four of them come before five, or five before six', () => {
    const sixth = fixed('3999')
    expect(less('users', perUnit, fixed('3200'))).toEqual([])
    expect(less('users', perUnit, fixed('3199'))).toMatchObject([
      ['pays-less', 'look', inRow(1), { beforeFen: '3200' }],
    ])
    expect(less('users', perUnit, sixth, 'upper-included')).toMatchObject([
      ['pays-less', 'look', {}, { beforeFen: '4000' }],
    ])
  })

  test('weights come as near to the edge as one likes', () => {
    const each: Pay = { kind: 'per-unit', fen: '800', isProportional: true, capFen: null }
    expect(less('drugs-weight', each, fixed('3999'))).toEqual([])
    expect(less('drugs-weight', each, fixed('3998'))).toMatchObject([['pays-less', 'look', {}, { beforeFen: '3999' }]])
  })

  test('a share of money', () => {
    const percent: Pay = { kind: 'percent', percent: '10', capFen: null }
    expect(less('money', percent, fixed('48'))).toMatchObject([
      ['pays-less', 'look', {}, { fen: '48', beforeFen: '49' }],
    ])
  })

  test('a range by its least; that a person may decide less than before is told too', () => {
    const range = (minFen: string, maxFen: string): Pay => ({ kind: 'range', minFen, maxFen, each: false })
    expect(less('drugs-weight', range('100', '500'), range('100', '500'))).toEqual([])
    expect(less('drugs-weight', fixed('101'), range('100', '500'))).toMatchObject([['pays-less', 'look', {}, {}]])
    expect(less('drugs-weight', range('100', '500'), range('200', '400'))).toEqual([
      ['may-pay-less', 'look', inRow(1), { from: '5', fen: '400', beforeFen: '500' }],
    ])
  })
})

describe('what a bracket pays', () => {
  test.each<[RuleMeasure, Pay, Told[0], Told[1], Told[3]]>([
    [
      'users',
      { kind: 'range', minFen: '2', maxFen: '1', each: false },
      'range-reversed',
      'must',
      { minFen: '2', maxFen: '1' },
    ],
    ['money', { kind: 'percent', percent: '100.1', capFen: null }, 'percent-too-much', 'must', { percent: '100.1' }],
    ['users', { kind: 'percent', percent: '1', capFen: null }, 'percent-of-no-money', 'must', { measure: 'users' }],
    [
      'users',
      { kind: 'base-plus', baseUnits: '1', baseFen: '9', fen: '1', capFen: '8' },
      'cap-below-base',
      'look',
      { fen: '9', capFen: '8' },
    ],
    [
      'users',
      { kind: 'per-unit', fen: '9', isProportional: false, capFen: '8' },
      'cap-below-base',
      'look',
      { fen: '9', capFen: '8' },
    ],
    ['users', fixed('30000001'), 'above-cap', 'look', { fen: '30000001', capFen: '30000000' }],
    [
      'users',
      { kind: 'range', minFen: '1', maxFen: '30000001', each: false },
      'above-cap',
      'look',
      { fen: '30000001', capFen: '30000000' },
    ],
  ])('of %s %j: %s', (measure, pay, code, weight, values) =>
    expect(paying(measure, from('0', null, pay))).toEqual([[code, weight, inRow(0), values]]),
  )

  test('a row that never pays', () => {
    const never = [from('0', '5', { kind: 'none' }), from('5', null, fixed('0'))]
    expect(paying('users', ...never)).toEqual([['pays-nothing', 'look', inRow(), {}]])
  })
})

describe('rows', () => {
  test('none', () => expect(ofRows()).toEqual([['no-rows', 'must', { part: 'rows' }, {}]]))

  test('two of the same name, and one that is called as the decision about later reporters', () =>
    expect(ofRows(row('a', 'users'), row('a', 'drivers'), row('later', 'sites'))).toEqual([
      ['duplicate-id', 'must', inRow(null, 1), { id: 'a' }],
      ['reserved-id', 'must', inRow(null, 2), { id: 'later' }],
    ]))

  test('a row that replaces nothing, itself, in a circle, or what is not people', () => {
    expect(ofRows(row('a', 'users', { replaces: ['b'] }))).toEqual([['replaces-nothing', 'must', inRow(), { id: 'b' }]])
    expect(ofRows(row('a', 'users', { replaces: ['a'] }))).toEqual([['replaces-itself', 'must', inRow(), { id: 'a' }]])
    const circle = [
      row('a', 'users', { replaces: ['b'] }),
      row('b', 'drivers', { replaces: ['c'] }),
      row('c', 'gathering', { replaces: ['a'] }),
    ]
    expect(ofRows(...circle).map(([code]) => code)).toEqual(['replaces-itself', 'replaces-itself', 'replaces-itself'])
    expect(ofRows(row('a', 'gathering', { replaces: ['b'] }), row('b', 'parcels'))).toEqual([
      ['replaces-other-kind', 'must', inRow(), { id: 'b', measure: 'parcels' }],
    ])
  })

  test('a row that nobody reaches: none of its substances is converted', () => {
    expect(ofRows(row('a', 'drugs-equivalent', { substances: ['etomidate', 'new-substance'] }))).toEqual([
      ['no-factor-at-all', 'must', inRow(), { measure: 'drugs-equivalent' }],
    ])
    const none = { ...DEFAULT_SET.equivalence, seeds: { ...DEFAULT_SET.equivalence.seeds, factors: [] } }
    expect(told(setWith({ equivalence: none, rows: [row('a', 'seeds')] }))).toEqual([
      ['no-factor-at-all', 'must', inRow(), { measure: 'seeds' }],
    ])
  })

  test('one of several substances without a factor goes to a person', () =>
    expect(ofRows(row('a', 'drugs-equivalent', { substances: ['heroin', 'etomidate'] }))).toEqual([
      ['substance-without-factor', 'look', inRow(), { substance: 'etomidate' }],
    ]))

  test.each<[RuleMeasure, 'heroin' | 'acetone']>([
    ['precursors-weight', 'heroin'],
    ['drugs-weight', 'acetone'],
    ['users', 'heroin'],
  ])('%s are not fed by %s', (measure, substance) =>
    expect(ofRows(row('a', measure, { substances: [substance] }))).toEqual([
      ['substance-of-other-measure', 'must', inRow(), { substance, measure }],
    ]),
  )

  test('only users are new', () =>
    expect(ofRows(row('a', 'sites', { preconditions: ['new-user', 'case-filed', 'case-filed'] }))).toEqual([
      ['precondition-of-other-measure', 'must', inRow(), { precondition: 'new-user', measure: 'sites' }],
      ['precondition-twice', 'look', inRow(), { precondition: 'case-filed' }],
    ]))

  test('two rows that pay for the same find, where rows add up', () => {
    const rows = [row('a', 'drugs-equivalent'), row('b', 'drugs-weight', { substances: ['heroin'] })]
    expect(ofRows(...rows)).toEqual([['counted-twice', 'look', inRow(null, 1), { id: 'a' }]])
    expect(told(setWith({ rows, stacking: 'highest' }))).toEqual([])
    const apart = rows.map((one, place) => ({
      ...one,
      substances: [place === 0 ? ('opium' as const) : ('heroin' as const)],
    }))
    expect(ofRows(...apart)).toEqual([])
  })

  test('what is weighed and stands in a bracket by the entry', () =>
    expect(ofRows(row('a', 'drugs-weight', { per: 'finding' }))).toEqual([
      ['split-matters', 'look', inRow(), { measure: 'drugs-weight' }],
    ]))

  test('rows of those who took part', () => {
    const strike = { zh: '单位', en: 'unit', for: 'unit', source: '测试', certainty: 'default' } as const
    const strikeRows = [
      { ...strike, id: 'a', minFen: null, maxFen: '1' },
      { ...strike, id: 'a', minFen: '2', maxFen: '1' },
    ]
    expect(told(setWith({ strikeRows }))).toEqual([
      ['duplicate-id', 'must', { part: 'strike-row', row: 1 }, { id: 'a' }],
      ['range-reversed', 'must', { part: 'strike-row', row: 1 }, { minFen: '2', maxFen: '1' }],
    ])
  })
})

describe('caps, factors and conditions', () => {
  const cap = (fen: string) => ({ fen, source: '测试', certainty: 'default' }) as const
  const users = {
    rows: [row('a', 'users', { brackets: [from('0', null, fixed('1'))] })],
    secondApproval: null,
    later: null,
  }
  const at = (name: 'report' | 'case' | 'year' | 'second-approval' | 'later'): RuleFault['at'] => ({
    part: 'cap',
    cap: name,
  })

  test('a cap above a wider one never matters, and one of nothing pays nothing', () => {
    expect(told(setWith({ ...users, caps: { report: cap('300'), case: cap('200'), year: cap('100') } }))).toEqual([
      ['cap-above', 'must', at('report'), { fen: '300', other: 'case', otherFen: '200' }],
      ['cap-above', 'must', at('report'), { fen: '300', other: 'year', otherFen: '100' }],
      ['cap-above', 'must', at('case'), { fen: '200', other: 'year', otherFen: '100' }],
    ])
    expect(told(setWith({ ...users, caps: { report: cap('0'), case: null, year: null } }))).toContainEqual([
      'cap-nothing',
      'must',
      at('report'),
      {},
    ])
  })

  test('no cap at all', () =>
    expect(told(setWith({ ...users, caps: { report: null, case: null, year: null } }))).toEqual([
      ['no-caps', 'look', at('report'), {}],
    ]))

  test('a second approval or a later reporter’s limit that no report gets to', () =>
    expect(
      told(
        setWith({
          ...users,
          caps: { report: null, case: cap('100'), year: null },
          secondApproval: cap('100'),
          later: cap('101'),
        }),
      ),
    ).toEqual([
      ['never-reached', 'look', at('second-approval'), { fen: '100', capFen: '100' }],
      ['never-reached', 'look', at('later'), { fen: '101', capFen: '100' }],
    ]))

  test('factors that stand twice, are nothing, or are of another table', () => {
    const factor = (substance: 'heroin' | 'opium' | 'acetone', factor: string) => ({
      substance,
      factor,
      source: '测试',
      certainty: 'default' as const,
    })
    const drugs = {
      ...DEFAULT_SET.equivalence.drugs,
      factors: [factor('heroin', '1'), factor('heroin', '2'), factor('opium', '0.00'), factor('acetone', '1/3')],
    }
    const place = (factor: number): RuleFault['at'] => ({ part: 'factor', table: 'drugs', factor })
    expect(told(setWith({ ...users, equivalence: { ...DEFAULT_SET.equivalence, drugs } }))).toEqual([
      ['factor-twice', 'must', place(1), { substance: 'heroin' }],
      ['factor-nothing', 'must', place(2), { substance: 'opium' }],
      ['factor-of-other-table', 'must', place(3), { substance: 'acetone' }],
    ])
  })

  test('conditions that are missing, or stand twice', () => {
    const [first, second, ...others] = DEFAULT_SET.conditions
    if (first === undefined || second === undefined) throw new Error('no conditions')
    expect(told(setWith({ ...users, conditions: [second, second, ...others] }))).toEqual([
      ['condition-missing', 'must', { part: 'conditions' }, { condition: 'jurisdiction' }],
      ['condition-twice', 'must', { part: 'conditions' }, { condition: 'unknown-before' }],
    ])
  })

  test('what must be mended comes first', () => {
    const weights = told(setWith({ ...users, caps: { report: null, case: null, year: null }, conditions: [] })).map(
      ([, weight]) => weight,
    )
    expect(weights).toEqual(['must', 'must', 'must', 'must', 'must', 'look'])
  })
})
