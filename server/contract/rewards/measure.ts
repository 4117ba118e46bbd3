import type { OutcomeKind } from '../outcomes.ts'
import type { AssessmentFacts, Declared, Finding } from './assessment.ts'
import { exact, type Exact } from './exact.ts'
import type { RuleMeasure } from './rule-set.ts'

/** What one finding, or one thing put forward, brings of a measure, in the unit of the measure and before any conversion. */
export type Quantity = {
  measure: RuleMeasure
  finding: string | null
  declared: string | null
  substance: Finding['substance']
  value: Exact
}

type Feeds = (finding: Finding) => readonly (readonly [RuleMeasure, Exact | null])[]

const GRAMS = { g: '1', kg: '1000', mu: null, plants: null } as const
const FEN_A_YUAN = '1/100'
const GRAMS_TO_KILOGRAMS = '1/1000'

/** Which measures an outcome feeds, by its kind. A field that its kind must have and has not feeds nothing. */
const FEEDS: Readonly<Record<OutcomeKind, Feeds>> = {
  seizure: (of) => each(['drugs-equivalent', 'drugs-weight'], gramsOf(of)),
  precursors: (of) => each(['precursors-equivalent', 'precursors-weight'], times(gramsOf(of), GRAMS_TO_KILOGRAMS)),
  seeds: (of) => each(['seeds'], of.unit === 'plants' ? numberOf(of.weight) : gramsOf(of)),
  growing: (of) => each(['growing-area'], of.unit === 'mu' ? numberOf(of.weight) : null),
  arrest: counted('arrests'),
  growers: counted('growers'),
  users: (of) => each([of.measure === 'compulsory' ? 'users-compulsory' : 'users'], countOf(of)),
  gathering: counted('gathering'),
  drivers: counted('drivers'),
  site: counted('sites'),
  venue: (of) => (of.measure === 'banned' || of.measure === 'suspended' ? each(['venues-closed'], countOf(of)) : []),
  parcels: counted('parcels'),
  vehicles: counted('vehicles'),
  firearms: counted('firearms'),
  ammunition: counted('ammunition'),
  money: (of) => each(['money'], times(numberOf(of.moneyFen), FEN_A_YUAN)),
}

/**
 * All that the facts bring, in an order that does not depend on theirs. What is nothing is left out, and so is the second of two
 * with the same id: nobody is paid twice for one fact.
 */
export function quantitiesOf({ findings, declared }: Pick<AssessmentFacts, 'findings' | 'declared'>): Quantity[] {
  return [...onceEach(findings).flatMap(found), ...onceEach(declared).map(putForward)]
}

function found(finding: Finding): Quantity[] {
  return FEEDS[finding.kind](finding).flatMap(([measure, value]) =>
    value === null || value.n === 0n
      ? []
      : [{ measure, finding: finding.id, declared: null, substance: finding.substance, value }],
  )
}

const putForward = ({ id, measure, count }: Declared): Quantity => ({
  measure,
  finding: null,
  declared: id,
  substance: null,
  value: exact(String(count)),
})

function onceEach<T extends { id: string }>(items: readonly T[]): T[] {
  const sorted = items.toSorted(
    (one, other) => order(one.id, other.id) || order(JSON.stringify(one), JSON.stringify(other)),
  )
  return sorted.filter(({ id }, place) => sorted[place - 1]?.id !== id)
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function gramsOf({ weight, unit }: Finding): Exact | null {
  const grams = unit === null ? null : GRAMS[unit]
  return grams === null ? null : times(numberOf(weight), grams)
}

const countOf = ({ count }: Finding): Exact | null => (count === null ? null : exact(String(count)))
const numberOf = (text: string | null): Exact | null => (text === null ? null : exact(text))
const times = (value: Exact | null, factor: string): Exact | null => value?.mul(exact(factor)) ?? null
const each = (measures: readonly RuleMeasure[], value: Exact | null): ReturnType<Feeds> =>
  measures.map((measure) => [measure, value])

function counted(measure: RuleMeasure): Feeds {
  return (finding) => each([measure], countOf(finding))
}
