import { expect, test } from 'vitest'
import { compareRuleSets, reassess, type Pair } from '#contract/rewards/compare.ts'
import { collectingUnder, type RuleSet } from '#contract/rewards/rule-set.ts'
import { counted, DEFAULT_SET, factsOf, RANGES_SET, seized, yuan } from './made-facts.ts'

const edited = (edit: (set: RuleSet) => void): RuleSet => {
  const copy = structuredClone(DEFAULT_SET)
  edit(copy)
  return copy
}
const told = (pairs: readonly { is: Pair<object>['is']; fields: readonly string[] }[]): unknown[] =>
  pairs.filter(({ is }) => is !== 'same').map(({ is, fields }) => [is, ...fields])
/** Everything that is not the same, as short as can be. */
const differences = (one: RuleSet, other: RuleSet): unknown => {
  const { head, caps, terms, conditions, excluded, factors, rows, strikeRows } = compareRuleSets(one, other)
  return {
    head: told([head]),
    caps: caps.flatMap(({ cap, pair }) => (pair.is === 'same' ? [] : [[cap, pair.is, ...pair.fields]])),
    terms: terms.flatMap(({ term, pair }) => (pair.is === 'same' ? [] : [[term, ...pair.fields]])),
    lists: told([...conditions, ...excluded]),
    factors: factors.flatMap(({ table, pairs }) =>
      pairs.flatMap(({ is, before, after }) =>
        is === 'same' ? [] : [[table, (after ?? before).substance, is, before?.factor, after?.factor]],
      ),
    ),
    rows: rows.flatMap(({ id, pair, brackets }) =>
      pair.is === 'same' ? [] : [[id, pair.is, ...pair.fields, ...told(brackets)]],
    ),
    strikeRows: strikeRows.flatMap(({ id, pair }) => (pair.is === 'same' ? [] : [[id, pair.is]])),
  }
}
const NONE = { head: [], caps: [], terms: [], lists: [], factors: [], rows: [], strikeRows: [] }

test('a set is the same as itself, whatever the order of its keys', () => {
  expect(differences(DEFAULT_SET, structuredClone(DEFAULT_SET))).toEqual(NONE)
  const [row, ...rows] = DEFAULT_SET.rows
  const turned = {
    ...DEFAULT_SET,
    rows: [Object.fromEntries(Object.entries(row ?? {}).toReversed()) as RuleSet['rows'][number], ...rows],
  }
  expect(differences(DEFAULT_SET, turned)).toEqual(NONE)
})

test('what changed is named by its place', () => {
  const other = edited((set) => {
    set.code = 'SY-2026-1'
    set.isOfficial = true
    set.caps.report = null
    set.caps.case = { fen: '1', source: '新', certainty: 'seen' }
    if (set.later !== null) set.later.fen = '1'
    set.claimWithin.count = 3
    set.conditions.reverse()
    set.excluded.pop()
    set.strikeRows.push({
      id: 'unit',
      zh: '单位',
      en: 'Unit',
      for: 'unit',
      minFen: null,
      maxFen: null,
      source: '新',
      certainty: 'seen',
    })
  })
  expect(differences(DEFAULT_SET, other)).toEqual({
    ...NONE,
    head: [['changed', 'code', 'isOfficial']],
    caps: [
      ['report', 'removed'],
      ['case', 'added'],
      ['later', 'changed', 'fen'],
    ],
    terms: [['claimWithin', 'count']],
    lists: [['removed']],
    strikeRows: [['unit', 'added']],
  })
})

test('how a reward is collected is compared by what holds, whether a set says it or not', () => {
  const collect = { methods: ['transfer' as const], needsId: true, source: '第九条', certainty: 'seen' as const }
  const pairs = (one: RuleSet, other: RuleSet): unknown => told([compareRuleSets(one, other).collect])
  const said = edited((set) => (set.collect = collect))
  expect(pairs(DEFAULT_SET, structuredClone(DEFAULT_SET))).toEqual([])
  expect(pairs(DEFAULT_SET, said)).toEqual([['changed', 'methods', 'needsId', 'source', 'certainty']])
  expect(
    pairs(
      said,
      edited((set) => (set.collect = { ...collect, needsId: false })),
    ),
  ).toEqual([['changed', 'needsId']])
  expect(collectingUnder(DEFAULT_SET)).toEqual({ methods: ['transfer', 'voucher', 'proxy'], needsId: false })
  expect(collectingUnder({ claim: 'identity' })).toMatchObject({ needsId: true })
})

test('rows are told apart by name, brackets by where they begin, factors by substance', () => {
  const other = edited((set) => {
    const [drugs] = set.rows
    const bracket = drugs?.brackets[1]
    if (bracket?.pay.kind !== 'fixed') throw new Error('not the default')
    bracket.pay.fen = yuan(600)
    drugs?.brackets.pop()
    set.rows.splice(1, 1)
    set.rows.push({ ...(set.rows.at(-1) ?? set.rows[0]), id: 'new' } as RuleSet['rows'][number])
    const { factors } = set.equivalence.drugs
    const heroin = factors[0]
    if (heroin !== undefined) heroin.factor = '2'
    factors.splice(3, 1)
  })
  expect(differences(DEFAULT_SET, other)).toEqual({
    ...NONE,
    rows: [
      ['drugs', 'changed', 'brackets', ['changed', 'pay'], ['removed']],
      ['precursors', 'removed', ['removed'], ['removed'], ['removed'], ['removed'], ['removed']],
      ['new', 'added', ['added']],
    ],
    factors: [
      ['drugs', 'heroin', 'changed', '1', '2'],
      ['drugs', 'cocaine', 'removed', '1', undefined],
    ],
  })
})

test('the order is that of the newer set, and what was removed stands where it was', () => {
  const other = edited((set) => {
    set.rows = [...set.rows.slice(3), ...set.rows.slice(0, 1)]
  })
  const ids = compareRuleSets(DEFAULT_SET, other).rows.map(({ id }) => id)
  const [first, second, third, ...rest] = DEFAULT_SET.rows.map(({ id }) => id)
  expect(ids).toEqual([...rest, first, second, third])
})

test('what each of last year’s assessments would have been', () => {
  const facts = [
    factsOf([seized('heroin', '1000')]),
    factsOf([counted('users', 4, 'other')]),
    factsOf([counted('site', 1)]),
    factsOf([counted('site', 1)], { decisions: [{ line: 'factories', fen: yuan(100_000) }] }),
  ]
  expect(reassess(DEFAULT_SET, RANGES_SET, facts)).toEqual([
    { oneFen: yuan(20_000), otherFen: yuan(2000), differenceFen: '-1800000', oneOpen: 0, otherOpen: 0 },
    { oneFen: yuan(2000), otherFen: yuan(3200), differenceFen: '120000', oneOpen: 0, otherOpen: 0 },
    { oneFen: yuan(20_000), otherFen: yuan(10_000), differenceFen: '-1000000', oneOpen: 1, otherOpen: 1 },
    { oneFen: yuan(100_000), otherFen: yuan(10_000), differenceFen: '-9000000', oneOpen: 0, otherOpen: 1 },
  ])
})
