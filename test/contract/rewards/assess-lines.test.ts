import { describe, expect, test } from 'vitest'
import { assess } from '#contract/rewards/assess.ts'
import type { Assessment, AssessmentFacts, PaidLine } from '#contract/rewards/assessment.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { counted, DEFAULT_SET, factsOf, putForward, row, seized, setWith, yuan } from './made-facts.ts'

const paid = ({ lines }: Assessment): PaidLine[] => lines.filter((line) => line.kind === 'row')
const taken = ({ lines }: Assessment): [because: string, fen: string, limit: string][] =>
  lines.flatMap((line) => (line.kind === 'taken' ? [[line.because, line.fen, line.limit]] : []))

describe('a line says how it came about', () => {
  test('different drugs are converted and summed before the bracket, and each part is shown', () => {
    const [ketamine, leaf] = [seized('ketamine', '0.6', 'kg'), seized('cannabis-leaf', '1', 'kg')]
    const [line] = paid(assess(DEFAULT_SET, factsOf([ketamine, leaf])))
    expect(line).toMatchObject({
      key: 'drugs',
      measure: 'drugs-equivalent',
      quantity: '60.333333',
      how: 'fixed',
      bracket: { from: '50', to: '500' },
      parts: [
        { finding: ketamine.id, substance: 'ketamine', quantity: '600', factor: '0.1', equals: '60' },
        { finding: leaf.id, substance: 'cannabis-leaf', quantity: '1000', factor: '1/3000', equals: '0.333333' },
      ],
    })
  })

  test('repeating decimals are compared exactly, not as they are shown', () => {
    const third = seized('cannabis-leaf', '9999.9999')
    const two = [third, seized('cannabis-leaf', '20000.0001')]
    expect(paid(assess(DEFAULT_SET, factsOf(two)))[0]).toMatchObject({ quantity: '10', fen: yuan(500) })
    const under = [third, seized('cannabis-leaf', '20000')]
    expect(paid(assess(DEFAULT_SET, factsOf(under)))[0]).toMatchObject({ quantity: '9.999999', fen: yuan(300) })
  })

  test('what is put forward is a part of its own', () => {
    const wanted = putForward('wanted')
    const [line] = paid(assess(DEFAULT_SET, factsOf([], { declared: [wanted] })))
    expect(line).toMatchObject({
      key: `wanted:${wanted.id}`,
      parts: [{ finding: null, declared: wanted.id, quantity: '1' }],
    })
  })

  test('the same finding twice is one fact', () => {
    const one = seized('heroin', '9')
    expect(assess(DEFAULT_SET, factsOf([one, one])).totalFen).toBe(yuan(300))
  })
})

describe('a substance without a factor goes to a person', () => {
  const etomidate = seized('etomidate', '500')

  test('nothing of it is summed, and it stands open with a line of its own', () => {
    const result = assess(DEFAULT_SET, factsOf([seized('heroin', '9.99'), etomidate]))
    expect(result.totalFen).toBe(yuan(300))
    expect(result.open).toEqual([
      { kind: 'no-factor', line: 'drugs:no-factor', finding: etomidate.id, substance: 'etomidate' },
    ])
    expect(paid(result)[1]).toMatchObject({ key: 'drugs:no-factor', quantity: '0', how: 'undecided', fen: '0' })
  })

  test.each([0, 8000])('a decision closes it, also one of %i', (amount) => {
    const decisions = [{ line: 'drugs:no-factor', fen: yuan(amount) }]
    const result = assess(DEFAULT_SET, factsOf([etomidate, seized('new-substance', '1')], { decisions }))
    expect(result).toMatchObject({ totalFen: yuan(amount), open: [] })
    expect(paid(result)).toMatchObject([{ how: 'decided', parts: [{ equals: '0' }, { equals: '0' }] }])
  })

  test('where two rows want it, a person is asked once', () => {
    const [drugs] = DEFAULT_SET.rows
    if (drugs === undefined) throw new Error('no rows')
    const twice = setWith({ rows: [drugs, { ...drugs, id: 'again' }] })
    expect(assess(twice, factsOf([etomidate])).open).toHaveLength(1)
  })
})

describe('preconditions', () => {
  const set = setWith({ rows: [row('users', 'users', { preconditions: ['case-filed', 'new-user'] })] })
  const users = [counted('users', 1, 'other')]

  test('one that is not true settles the row, whatever the others are', () => {
    const result = assess(set, factsOf(users, { preconditions: { 'new-user': false } }))
    expect(result).toMatchObject({ lines: [], open: [], totalFen: '0' })
    expect(result.unpaid).toMatchObject([{ row: 'users', because: 'precondition', precondition: 'new-user' }])
  })

  test('one that is not answered stands open, and nothing is paid until then', () => {
    const result = assess(set, factsOf(users, { preconditions: { 'case-filed': true } }))
    expect(result).toMatchObject({ lines: [], totalFen: '0' })
    expect(result.open).toEqual([{ kind: 'precondition', row: 'users', precondition: 'new-user' }])
    expect(result.unpaid).toMatchObject([{ because: 'unknown-precondition', precondition: 'new-user' }])
  })

  test('nobody is asked about a row that the case does not concern', () => {
    expect(assess(set, factsOf([], { preconditions: {} }))).toMatchObject({ lines: [], unpaid: [], open: [] })
  })
})

describe('decisions', () => {
  const site = counted('site', 2)
  const decided = (fen: string, more: Partial<AssessmentFacts> = {}): Assessment =>
    assess(DEFAULT_SET, factsOf([site], { decisions: [{ line: 'factories', fen }], ...more }))

  test.each([40_000, 123_456, 400_000])('%i lies within the bounds for two', (amount) => {
    expect(paid(decided(yuan(amount)))[0]).toMatchObject({ how: 'decided', fen: yuan(amount) })
    expect(decided(yuan(amount)).open).toEqual([])
  })

  test.each(['3999999', '40000001'])('%s fen does not: the line adds its least, and it stands open', (fen) => {
    const result = decided(fen)
    expect(result.totalFen).toBe(yuan(40_000))
    expect(result.open).toEqual([
      { kind: 'decision-out-of-bounds', line: 'factories', minFen: yuan(40_000), maxFen: yuan(400_000) },
    ])
  })

  test.each(['drugs', 'later', 'nothing'])('a decision about %s, where nobody is asked, has to go', (line) => {
    const result = assess(DEFAULT_SET, factsOf([seized('heroin', '1')], { decisions: [{ line, fen: '1' }] }))
    expect(result).toMatchObject({ totalFen: yuan(300), open: [{ kind: 'decision-without-line', line }] })
  })

  test('of two decisions about one line the lower holds, and the other has to go', () => {
    const two = [yuan(60_000), yuan(50_000)].map((fen) => ({ line: 'factories', fen }))
    for (const decisions of [two, two.toReversed()]) {
      const result = assess(DEFAULT_SET, factsOf([site], { decisions }))
      expect(result).toMatchObject({
        totalFen: yuan(50_000),
        open: [{ kind: 'decision-without-line', line: 'factories' }],
      })
    }
  })
})

describe('people of a gathering are not counted again as users', () => {
  const found = (plain: number, compulsory: number): Assessment =>
    assess(
      DEFAULT_SET,
      factsOf([counted('gathering', 5), counted('users', plain, 'other'), counted('users', compulsory, 'compulsory')]),
    )

  test('they are taken from the rows in the order in which the gathering names them', () => {
    const result = found(3, 4)
    expect(result.unpaid).toMatchObject([{ row: 'users', because: 'counted-elsewhere' }])
    expect(paid(result)[1]).toMatchObject({
      row: 'users-compulsory',
      quantity: '2',
      elsewhere: [{ row: 'gathering', quantity: '2' }],
      fen: yuan(2000),
    })
  })

  test('who was found beside them is paid for', () => {
    expect(paid(found(7, 1)).map(({ row, fen }) => [row, fen])).toEqual([
      ['gathering', yuan(3000)],
      ['users', yuan(1000)],
      ['users-compulsory', yuan(1000)],
    ])
  })

  test('a gathering that pays nothing takes nobody', () => {
    const rows = DEFAULT_SET.rows.map((one) =>
      one.id === 'gathering' ? { ...one, preconditions: ['new-user' as const] } : one,
    )
    const facts = factsOf([counted('gathering', 5), counted('users', 5, 'other')], {
      preconditions: { 'new-user': false },
    })
    expect(assess(setWith({ rows }), facts).totalFen).toBe(yuan(2500))
  })
})

describe('what is taken away has a line of its own', () => {
  const found = [seized('heroin', '600'), counted('growers', 1), counted('users', 1, 'other')]
  const under = (more: Partial<RuleSet>, facts: Partial<AssessmentFacts> = {}): Assessment =>
    assess(setWith(more), factsOf(found, facts))
  const capOf = (amount: number) => ({ fen: yuan(amount), source: '测试', certainty: 'default' }) as const

  test('items add up', () => expect(under({}).totalFen).toBe(yuan(4500)))

  test('only the highest row counts', () => {
    const result = under({ stacking: 'highest' })
    expect(taken(result)).toEqual([['stacking', yuan(2500), yuan(2000)]])
    expect(result.totalFen).toBe(yuan(2000))
  })

  test('a case is rewarded once', () => {
    expect(under({ stacking: 'one-per-case' }).totalFen).toBe(yuan(2000))
    const again = under({ stacking: 'one-per-case' }, { takenFen: { case: '1', year: '0' } })
    expect(again.totalFen).toBe('0')
    expect(taken(again)).toEqual([['stacking', yuan(4500), '0']])
  })

  test('a share is cut to the fen', () => {
    const result = under({}, { share: 3333 })
    expect(taken(result)).toEqual([['share', '300015', '3333']])
    expect(assess(DEFAULT_SET, factsOf([counted('users', 1, 'other')], { share: 1 })).totalFen).toBe('5')
    const seldom = setWith({
      rows: [row('users', 'users', { brackets: [{ from: '0', to: null, pay: { kind: 'fixed', fen: '19999' } }] })],
    })
    expect(assess(seldom, factsOf([counted('users', 1, 'other')], { share: 1 })).totalFen).toBe('1')
  })

  test('caps hold with what others took, of the case and of the year', () => {
    const caps = { report: capOf(4000), case: capOf(5000), year: capOf(100_000) }
    const result = under({ caps }, { takenFen: { case: yuan(2000), year: yuan(98_000) } })
    expect(taken(result)).toEqual([
      ['cap-report', yuan(500), yuan(4000)],
      ['cap-case', yuan(1000), yuan(5000)],
      ['cap-year', yuan(1000), yuan(100_000)],
    ])
    expect(result.totalFen).toBe(yuan(2000))
    expect(under({ caps }, { takenFen: { case: yuan(9000), year: '0' } }).totalFen).toBe('0')
  })

  test('the share comes before the caps', () => {
    const result = under({ caps: { report: capOf(1000), case: null, year: null } }, { share: 5000 })
    expect(taken(result).map(([because]) => because)).toEqual(['share', 'cap-report'])
  })
})

describe('a later reporter of the same lead', () => {
  const later = { fen: yuan(2000), source: '测试', certainty: 'default' } as const
  const found = [seized('heroin', '1500'), counted('site', 1)]
  const assessed = (
    set: Partial<RuleSet>,
    decisions: AssessmentFacts['decisions'] = [],
    findings = found,
  ): Assessment => assess(setWith(set), factsOf(findings, { place: 'later', decisions }))

  test('gets nothing until a person decides, and only that stands open', () => {
    const result = assessed({ later })
    expect(result.totalFen).toBe('0')
    expect(taken(result)).toEqual([['later', yuan(40_000), yuan(2000)]])
    expect(result.open).toEqual([{ kind: 'amount', line: 'later', minFen: '0', maxFen: yuan(2000) }])
  })

  test('gets what was decided, and not a fen more than the set allows', () => {
    expect(assessed({ later }, [{ line: 'later', fen: yuan(2000) }])).toMatchObject({ totalFen: yuan(2000), open: [] })
    expect(assessed({ later }, [{ line: 'later', fen: '200001' }])).toMatchObject({
      totalFen: '0',
      open: [{ kind: 'decision-out-of-bounds', line: 'later' }],
    })
  })

  test('gets no more than the rules would have given the first', () => {
    const little = [counted('users', 1, 'other')]
    expect(assessed({ later }, [{ line: 'later', fen: yuan(501) }], little).open).toMatchObject([{ maxFen: yuan(500) }])
  })

  test('gets nothing where the set has nothing for them, and nobody is asked', () => {
    expect(assessed({ later: null })).toMatchObject({ totalFen: '0', open: [] })
  })
})

describe('ways of paying', () => {
  const of = (pay: RuleSet['rows'][number]['brackets'][number]['pay'], grams: string): string =>
    assess(
      setWith({ rows: [row('weight', 'drugs-weight', { brackets: [{ from: '0', to: null, pay }] })] }),
      factsOf([seized('heroin', grams)]),
    ).totalFen

  test.each([
    ['2.9', false, null, '600'],
    ['2.9', true, null, '870'],
    ['2.9', true, '800', '800'],
    ['0.9', false, null, '0'],
    ['0.0001', true, null, '0'],
  ])('%s units, parts of one paid: %s, cap %s: %s fen', (grams, isProportional, capFen, fen) =>
    expect(of({ kind: 'per-unit', fen: '300', isProportional, capFen }, grams)).toBe(fen),
  )

  test.each([
    ['1', '1000'],
    ['5', '1000'],
    ['5.9', '1000'],
    ['6', '1100'],
    ['9.5', '1400'],
    ['50', '2000'],
  ])('a base for five and more for each full one beyond: %s brings %s fen', (grams, fen) =>
    expect(of({ kind: 'base-plus', baseUnits: '5', baseFen: '1000', fen: '100', capFen: '2000' }, grams)).toBe(fen),
  )

  test('a range for each counts whole ones', () => {
    expect(of({ kind: 'range', minFen: '100', maxFen: '200', each: true }, '3.7')).toBe('300')
    expect(of({ kind: 'range', minFen: '100', maxFen: null, each: false }, '3.7')).toBe('100')
  })

  test('a quantity that no bracket holds is said to be in none', () => {
    const brackets = [{ from: '10', to: '20', pay: { kind: 'fixed' as const, fen: '100' } }]
    const set = setWith({ rows: [row('weight', 'drugs-weight', { brackets })] })
    for (const grams of ['9.9999', '20']) {
      const result = assess(set, factsOf([seized('heroin', grams)]))
      expect(result).toMatchObject({ lines: [], unpaid: [{ row: 'weight', because: 'below' }], totalFen: '0' })
    }
  })

  test('only the substances of a row feed it', () => {
    const set = setWith({ rows: [row('ice', 'drugs-weight', { substances: ['methamphetamine'] })] })
    expect(assess(set, factsOf([seized('heroin', '1')])).lines).toEqual([])
    expect(assess(set, factsOf([seized('methamphetamine', '1')])).lines).toHaveLength(1)
  })
})
