import fc, { type Arbitrary } from 'fast-check'
import {
  DECLARED_MEASURES,
  PRECONDITIONS,
  RULE_MEASURES,
  type Bracket,
  type Pay,
  type RuleRow,
  type RuleSet,
} from '#contract/rewards/rule-set.ts'
import type { AssessmentFacts, Finding } from '#contract/rewards/assessment.ts'
import { OUTCOME_KINDS, SUBSTANCES_OF, unitsOf, USER_MEASURES, VENUE_MEASURES } from '#contract/outcomes.ts'
import { SUBSTANCES } from '#contract/substances.ts'
import { DEFAULT_SET, factsOf, row } from './made-facts.ts'

/** Ten-thousandths as a decimal: 12345 is 1.2345. */
export const decimalOf = (tenThousandths: number): string =>
  `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`

/** Small weights as often as large ones, and the edges of brackets. */
export const weights: Arbitrary<number> = fc.oneof(
  fc.integer({ min: 1, max: 2_000_000 }),
  fc.integer({ min: 1, max: 5_000_000_000 }),
  fc.constantFrom(100_000, 500_000, 5_000_000, 10_000_000, 99_999, 9_999_999),
)

const empty = { substance: null, weight: null, unit: null, count: null, measure: null, moneyFen: null }
const ofKind = (kind: Finding['kind']): Arbitrary<Finding> => {
  const id = fc.uuid()
  const substances = SUBSTANCES_OF[kind]
  if (substances !== undefined)
    return fc.tuple(id, fc.constantFrom(...substances), weights, fc.nat()).map(([id, substance, weight, pick]) => {
      const units = unitsOf(kind, substance)
      const unit = units[pick % units.length] ?? 'g'
      return {
        id,
        ...empty,
        kind,
        substance,
        unit,
        weight: unit === 'plants' ? String((weight % 1_000_000) + 1) : decimalOf(weight),
      }
    })
  if (kind === 'growing')
    return fc
      .tuple(id, weights)
      .map(([id, weight]) => ({ id, ...empty, kind, weight: decimalOf(weight), unit: 'mu' as const }))
  if (kind === 'money')
    return fc.tuple(id, fc.integer({ min: 1 })).map(([id, fen]) => ({ id, ...empty, kind, moneyFen: String(fen) }))
  const measure =
    kind === 'users'
      ? fc.constantFrom(...USER_MEASURES)
      : kind === 'venue'
        ? fc.constantFrom(...VENUE_MEASURES)
        : fc.constant(null)
  return fc
    .tuple(id, measure, fc.integer({ min: 3, max: 60 }))
    .map(([id, measure, count]) => ({ id, ...empty, kind, measure, count }))
}
export const findings: Arbitrary<Finding> = fc.constantFrom(...OUTCOME_KINDS).chain(ofKind)
export const seizures: Arbitrary<Finding> = fc.constantFrom('seizure' as const, 'precursors' as const).chain(ofKind)

const amounts = fc.integer({ min: 0, max: 40_000_000 }).map(String)
const preconditions = fc.dictionary(fc.constantFrom(...PRECONDITIONS), fc.boolean()) as Arbitrary<
  AssessmentFacts['preconditions']
>

/** Facts of every kind; decisions are about the rows of a set, and about nothing. */
export const factsFor = ({ rows }: RuleSet): Arbitrary<AssessmentFacts> =>
  fc
    .record({
      findings: fc.array(findings, { maxLength: 8 }),
      declared: fc.array(
        fc.record({
          id: fc.uuid(),
          measure: fc.constantFrom(...DECLARED_MEASURES),
          count: fc.integer({ min: 1, max: 5 }),
          number: fc.constant(null),
        }),
        { maxLength: 2 },
      ),
      preconditions,
      place: fc.constantFrom('first' as const, 'first' as const, 'later' as const),
      share: fc.oneof(fc.constant(10_000), fc.integer({ min: 1, max: 10_000 })),
      decisions: fc.array(
        fc.record({ line: fc.constantFrom('later', 'drugs:no-factor', ...rows.map(({ id }) => id)), fen: amounts }),
        { maxLength: 4 },
      ),
      takenFen: fc.record({ case: fc.oneof(fc.constant('0'), amounts), year: fc.oneof(fc.constant('0'), amounts) }),
    })
    .map((facts) => factsOf([], facts))

const decimals = fc.oneof(fc.integer({ min: 0, max: 60 }).map(String), weights.map(decimalOf))
const nullable = <T>(of: Arbitrary<T>): Arbitrary<T | null> => fc.oneof(fc.constant(null), of)
const pays: Arbitrary<Pay> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('fixed' as const), fen: amounts }),
  fc.record({ kind: fc.constant('range' as const), minFen: amounts, maxFen: nullable(amounts), each: fc.boolean() }),
  fc.record({
    kind: fc.constant('per-unit' as const),
    fen: amounts,
    isProportional: fc.boolean(),
    capFen: nullable(amounts),
  }),
  fc.record({
    kind: fc.constant('base-plus' as const),
    baseUnits: decimals,
    baseFen: amounts,
    fen: amounts,
    capFen: nullable(amounts),
  }),
  fc.record({
    kind: fc.constant('percent' as const),
    percent: fc.integer({ min: 0, max: 200 }).map(String),
    capFen: nullable(amounts),
  }),
  fc.record({ kind: fc.constant('external' as const), maxFen: nullable(amounts) }),
)
const bracket: Arbitrary<Bracket> = fc.record({ from: decimals, to: nullable(decimals), pay: pays })
/** Each begins where the one before it ends; the last has no end. */
const chained: Arbitrary<Bracket[]> = fc
  .tuple(fc.uniqueArray(weights, { maxLength: 3 }), fc.array(pays, { minLength: 4, maxLength: 4 }))
  .map(([edges, pays]) => {
    const from = ['0', ...edges.toSorted((one, other) => one - other).map(decimalOf)]
    return from.map((start, place) => ({
      from: start,
      to: from[place + 1] ?? null,
      pay: pays[place] ?? { kind: 'none' },
    }))
  })
/** Likewise, each paying a fixed amount, more than the one before it. */
const rising: Arbitrary<Bracket[]> = fc
  .tuple(chained, fc.array(fc.integer({ min: 0, max: 4_000_000 }), { minLength: 4, maxLength: 4 }))
  .map(([brackets, amounts]) => {
    const sorted = amounts.toSorted((one, other) => one - other)
    return brackets.map((bracket, place) => ({ ...bracket, pay: { kind: 'fixed', fen: String(sorted[place] ?? 0) } }))
  })

const IDS = ['drugs', 'one', 'two', 'three', 'later']
const rowsOf = (brackets: Arbitrary<Bracket[]>): Arbitrary<RuleRow> =>
  fc
    .record({
      id: fc.constantFrom(...IDS),
      measure: fc.constantFrom(
        'drugs-equivalent' as const,
        'drugs-weight' as const,
        'precursors-weight' as const,
        ...RULE_MEASURES,
      ),
      substances: fc.oneof(fc.constant(null), fc.subarray(SUBSTANCES, { minLength: 1 })),
      per: fc.constantFrom('total' as const, 'finding' as const),
      bounds: fc.constantFrom(null, 'lower-included' as const, 'upper-included' as const),
      brackets,
      preconditions: fc.subarray([...PRECONDITIONS]),
      replaces: fc.oneof(fc.constant<string[]>([]), fc.constant<string[]>([]), fc.subarray(IDS)),
    })
    .map(({ id, measure, ...more }) => row(id, measure, more))

const caps = nullable(amounts.map((fen) => ({ fen, source: '测试', certainty: 'default' as const })))
const setsOf = (brackets: Arbitrary<Bracket[]>): Arbitrary<RuleSet> =>
  fc
    .record({
      bounds: fc.constantFrom('lower-included' as const, 'upper-included' as const),
      stacking: fc.constantFrom('cumulative' as const, 'highest' as const, 'one-per-case' as const),
      caps: fc.record({ report: caps, case: caps, year: caps }),
      secondApproval: caps,
      later: caps,
      rows: fc.array(rowsOf(brackets), { maxLength: 5 }),
    })
    .map((more) => ({ ...DEFAULT_SET, ...more }))

/** Any set of the right form, also one that makes no sense. */
export const anySets: Arbitrary<RuleSet> = setsOf(fc.array(bracket, { minLength: 1, maxLength: 4 }))
/** Sets with brackets without gaps; about half of them pay more for more. */
export const gaplessSets: Arbitrary<RuleSet> = fc.oneof(setsOf(rising), setsOf(chained))
