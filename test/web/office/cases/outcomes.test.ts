import { expect, test } from 'vitest'
import { chainsOf, isHidden } from '../../../../web/office/src/cases/chains.ts'
import { draftFrom, factsFrom, type OutcomeDraft } from '../../../../web/office/src/cases/outcome-draft.ts'
import { figuresFrom } from '../../../../web/office/src/cases/outcome-figures.ts'
import { totalsOf } from '../../../../web/office/src/cases/totals.ts'
import { chen, facts, lin, outcome } from './made.ts'

const ice = (id: string, weight: string, unit: 'g' | 'kg') =>
  outcome(id, { facts: facts({ kind: 'seizure', substance: 'methamphetamine', weight, unit, recordNumber: '1' }) })

test('only what counts is added up, exactly and by substance', () => {
  const wrong = ice('wrong', '9', 'kg')
  const right = { ...ice('right', '0.9', 'kg'), corrects: 'wrong' }
  const waiting = { ...ice('waiting', '5', 'kg'), confirmed: null }
  expect(totalsOf([ice('a', '0.1', 'g'), ice('b', '0.2', 'g'), wrong, right, waiting])).toEqual([
    { kind: 'seizure', is: 'weights', weights: [{ substance: 'methamphetamine', amount: '900.3', unit: 'g' }] },
  ])
})

test('counts are split by measure, money is added in fen, a void entry takes away', () => {
  const users = (id: string, count: number, measure: 'detention' | 'community') =>
    outcome(id, { facts: facts({ kind: 'users', count, measure }) })
  const money = outcome('m', { facts: facts({ kind: 'money', moneyFen: '900000000000001' }) })
  const gone = outcome('v', { corrects: 'c', isVoid: true, facts: users('c', 7, 'detention').facts })
  const all = [users('a', 2, 'detention'), users('b', 3, 'community'), users('c', 7, 'detention'), gone, money]
  expect(totalsOf(all)).toEqual([
    {
      kind: 'users',
      is: 'count',
      count: 5,
      measures: [
        { measure: 'detention', count: 2 },
        { measure: 'community', count: 3 },
      ],
    },
    { kind: 'money', is: 'money', fen: '900000000000001' },
  ])
})

test('seeds are added up in grams, seedlings in plants, what was grown in mu', () => {
  const seeds = (
    id: string,
    substance: 'poppy-seeds' | 'poppy-seedlings',
    weight: string,
    unit: 'kg' | 'g' | 'plants',
  ) => outcome(id, { facts: facts({ kind: 'seeds', substance, weight, unit, recordNumber: '1' }) })
  const grown = (id: string, weight: string) =>
    outcome(id, { facts: facts({ kind: 'growing', weight, unit: 'mu', recordNumber: '1' }) })
  const all = [seeds('a', 'poppy-seeds', '1.5', 'kg'), seeds('b', 'poppy-seeds', '0.2', 'g'), grown('c', '0.35')]
  expect(totalsOf([...all, seeds('d', 'poppy-seedlings', '5200', 'plants'), grown('e', '1.2')])).toEqual([
    {
      kind: 'seeds',
      is: 'weights',
      weights: [
        { substance: 'poppy-seeds', amount: '1500.2', unit: 'g' },
        { substance: 'poppy-seedlings', amount: '5200', unit: 'plants' },
      ],
    },
    { kind: 'growing', is: 'area', mu: '1.55' },
  ])
})

test('corrections stand with what they correct, the newest first', () => {
  const all = [outcome('a'), outcome('b'), outcome('a2', { corrects: 'a' }), outcome('a3', { corrects: 'a2' })]
  expect(chainsOf(all).map((chain) => chain.map(({ id }) => id))).toEqual([['a3', 'a2', 'a'], ['b']])
})

test('figures are kept from who shall type them, and from nobody else', () => {
  const waiting = outcome('a', { confirmed: null })
  expect(isHidden(waiting, chen.id)).toBe(true)
  expect(isHidden(waiting, lin.id)).toBe(false)
  expect(isHidden(outcome('a'), chen.id)).toBe(false)
})

const TODAY = '2026-03-10'
const draft = (given: Partial<OutcomeDraft>): OutcomeDraft => ({ ...draftFrom(null, TODAY), ...given })
const weighed = { substance: 'heroin', weight: '12.50', weightAgain: '12.50', recordNumber: '称 1' } as const

test('a whole draft becomes facts, digits also full-width', () => {
  expect(factsFrom(draft({ ...weighed, weight: '１２．50' }), TODAY)).toEqual({
    is: 'whole',
    facts: facts({
      kind: 'seizure',
      happenedOn: TODAY,
      substance: 'heroin',
      weight: '12.50',
      unit: 'g',
      recordNumber: '称 1',
    }),
  })
  expect(factsFrom(draft({ kind: 'money', money: '12,500.5', weight: '9' }), TODAY)).toEqual({
    is: 'whole',
    facts: facts({ kind: 'money', happenedOn: TODAY, moneyFen: '1250050' }),
  })
})

test.each<[Partial<OutcomeDraft>, object]>([
  [{ ...weighed, weightAgain: '12.5' }, { weightAgain: 'differs' }],
  [{ ...weighed, weight: '0', weightAgain: '0' }, { weight: 'notDecimal' }],
  [{ ...weighed, weight: '1,000', weightAgain: '1,000' }, { weight: 'notDecimal' }],
  [{ ...weighed, weight: '.5', weightAgain: '.5' }, { weight: 'notDecimal' }],
  [{ ...weighed, recordNumber: ' ' }, { recordNumber: 'missing' }],
  [{ ...weighed, substance: '' }, { substance: 'missing' }],
  [{ ...weighed, happenedOn: '2026-03-11' }, { happenedOn: 'future' }],
  [
    { kind: 'users', count: '2.5' },
    { count: 'notCount', measure: 'missing' },
  ],
  [{ kind: 'arrest', count: '0' }, { count: 'notCount' }],
  [{ kind: 'gathering', count: '2' }, { count: 'tooFew' }],
  [{ kind: 'money', money: '一千' }, { money: 'notMoney' }],
])('%j is wrong in %j', (given, wrong) => expect(factsFrom(draft(given), TODAY)).toEqual({ is: 'wrong', wrong }))

test('the unit follows what was found: an area is in mu, seedlings are whole plants', () => {
  const area = { kind: 'growing', weight: '1.2', weightAgain: '1.2', recordNumber: '勘 1' } as const
  expect(factsFrom(draft(area), TODAY)).toMatchObject({ is: 'whole', facts: { unit: 'mu', substance: null } })
  const plants = { kind: 'seeds', substance: 'poppy-seedlings', unit: 'kg', recordNumber: '勘 2' } as const
  const whole = draft({ ...plants, weight: '5200', weightAgain: '5200' })
  expect(factsFrom(whole, TODAY)).toMatchObject({ is: 'whole', facts: { unit: 'plants' } })
  const half = draft({ ...plants, weight: '0.5', weightAgain: '0.5' })
  expect(factsFrom(half, TODAY)).toEqual({ is: 'wrong', wrong: { weight: 'notWhole' } })
})

test('a correction begins with everything but the figures', () => {
  const begun = draftFrom(ice('a', '5', 'kg').facts, TODAY)
  expect(begun).toMatchObject({ substance: 'methamphetamine', unit: 'kg', recordNumber: '1', weight: '', count: '' })
})

test('a second person needs the unit too; a kilogram is not tacitly a thousand grams', () => {
  expect(figuresFrom('seizure', '1', '')).toBe(null)
  expect(figuresFrom('seizure', '1', 'kg')).toEqual({ weight: '1', unit: 'kg', count: null, moneyFen: null })
  expect(figuresFrom('arrest', '３', '')).toEqual({ weight: null, unit: null, count: 3, moneyFen: null })
  expect(figuresFrom('money', '10', '')?.moneyFen).toBe('1000')
})
