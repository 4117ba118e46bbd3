import type { OutcomeFacts, OutcomeKind, Unit } from '#contract/outcomes.ts'
import { m } from '#words/messages.js'
import { countWords, inUnitWords, kindWords, measureWords, substanceName } from './case-labels.ts'
import { grouped, inKilograms, yuanOf } from './decimal.ts'
import type { Total } from './totals.ts'

/** An outcome without its day and its record, as awards have it. */
type Found = Omit<OutcomeFacts, 'happenedOn' | 'recordNumber'>
type Figured = Pick<Found, 'kind' | 'weight' | 'unit' | 'count' | 'moneyFen'>

/** An outcome in one line: what, of what, how much. */
export const outcomeWords = (facts: Found): string =>
  [kindWords[facts.kind](), subjectWords(facts), figureWords(facts)].filter(Boolean).join(' ')

/** The figure of an outcome as it stands on the record. */
export function figureWords(facts: Figured): string {
  if (facts.weight !== null) return inUnitWords[facts.unit ?? 'g']({ figure: grouped(facts.weight) })
  if (facts.moneyFen !== null) return m.money_yuan({ yuan: grouped(yuanOf(facts.moneyFen)) })
  return numberWords(facts.kind, facts.count ?? 0)
}

/** What is measured in a unit: a net weight, an area, a number of plants. */
export const amountLabel = (unit: Unit): string =>
  unit === 'mu' ? m.area() : unit === 'plants' ? m.amount_plants() : m.weight()

/** What an outcome is about, without its figure. */
export function subjectWords({ substance, measure }: Pick<Found, 'substance' | 'measure'>): string {
  if (substance !== null) return substanceName(substance)
  return measure === null ? '' : measureWords[measure]()
}

/** What was brought in all, one text a line. Weights from a kilogram on are in both units. */
export function totalWords(total: Total): string[] {
  if (total.is === 'money') return [m.money_yuan({ yuan: grouped(yuanOf(total.fen)) })]
  if (total.is === 'weights')
    return total.weights.map(
      ({ substance, amount, unit }) => `${substanceName(substance)} ${amountWords(amount, unit)}`,
    )
  if (total.is === 'area') return [inUnitWords.mu({ figure: grouped(total.mu) })]
  const measures = total.measures.map(
    ({ measure, count }) => `${measureWords[measure]()} ${numberWords(total.kind, count)}`,
  )
  return [numberWords(total.kind, total.count), ...measures]
}

const amountWords = (amount: string, unit: 'g' | 'plants'): string =>
  unit === 'g' ? weightWords(amount) : inUnitWords[unit]({ figure: grouped(amount) })

const weightWords = (grams: string): string =>
  Number(grams) >= 1000
    ? m.weight_both({ grams: grouped(grams), kilograms: grouped(inKilograms(grams)) })
    : inUnitWords.g({ figure: grouped(grams) })

const numberWords = (kind: OutcomeKind, count: number): string => countWords[kind]?.({ count }) ?? String(count)
