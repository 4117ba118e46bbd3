import {
  OUTCOME_FIELDS,
  OUTCOME_KINDS,
  standingOf,
  SUBSTANCES_OF,
  type Measure,
  type Outcome,
  type OutcomeKind,
} from '#contract/outcomes.ts'
import type { Substance } from '#contract/substances.ts'
import { inGrams, sumOf } from './decimal.ts'

/** What a case brought in all, of one kind. Weights in grams or plants by substance, areas in mu, money in fen. */
export type Total =
  | { kind: OutcomeKind; is: 'weights'; weights: Weight[] }
  | { kind: OutcomeKind; is: 'area'; mu: string }
  | { kind: OutcomeKind; is: 'count'; count: number; measures: { measure: Measure; count: number }[] }
  | { kind: OutcomeKind; is: 'money'; fen: string }

type Weight = { substance: Substance; amount: string; unit: 'g' | 'plants' }

/** The entries that count: confirmed, neither corrected nor void. */
export function countedOf(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter((one) => standingOf(one, outcomes) === 'counted')
}

/** Totals of what counts, in the order of the kinds; a kind without any is left out. */
export function totalsOf(outcomes: readonly Outcome[]): Total[] {
  const counted = countedOf(outcomes)
  return OUTCOME_KINDS.flatMap((kind) => {
    const facts = counted.filter((one) => one.facts.kind === kind).map((one) => one.facts)
    return facts.length === 0 ? [] : [totalOf(kind, facts)]
  })
}

function totalOf(kind: OutcomeKind, facts: Outcome['facts'][]): Total {
  if (kind === 'growing') return { kind, is: 'area', mu: sumOf(facts.map(({ weight }) => weight ?? '0')) }
  if (OUTCOME_FIELDS[kind].includes('weight')) return { kind, is: 'weights', weights: weightsOf(kind, facts) }
  if (kind === 'money') return { kind, is: 'money', fen: sumOf(facts.map(({ moneyFen }) => moneyFen ?? '0')) }
  return { kind, is: 'count', count: countOf(facts), measures: measuresOf(facts) }
}

function weightsOf(kind: OutcomeKind, facts: Outcome['facts'][]): Weight[] {
  return (SUBSTANCES_OF[kind] ?? []).flatMap((substance) => {
    const found = facts.filter((one) => one.substance === substance)
    const unit = found.some((one) => one.unit === 'plants') ? 'plants' : 'g'
    return found.length === 0 ? [] : [{ substance, amount: sumOf(found.map(amountOf)), unit }]
  })
}

const amountOf = ({ weight, unit }: Outcome['facts']): string => inGrams(weight ?? '0', unit === 'kg' ? 'kg' : 'g')

const countOf = (facts: Outcome['facts'][]): number => facts.reduce((sum, { count }) => sum + (count ?? 0), 0)

function measuresOf(facts: Outcome['facts'][]): { measure: Measure; count: number }[] {
  const measures = [...new Set(facts.flatMap(({ measure }) => measure ?? []))]
  return measures.map((measure) => ({ measure, count: countOf(facts.filter((one) => one.measure === measure)) }))
}
