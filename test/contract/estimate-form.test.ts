import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateReward } from '#contract/estimate.ts'
import { assess } from '#contract/rewards/assess.ts'
import { assessmentFacts } from '#contract/rewards/assessment.ts'
import { factsOf } from '#contract/rewards/estimate-facts.ts'
import {
  ESTIMATE_FIELDS,
  isNothing,
  MOST_ROWS,
  NUMBER_FIELD_NAMES,
  readEstimate,
  typedOf,
  type Typed,
} from '#contract/rewards/estimate-form.ts'
import { ruleSet } from '#contract/rewards/rule-set.ts'
import { wrongFields } from '#contract/outcomes.ts'

const defaults = ruleSet.parse(
  JSON.parse(readFileSync(new URL('../../db/rule-sets/sy-default-1.json', import.meta.url), 'utf8')),
)
const typedFrom = (query: string): Typed => {
  const params = new URLSearchParams(query)
  return typedOf((field) => (params.has(field) ? params.getAll(field) : undefined))
}
const read = (query: string) => readEstimate(typedFrom(query))
/** What was read of one drug, or why it was not. */
const grams = (typed: string): string => {
  const { asked, wrong } = readEstimate({ substance: ['heroin'], grams: [typed] })
  return wrong[0]?.why ?? asked.substances[0]?.amount ?? 'nothing'
}

describe('an amount as people type it', () => {
  test.each([
    ['600', '600'],
    [' 600 ', '600'],
    ['６００', '600'],
    ['１，０００．５０', '1000.5'],
    ['1,000', '1000'],
    ['1，000', '1000'],
    ['67,020.5', '67020.5'],
    ['10,0000', '100000'],
    ['1 000', '1000'],
    ['0600', '600'],
    ['.5', '0.5'],
    ['9.99', '9.99'],
    ['600克', '600'],
    ['600 g', '600'],
    ['1.5kg', '1500'],
    ['1.5 千克', '1500'],
    ['１．５公斤', '1500'],
    ['2斤', '1000'],
    ['1两', '50'],
    ['500mg', '0.5'],
    ['1 吨', '1000000'],
    ['0.00015kg', '0.15'],
    ['999999999', '999999999'],
  ])('%s is %s grams', (typed, amount) => expect(grams(typed)).toBe(amount))

  test.each([
    ['', 'amount'],
    ['0', 'nothing'],
    ['0.000', 'nothing'],
    ['-5', 'number'],
    ['abc', 'number'],
    ['1,5', 'number'],
    ['1.000,5', 'number'],
    ['1,00', 'number'],
    ['一百', 'number'],
    ['5-10', 'number'],
    ['1e3', 'number'],
    ['Infinity', 'number'],
    ['0.12345', 'decimals'],
    ['0.1mg', 'nothing'],
    ['0.01mg', 'decimals'],
    ['1000000000', 'large'],
    ['9999999 吨', 'large'],
    ['9'.repeat(500), 'large'],
  ])('%s is answered with "%s"', (typed, why) => {
    // A tenth of a milligram is the least that is weighed.
    expect(grams(typed)).toBe(typed === '0.1mg' ? '0.0001' : why)
  })
})

test('chemicals are in kilograms, seeds in grams, seedlings in whole plants', () => {
  const { asked, wrong } = read(
    'precursor=acetone&kilograms=2.5&precursor=ephedrine&kilograms=500克&seed=poppy-seeds&seeds=50&seed=poppy-seedlings&seeds=5000株',
  )
  expect(wrong).toEqual([])
  expect(asked.substances.map(({ amount, unit }) => `${amount} ${unit}`)).toEqual([
    '2.5 kg',
    '0.5 kg',
    '50 g',
    '5000 plants',
  ])
  expect(read('seed=cannabis-seedlings&seeds=1.5').wrong).toEqual([{ field: 'seeds', index: 0, why: 'whole' }])
})

test('substance and amount belong together by their row, and what is missing is named there', () => {
  expect(read('substance=&grams=&substance=ketamine&grams=600&substance=&grams=').asked.substances).toHaveLength(1)
  expect(read('substance=&grams=5').wrong).toEqual([{ field: 'substance', index: 0, why: 'substance' }])
  expect(read('substance=heroin&grams=1&substance=ketamine&grams=').wrong).toEqual([
    { field: 'grams', index: 1, why: 'amount' },
  ])
  expect(read('substance=sugar&grams=5').wrong).toEqual([{ field: 'substance', index: 0, why: 'unknown' }])
  // A chemical is no drug, though both are substances.
  expect(read('substance=acetone&grams=5').wrong).toEqual([{ field: 'substance', index: 0, why: 'unknown' }])
  const many = Array.from({ length: MOST_ROWS + 1 }, () => 'substance=heroin&grams=1').join('&')
  expect(read(many).wrong).toEqual([{ field: 'substance', index: MOST_ROWS - 1, why: 'rows' }])
})

test('people and places are whole numbers, a gathering has three at least, money has two decimals', () => {
  expect(read('users=３名&drivers=2&sites=1 处&money=1,000.50元&mu=1.5亩').asked.numbers).toEqual([
    { field: 'mu', value: '1.5' },
    { field: 'users', value: '3' },
    { field: 'drivers', value: '2' },
    { field: 'sites', value: '1' },
    { field: 'money', value: '1000.5' },
  ])
  const wrong = read('users=1.5&gathering=2&wanted=1001&money=1.005&drivers=x').wrong
  expect(Object.fromEntries(wrong.map(({ field, why }) => [field, why]))).toEqual({
    users: 'whole',
    gathering: 'few',
    wanted: 'large',
    money: 'decimals',
    drivers: 'number',
  })
})

test('an empty form asks nothing, and other parameters are left alone', () => {
  const empty = ESTIMATE_FIELDS.map((field) => `${field}=`).join('&')
  expect(read(empty).wrong).toEqual([])
  expect(isNothing(read(empty).asked)).toBe(true)
  expect(typedFrom('view=large&set=X&constructor=1&__proto__=2')).toEqual({})
  expect(isNothing(read('later=yes').asked)).toBe(true)
  expect(isNothing(read('special=yes').asked)).toBe(false)
})

const anything = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('heroin', 'acetone', 'poppy-seedlings', '1', '３', '1,000', '5kg', '-1', 'toString', '__proto__'),
  fc.double().map(String),
  fc.bigInt().map(String),
)
const anyForm = fc.dictionary(fc.constantFrom(...ESTIMATE_FIELDS), fc.array(anything, { maxLength: MOST_ROWS + 3 }), {
  noNullPrototype: true,
})

test('whatever is typed, reading does not throw, and what was read makes facts that an assessment takes', () => {
  fc.assert(
    fc.property(anyForm, (typed) => {
      const { asked, wrong } = readEstimate(typed)
      for (const { index } of wrong) expect(index).toBeLessThan(MOST_ROWS)
      const facts = factsOf(asked)
      expect(assessmentFacts.safeParse(facts).error?.issues ?? []).toEqual([])
      for (const { id: _id, ...finding } of facts.findings) {
        const weighed = finding.weight !== null
        expect(wrongFields({ ...finding, happenedOn: '2026-11-01', recordNumber: weighed ? '1' : null })).toEqual([])
      }
      expect(BigInt(assess(defaults, facts).totalFen)).toBeLessThanOrEqual(30_000_000n)
    }),
    { numRuns: 400 },
  )
})

test('a number that is read is worth what was typed, however it was grouped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 9999 }), (whole, rest) => {
      const exact = `${whole}.${String(rest).padStart(4, '0')}`
      const wanted = exact.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros.replace(/0+$/, '')))
      const [before = '', after = ''] = exact.split('.')
      expect(grams(`${Number(before).toLocaleString('en')}.${after}`)).toBe(wanted)
      expect(grams(exact.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))))).toBe(wanted)
    }),
  )
})

test('every field can be asked of the API, once or several times', () => {
  const whole = Object.fromEntries(ESTIMATE_FIELDS.map((field) => [field, ['1', '2']]))
  expect(estimateReward.params.safeParse(whole).success).toBe(true)
  expect(
    NUMBER_FIELD_NAMES.every((field) => field in (estimateReward.params as unknown as { shape: object }).shape),
  ).toBe(true)
})
