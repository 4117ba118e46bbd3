import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '#contract/rewards/assess.ts'
import {
  assessment,
  assessmentFacts,
  type Assessment,
  type AssessmentFacts,
  type Finding,
} from '#contract/rewards/assessment.ts'
import { compareRuleSets, standing } from '#contract/rewards/compare.ts'
import { ruleFaults } from '#contract/rewards/faults.ts'
import { ruleSet, type RuleSet } from '#contract/rewards/rule-set.ts'
import { DEFAULT_SET, RANGES_SET } from './made-facts.ts'
import { anySets, decimalOf, factsFor, gaplessSets, seizures, weights } from './made-sets.ts'

type Case = { set: RuleSet; facts: AssessmentFacts }
const withFacts = (sets: Arbitrary<RuleSet>): Arbitrary<Case> =>
  sets.chain((set) => factsFor(set).map((facts) => ({ set, facts })))
const shipped = withFacts(fc.constantFrom(DEFAULT_SET, RANGES_SET))
const every = fc.oneof(shipped, withFacts(anySets), withFacts(gaplessSets))

const sumOf = ({ lines }: Assessment): bigint =>
  lines.reduce((sum, { kind, fen }) => (kind === 'row' ? sum + BigInt(fen) : sum - BigInt(fen)), 0n)
const totalOf = (set: RuleSet, facts: AssessmentFacts): bigint => BigInt(assess(set, facts).totalFen)

test('what is made for these tests is of the form', () => {
  fc.assert(
    fc.property(every, ({ set, facts }) => {
      expect(ruleSet.safeParse(set).error).toBeUndefined()
      expect(assessmentFacts.safeParse(facts).error).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})

describe('of any set and any facts', () => {
  test('an assessment is of its form, and its lines add up to the total', () => {
    fc.assert(
      fc.property(every, ({ set, facts }) => {
        const result = assess(set, facts)
        expect(assessment.safeParse(result).error).toBeUndefined()
        expect(String(sumOf(result))).toBe(result.totalFen)
      }),
      { numRuns: 1000 },
    )
  })

  test('the caps hold, with what others took', () => {
    fc.assert(
      fc.property(every, ({ set, facts }) => {
        const total = totalOf(set, facts)
        const { report, case: ofCase, year } = set.caps
        if (total === 0n) return
        if (report !== null) expect(total).toBeLessThanOrEqual(BigInt(report.fen))
        if (ofCase !== null) expect(total + BigInt(facts.takenFen.case)).toBeLessThanOrEqual(BigInt(ofCase.fen))
        if (year !== null) expect(total + BigInt(facts.takenFen.year)).toBeLessThanOrEqual(BigInt(year.fen))
      }),
      { numRuns: 1000 },
    )
  })

  test('the order of the facts does not matter', () => {
    const shuffled = every.chain(({ set, facts }) =>
      fc
        .tuple(
          fc.shuffledSubarray(facts.findings, { minLength: facts.findings.length }),
          fc.shuffledSubarray(facts.declared, { minLength: facts.declared.length }),
          fc.shuffledSubarray(facts.decisions, { minLength: facts.decisions.length }),
        )
        .map(([findings, declared, decisions]) => ({ set, facts, other: { ...facts, findings, declared, decisions } })),
    )
    fc.assert(
      fc.property(shuffled, ({ set, facts, other }) => {
        expect(assess(set, other)).toEqual(assess(set, facts))
      }),
      { numRuns: 500 },
    )
  })

  test('nothing is changed in what goes in', () => {
    fc.assert(
      fc.property(every, ({ set, facts }) => {
        const before = JSON.stringify({ set, facts })
        assess(set, facts)
        expect(JSON.stringify({ set, facts })).toBe(before)
      }),
      { numRuns: 200 },
    )
  })

  test('the checks and the comparison have an answer', () => {
    fc.assert(
      fc.property(every, every, ({ set }, { set: other }) => {
        for (const { weight } of ruleFaults(set)) expect(['must', 'look']).toContain(weight)
        const rows = compareRuleSets(set, other).rows.map(({ pair }) => standing(pair).id)
        expect(new Set(rows)).toEqual(new Set([...set.rows, ...other.rows].map(({ id }) => id)))
      }),
      { numRuns: 300 },
    )
  })
})

/** Everything is summed before the bracket, so that nothing depends on how it was entered. */
const summed = (set: RuleSet): RuleSet => ({ ...set, rows: set.rows.map((row) => ({ ...row, per: 'total' })) })

/** What a person sees, without which entry brought what. */
const withoutParts = ({ lines, open, ...rest }: Assessment): unknown => ({
  ...rest,
  lines: lines.map((line) => (line.kind === 'row' ? { ...line, parts: [] } : line)),
  open: [...new Set(open.map((point) => JSON.stringify({ ...point, finding: null })))],
})

test('splitting a seizure into two entries changes nothing but the parts', () => {
  const split = fc
    .record({ of: every, seizure: seizures, one: weights, other: weights, ids: fc.tuple(fc.uuid(), fc.uuid()) })
    .map(({ of: { set, facts }, seizure, one, other, ids }) => {
      const and = (...findings: Finding[]): AssessmentFacts => ({
        ...facts,
        findings: [...facts.findings, ...findings],
      })
      return {
        set: summed(set),
        whole: and({ ...seizure, weight: decimalOf(one + other) }),
        parts: and(
          { ...seizure, id: ids[0], weight: decimalOf(one) },
          { ...seizure, id: ids[1], weight: decimalOf(other) },
        ),
      }
    })
  fc.assert(
    fc.property(split, ({ set, whole, parts }) => {
      expect(withoutParts(assess(set, parts))).toEqual(withoutParts(assess(set, whole)))
    }),
    { numRuns: 500 },
  )
})

describe('more seized never pays less', () => {
  type More = { facts: AssessmentFacts; seizure: Finding; one: number; more: number }
  const seizedMore = (facts: Arbitrary<AssessmentFacts>): Arbitrary<More> =>
    fc.record({ facts, seizure: seizures, one: weights, more: weights })
  const holds = (set: RuleSet, { facts, seizure, one, more }: More): void => {
    const and = (weight: number): AssessmentFacts => ({
      ...facts,
      findings: [...facts.findings, { ...seizure, weight: decimalOf(weight) }],
    })
    const [none, some, all] = [totalOf(set, facts), totalOf(set, and(one)), totalOf(set, and(one + more))]
    expect(some).toBeGreaterThanOrEqual(none)
    expect(all).toBeGreaterThanOrEqual(some)
  }

  test.each([DEFAULT_SET, RANGES_SET])('in the set $code, decided or not', (set) => {
    fc.assert(
      fc.property(seizedMore(factsFor(set)), (more) => holds(set, more)),
      { numRuns: 1000 },
    )
  })

  test('in every set whose brackets have no gap and never fall, as the checks see it', () => {
    const undecided = gaplessSets.chain((set) =>
      seizedMore(factsFor(set).map((facts) => ({ ...facts, place: 'first', decisions: [] }))).map((more) => ({
        set,
        more,
      })),
    )
    const falls = new Set(['pays-less', 'range-reversed', 'replaces-other-kind'])
    let seen = 0
    fc.assert(
      fc.property(undecided, ({ set, more }) => {
        if (ruleFaults(set).some(({ code }) => falls.has(code))) return
        seen++
        holds(set, more)
      }),
      { numRuns: 1500 },
    )
    expect(seen).toBeGreaterThan(300)
  })
})
