import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decimal,
  fen,
  OUTCOME_FIELDS,
  OUTCOME_KINDS,
  outcomeFacts,
  standingOf,
  wrongFields,
  type OutcomeFacts,
  type Stands,
} from '#contract/outcomes.ts'

const NOTHING: Omit<OutcomeFacts, 'kind'> = {
  happenedOn: '2026-03-12',
  substance: null,
  weight: null,
  unit: null,
  recordNumber: null,
  count: null,
  measure: null,
  moneyFen: null,
}
const WEIGHED = { weight: '10.50', unit: 'g', recordNumber: '三公刑鉴〔2026〕31号' } as const
/** One whole example of every kind. */
const WHOLE: Record<OutcomeFacts['kind'], OutcomeFacts> = {
  seizure: { ...NOTHING, kind: 'seizure', substance: 'methamphetamine', ...WEIGHED },
  precursors: { ...NOTHING, kind: 'precursors', substance: 'acetone', ...WEIGHED, unit: 'kg' },
  seeds: { ...NOTHING, kind: 'seeds', substance: 'poppy-seeds', ...WEIGHED },
  growing: { ...NOTHING, kind: 'growing', ...WEIGHED, unit: 'mu' },
  arrest: { ...NOTHING, kind: 'arrest', count: 3 },
  growers: { ...NOTHING, kind: 'growers', count: 1 },
  users: { ...NOTHING, kind: 'users', count: 2, measure: 'community' },
  gathering: { ...NOTHING, kind: 'gathering', count: 3 },
  drivers: { ...NOTHING, kind: 'drivers', count: 1 },
  site: { ...NOTHING, kind: 'site', count: 1 },
  venue: { ...NOTHING, kind: 'venue', count: 1, measure: 'suspended' },
  parcels: { ...NOTHING, kind: 'parcels', count: 4 },
  vehicles: { ...NOTHING, kind: 'vehicles', count: 1 },
  firearms: { ...NOTHING, kind: 'firearms', count: 1 },
  ammunition: { ...NOTHING, kind: 'ammunition', count: 12 },
  money: { ...NOTHING, kind: 'money', moneyFen: '1250000' },
}
const FIELDS = ['substance', 'weight', 'unit', 'recordNumber', 'count', 'measure', 'moneyFen'] as const

describe.for(OUTCOME_KINDS)('%s', (kind) => {
  const whole = WHOLE[kind]

  test('has its fields, and is whole with them', () => {
    expect(outcomeFacts.parse(whole)).toEqual(whole)
    expect(wrongFields(whole)).toEqual([])
    expect(OUTCOME_FIELDS[kind].length).toBeGreaterThan(0)
  })

  test('each of its fields is missed, and no other is taken', () => {
    for (const field of FIELDS) {
      const other = Object.values(WHOLE).find((facts) => facts[field] !== null)?.[field] ?? null
      const changed = { ...whole, [field]: whole[field] === null ? other : null }
      expect(wrongFields(changed), field).toContain(field)
    }
  })
})

test('a drug is no precursor, and a measure against a person is none against a venue', () => {
  expect(wrongFields({ ...WHOLE.seizure, substance: 'acetone' })).toEqual(['substance'])
  expect(wrongFields({ ...WHOLE.precursors, substance: 'heroin' })).toEqual(['substance'])
  expect(wrongFields({ ...WHOLE.seeds, substance: 'poppy-husk' })).toEqual(['substance'])
  expect(wrongFields({ ...WHOLE.users, measure: 'banned' })).toEqual(['measure'])
  expect(wrongFields({ ...WHOLE.venue, measure: 'detention' })).toEqual(['measure'])
})

test.each<[OutcomeFacts['kind'], Partial<OutcomeFacts>, string[]]>([
  ['seizure', { unit: 'kg' }, []],
  ['seizure', { unit: 'mu' }, ['unit']],
  ['seizure', { unit: 'plants', weight: '3' }, ['unit']],
  ['growing', { unit: 'kg' }, ['unit']],
  ['seeds', { unit: 'kg' }, []],
  ['seeds', { unit: 'plants', weight: '3' }, ['unit']],
  ['seeds', { substance: 'cannabis-seedlings', unit: 'plants', weight: '5200' }, []],
  ['seeds', { substance: 'cannabis-seedlings', unit: 'plants', weight: '5200.5' }, ['weight']],
  ['seeds', { substance: 'poppy-seedlings', unit: 'g' }, ['unit']],
])('%s with %j: seeds are weighed, seedlings counted whole, what is grown is an area', (kind, given, wrong) =>
  expect(wrongFields({ ...WHOLE[kind], ...given })).toEqual(wrong),
)

test('two people are no gathering', () => {
  expect(wrongFields({ ...WHOLE.gathering, count: 2 })).toEqual(['count'])
  expect(wrongFields({ ...WHOLE.arrest, count: 1 })).toEqual([])
})

test('a weight of nothing is none', () => {
  for (const weight of ['0', '0.0', '0.0000']) expect(wrongFields({ ...WHOLE.seizure, weight })).toEqual(['weight'])
})

test('weights are exact decimals as a record has them', () => {
  for (const right of ['0.1', '10.50', '1000', '999999999.9999'])
    expect(decimal.safeParse(right).success, right).toBe(true)
  for (const wrong of ['', '-1', '+1', '01', '1.', '.5', '1e3', '1,5', '1.00005', '1000000000', '１０', ' 1'])
    expect(decimal.safeParse(wrong).success, wrong).toBe(false)
})

test('sums are whole fen', () => {
  for (const right of ['1', '1250000', '9'.repeat(15)]) expect(fen.safeParse(right).success, right).toBe(true)
  for (const wrong of ['0', '-1', '1.5', '01', '9'.repeat(16), ''])
    expect(fen.safeParse(wrong).success, wrong).toBe(false)
})

const CONFIRMED = { by: { id: '', name: '' }, at: '' }
/** A chain of corrections, oldest first: each corrects the one before it. */
const chainOf = (entries: readonly { confirmed: boolean; isVoid?: boolean }[], name = ''): Stands[] =>
  entries.map(({ confirmed, isVoid = false }, index) => ({
    id: `${name}${index}`,
    corrects: index === 0 ? null : `${name}${index - 1}`,
    isVoid: index > 0 && isVoid,
    confirmed: confirmed ? CONFIRMED : null,
  }))
const standings = (chain: readonly Stands[]): string[] => chain.map((one) => standingOf(one, chain))

test.for([
  ['an entry waits for a second person', [{ confirmed: false }], ['waiting']],
  ['confirmed, it counts', [{ confirmed: true }], ['counted']],
  [
    'a correction that nobody confirmed replaces nothing yet',
    [{ confirmed: true }, { confirmed: false }],
    ['counted', 'waiting'],
  ],
  ['confirmed, it replaces', [{ confirmed: true }, { confirmed: true }], ['replaced', 'counted']],
  [
    'it replaces an entry that was never confirmed, too',
    [{ confirmed: false }, { confirmed: true }],
    ['replaced', 'counted'],
  ],
  [
    'a void takes away and puts nothing there',
    [{ confirmed: true }, { confirmed: true, isVoid: true }],
    ['replaced', 'void'],
  ],
  [
    'a void of a correction does not bring back what was corrected',
    [{ confirmed: true }, { confirmed: true }, { confirmed: true, isVoid: true }],
    ['replaced', 'replaced', 'void'],
  ],
  [
    'a void that was a mistake is corrected by an entry again',
    [{ confirmed: true }, { confirmed: true, isVoid: true }, { confirmed: true }],
    ['replaced', 'replaced', 'counted'],
  ],
  [
    'over a correction that was never confirmed, the first entry is replaced all the same',
    [{ confirmed: true }, { confirmed: false }, { confirmed: true }],
    ['replaced', 'replaced', 'counted'],
  ],
] as const)('%s', ([, entries, expected]) => {
  expect(standings(chainOf(entries))).toEqual(expected)
})

const chains = fc.array(
  fc.array(fc.record({ confirmed: fc.boolean(), isVoid: fc.boolean() }), { minLength: 1, maxLength: 6 }),
  {
    maxLength: 5,
  },
)

test('whatever is entered, confirmed and corrected: of one chain at most one entry counts, and it is the newest confirmed', () => {
  fc.assert(
    fc.property(chains, fc.integer(), (made, seed) => {
      const all = made.map((entries, index) => chainOf(entries, `${index}-`))
      // The order of entry says nothing: only what corrects what.
      const shuffled = all.flat().toSorted((one, other) => (one.id + seed < other.id + seed ? 1 : -1))
      for (const chain of all) {
        const counted = chain.filter((one) => standingOf(one, shuffled) === 'counted')
        const newest = chain.findLast(({ confirmed }) => confirmed !== null)
        expect(counted).toEqual(newest === undefined || newest.isVoid ? [] : [newest])
      }
    }),
  )
})

test('a counted set never contains both an entry and its confirmed correction', () => {
  fc.assert(
    fc.property(chains, (made) => {
      const all = made.flatMap((entries, index) => chainOf(entries, `${index}-`))
      const counted = all.filter((one) => standingOf(one, all) === 'counted')
      for (const one of counted)
        expect(all.filter((other) => other.corrects === one.id && other.confirmed !== null)).toEqual([])
    }),
  )
})
