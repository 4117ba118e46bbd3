import { describe, expect, test } from 'vitest'
import { assess } from '#contract/rewards/assess.ts'
import { assessment, type Declared, type Finding } from '#contract/rewards/assessment.ts'
import {
  counted,
  DEFAULT_SET,
  factsOf,
  grown,
  money,
  precursor,
  putForward,
  RANGES_SET,
  seeds,
  seized,
  yuan,
} from './made-facts.ts'

type Example = [says: string, findings: Finding[], yuan: number, open?: number]

describe('the worked examples of the rules', () => {
  test.each<Example>([
    ['heroin 9.99 g', [seized('heroin', '9.99')], 300],
    ['heroin 10 g', [seized('heroin', '10')], 500],
    ['heroin 999.99 g', [seized('heroin', '999.99')], 2000],
    ['heroin 1,000 g', [seized('heroin', '1000')], 20_000],
    ['ketamine 99 g', [seized('ketamine', '99')], 300],
    ['ketamine 100 g', [seized('ketamine', '100')], 500],
    ['ketamine 600 g', [seized('ketamine', '600')], 1000],
    ['MDMA 120 g', [seized('mdma', '120')], 1000],
    ['opium 1.5 kg', [seized('opium', '1.5', 'kg')], 1000],
    ['cannabis leaf 40 kg', [seized('cannabis-leaf', '40', 'kg')], 500],
    ['ketamine 600 g and heroin 30 g', [seized('ketamine', '600'), seized('heroin', '30')], 1000],
    ['heroin 67.02 kg', [seized('heroin', '67.02', 'kg')], 200_000],
    ['heroin 100 kg, which a person decides', [seized('heroin', '100', 'kg')], 200_000, 1],
  ])('%s', (_says, findings, amount, open = 0) => {
    const result = assess(DEFAULT_SET, factsOf(findings))
    expect(result.totalFen).toBe(yuan(amount))
    expect(result.open).toHaveLength(open)
  })
})

describe('every row of the default at its edges', () => {
  test.each<Example>([
    ['heroin, the least that can be weighed', [seized('heroin', '0.0001')], 300],
    ['heroin 49.9999 g', [seized('heroin', '49.9999')], 500],
    ['heroin 50 g', [seized('heroin', '50')], 1000],
    ['heroin 499.9999 g', [seized('heroin', '499.9999')], 1000],
    ['heroin 500 g', [seized('heroin', '500')], 2000],
    ['heroin 9,999.9999 g', [seized('heroin', '9999.9999')], 20_000],
    ['heroin 10 kg', [seized('heroin', '10', 'kg')], 50_000],
    ['heroin 19.9999 kg', [seized('heroin', '19.9999', 'kg')], 50_000],
    ['heroin 20 kg', [seized('heroin', '20', 'kg')], 100_000],
    ['heroin 49.9999 kg', [seized('heroin', '49.9999', 'kg')], 100_000],
    ['heroin 50 kg', [seized('heroin', '50', 'kg')], 200_000],
    ['heroin 99.9999 kg', [seized('heroin', '99.9999', 'kg')], 200_000],
    ['cannabis leaf 29,999.9999 g, a hair under ten grams', [seized('cannabis-leaf', '29999.9999')], 300],
    ['cannabis leaf 30 kg, exactly ten grams', [seized('cannabis-leaf', '30', 'kg')], 500],
    ['dihydroetorphine 0.0019 g', [seized('dihydroetorphine', '0.0019')], 300],
    ['dihydroetorphine 0.002 g, ten grams', [seized('dihydroetorphine', '0.002')], 500],
    ['ephedrine 999.9999 g', [precursor('ephedrine', '999.9999', 'g')], 500],
    ['ephedrine 1 kg', [precursor('ephedrine', '1')], 1000],
    ['ephedrine 4.9999 kg', [precursor('ephedrine', '4.9999')], 1000],
    ['ephedrine 5 kg', [precursor('ephedrine', '5')], 2000],
    ['acetone 2,499 kg, under 25 kg', [precursor('acetone', '2499')], 2000],
    ['acetone 2,500 kg, decided from 2,000', [precursor('acetone', '2500')], 2000, 1],
    ['ephedrine 999.9999 kg, decided from 2,000', [precursor('ephedrine', '999.9999')], 2000, 1],
    ['ephedrine 1,000 kg, decided from 20,000', [precursor('ephedrine', '1000')], 20_000, 1],
    ['one drug factory, decided from 20,000', [counted('site', 1)], 20_000, 1],
    ['two drug factories, each decided from 20,000', [counted('site', 2)], 40_000, 1],
    ['a gathering of three, decided from 3,000', [counted('gathering', 3)], 3000, 1],
    ['two gatherings, each decided by itself', [counted('gathering', 3), counted('gathering', 4)], 6000, 2],
    ['one user', [counted('users', 1, 'detention')], 500],
    [
      'three users, in the community or elsewhere',
      [counted('users', 2, 'community'), counted('users', 1, 'other')],
      1500,
    ],
    ['one user in compulsory treatment', [counted('users', 1, 'compulsory')], 1000],
    ['one of each', [counted('users', 1, 'detention'), counted('users', 1, 'compulsory')], 1500],
    ['two drivers', [counted('drivers', 2)], 1000],
    ['a venue closed, decided from 5,000', [counted('venue', 1, 'banned')], 5000, 1],
    ['two venues suspended', [counted('venue', 2, 'suspended')], 10_000, 1],
    ['a venue that had to mend something is not closed', [counted('venue', 1, 'corrected')], 0],
    ['growing on 0.01 mu', [grown('0.01')], 1000],
    ['growing on 1 mu', [grown('1')], 1000],
    ['growing on 1.0001 mu', [grown('1.0001')], 2000],
    ['poppy seed 49.9999 g', [seeds('poppy-seeds', '49.9999', 'g')], 0],
    ['poppy seed 50 g', [seeds('poppy-seeds', '50', 'g')], 1000],
    ['4,999 poppy seedlings', [seeds('poppy-seedlings', '4999', 'plants')], 0],
    ['5,000 poppy seedlings', [seeds('poppy-seedlings', '5000', 'plants')], 1000],
    ['cannabis seed 49.9999 kg', [seeds('cannabis-seeds', '49.9999', 'kg')], 0],
    ['cannabis seed 50 kg', [seeds('cannabis-seeds', '50', 'kg')], 1000],
    ['49,999 cannabis seedlings', [seeds('cannabis-seedlings', '49999', 'plants')], 0],
    ['50,000 cannabis seedlings', [seeds('cannabis-seedlings', '50000', 'plants')], 1000],
    [
      'half of two thresholds is one',
      [seeds('poppy-seeds', '25', 'g'), seeds('poppy-seedlings', '2500', 'plants')],
      1000,
    ],
    ['two growers', [counted('growers', 2)], 4000],
    [
      'what the default has no row for',
      [counted('arrest', 3), counted('parcels', 1), counted('firearms', 1), money('100')],
      0,
    ],
  ])('%s', (_says, findings, amount, open = 0) => {
    const result = assess(DEFAULT_SET, factsOf(findings))
    expect(assessment.safeParse(result).error).toBeUndefined()
    expect(result.totalFen).toBe(yuan(amount))
    expect(result.open).toHaveLength(open)
  })

  test.each<[Declared, number, decided: number, total: number]>([
    [putForward('manufacture-lead', 2), 20_000, 150_000, 150_000],
    [putForward('wanted'), 0, 50_000, 50_000],
    [putForward('special'), 0, 300_000, 300_000],
  ])('what a person puts forward stays open until it is decided: %j', (declared, least, decided, total) => {
    const before = assess(DEFAULT_SET, factsOf([], { declared: [declared] }))
    expect(before.totalFen).toBe(yuan(least))
    const [point] = before.open
    if (point?.kind !== 'amount') throw new Error('nothing stands open')
    const decisions = [{ line: point.line, fen: yuan(decided) }]
    const after = assess(DEFAULT_SET, factsOf([], { declared: [declared], decisions }))
    expect(after.totalFen).toBe(yuan(total))
    expect(after.open).toEqual([])
  })

  test('rows add up, and a report brings 300,000 at most', () => {
    const all = [seized('heroin', '50', 'kg'), counted('growers', 10), counted('users', 10, 'compulsory')]
    expect(assess(DEFAULT_SET, factsOf(all)).totalFen).toBe(yuan(230_000))
    const more = assess(DEFAULT_SET, factsOf([...all, counted('growers', 100)]))
    expect(more.totalFen).toBe(yuan(300_000))
    expect(more.lines.at(-1)).toMatchObject({
      kind: 'taken',
      because: 'cap-report',
      fen: yuan(130_000),
      limit: yuan(300_000),
    })
  })
})

describe('the other set', () => {
  test.each<Example>([
    ['50 g belong to the lower bracket there', [seized('heroin', '50')], 500],
    ['a little more does not', [seized('heroin', '50.0001')], 2000],
    ['1,000 g', [seized('heroin', '1000')], 2000],
    ['beyond a kilogram by the gram, cut to the fen', [seized('heroin', '1000.0019')], 10_000.01],
    ['at most 80,000', [seized('heroin', '20', 'kg')], 80_000],
    ['each full kilogram of precursors', [precursor('acetone', '2.9999')], 400],
    ['less than a kilogram brings nothing', [precursor('acetone', '0.9999')], 0],
    ['2.5 percent of the money, cut to the fen', [money('123456')], 30.86],
    ['of much money 20,000', [money('100000000000')], 20_000],
    ['four new users', [counted('users', 4, 'other')], 3200],
    ['five', [counted('users', 5, 'other')], 3000],
    ['six', [counted('users', 6, 'other')], 3800],
    ['eight are capped', [counted('users', 8, 'other')], 5000],
    ['only the highest item counts', [counted('users', 4, 'other'), counted('firearms', 2)], 4000],
    ['half a mu', [grown('0.5')], 1500],
  ])('%s', (_says, findings, amount) => {
    const fen = String(Math.round(amount * 100))
    expect(assess(RANGES_SET, factsOf(findings)).totalFen).toBe(fen)
  })
})
