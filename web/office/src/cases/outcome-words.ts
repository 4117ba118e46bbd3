import type { OutcomeFacts, OutcomeKind } from '#contract/outcomes.ts'
import { m } from '#words/messages.js'
import { countWords, measureWords, substanceName } from './case-labels.ts'
import { grouped, inKilograms, yuanOf } from './decimal.ts'
import type { Total } from './totals.ts'

/** The figure of an outcome as it stands on the record. */
export function figureWords(facts: OutcomeFacts): string {
  if (facts.weight !== null) return `${grouped(facts.weight)} ${facts.unit ?? ''}`
  if (facts.moneyFen !== null) return m.money_yuan({ yuan: grouped(yuanOf(facts.moneyFen)) })
  return numberWords(facts.kind, facts.count ?? 0)
}

/** What an outcome is about, without its figure. */
export function subjectWords({ substance, measure }: OutcomeFacts): string {
  if (substance !== null) return substanceName(substance)
  return measure === null ? '' : measureWords[measure]()
}

/** What was brought in all, one text a line. Weights from a kilogram on are in both units. */
export function totalWords(total: Total): string[] {
  if (total.is === 'money') return [m.money_yuan({ yuan: grouped(yuanOf(total.fen)) })]
  if (total.is === 'weights')
    return total.weights.map(({ substance, grams }) => `${substanceName(substance)} ${weightWords(grams)}`)
  const measures = total.measures.map(
    ({ measure, count }) => `${measureWords[measure]()} ${numberWords(total.kind, count)}`,
  )
  return [numberWords(total.kind, total.count), ...measures]
}

const weightWords = (grams: string): string =>
  Number(grams) >= 1000
    ? m.weight_both({ grams: grouped(grams), kilograms: grouped(inKilograms(grams)) })
    : `${grouped(grams)} g`

const numberWords = (kind: OutcomeKind, count: number): string => countWords[kind]?.({ count }) ?? String(count)
