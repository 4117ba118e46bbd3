import { standingOf, type Measure, type Outcome, type OutcomeKind } from '#contract/outcomes.ts'
import { DRUG_CODES, PRECURSOR_CODES, type Drug, type Precursor } from '#contract/substances.ts'
import { OUTCOME_KINDS } from '#contract/outcomes.ts'
import { inGrams, sumOf } from './decimal.ts'

export type Substance = Drug | Precursor
/** What a case brought in all, of one kind. Weights in grams by substance, money in fen. */
export type Total =
  | { kind: OutcomeKind; is: 'weights'; weights: { substance: Substance; grams: string }[] }
  | { kind: OutcomeKind; is: 'count'; count: number; measures: { measure: Measure; count: number }[] }
  | { kind: OutcomeKind; is: 'money'; fen: string }

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
  if (kind === 'seizure' || kind === 'precursors') return { kind, is: 'weights', weights: weightsOf(facts) }
  if (kind === 'money') return { kind, is: 'money', fen: sumOf(facts.map(({ moneyFen }) => moneyFen ?? '0')) }
  return { kind, is: 'count', count: countOf(facts), measures: measuresOf(facts) }
}

function weightsOf(facts: Outcome['facts'][]): { substance: Substance; grams: string }[] {
  return [...DRUG_CODES, ...PRECURSOR_CODES].flatMap((substance) => {
    const grams = facts
      .filter((one) => one.substance === substance)
      .map(({ weight, unit }) => inGrams(weight ?? '0', unit ?? 'g'))
    return grams.length === 0 ? [] : [{ substance, grams: sumOf(grams) }]
  })
}

const countOf = (facts: Outcome['facts'][]): number => facts.reduce((sum, { count }) => sum + (count ?? 0), 0)

function measuresOf(facts: Outcome['facts'][]): { measure: Measure; count: number }[] {
  const measures = [...new Set(facts.flatMap(({ measure }) => measure ?? []))]
  return measures.map((measure) => ({ measure, count: countOf(facts.filter((one) => one.measure === measure)) }))
}
