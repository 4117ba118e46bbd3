import type { Precondition, Condition, RuleMeasure, RuleSet } from '../rule-set.ts'
import type { Substance } from '../../substances.ts'

/** Where in a rule set: rows, brackets and factors by their place from 0. */
export type FaultPlace =
  | { part: 'row'; row: number; bracket: number | null }
  | { part: 'strike-row'; row: number }
  | { part: 'factor'; table: keyof RuleSet['equivalence']; factor: number }
  | { part: 'cap'; cap: 'report' | 'case' | 'year' | 'second-approval' | 'later' }
  | { part: 'conditions' }
  | { part: 'rows' }

/** What can be wrong, with what a sentence about it needs. Quantities in the unit of the row's measure, amounts in fen. */
export type FaultValues = {
  /** Rows. */
  'no-rows': Record<string, never>
  'duplicate-id': { id: string }
  /** `later` is what the decision about a later reporter is called. */
  'reserved-id': { id: string }
  'replaces-nothing': { id: string }
  'replaces-itself': { id: string }
  /** Only people are counted by one row and taken from another. */
  'replaces-other-kind': { id: string; measure: RuleMeasure }
  'substance-of-other-measure': { substance: Substance; measure: RuleMeasure }
  /** No substance of the row can be converted: nobody reaches the row. */
  'no-factor-at-all': { measure: RuleMeasure }
  /** Goes to a person each time. */
  'substance-without-factor': { substance: Substance }
  'precondition-of-other-measure': { precondition: Precondition; measure: RuleMeasure }
  'precondition-twice': { precondition: Precondition }
  'pays-nothing': Record<string, never>
  /** Two rows pay for the same thing, and add up. */
  'counted-twice': { id: string }
  /** What is seized at once pays another sum than in two entries. */
  'split-matters': { measure: RuleMeasure }
  /** Brackets. */
  gap: { from: string; to: string }
  overlap: { from: string; to: string }
  'not-in-order': { from: string }
  'bracket-empty': { from: string; to: string }
  'begins-late': { from: string }
  'ends-early': { to: string }
  'pays-less': { from: string; fen: string; beforeFen: string }
  'may-pay-less': { from: string; fen: string; beforeFen: string }
  'range-reversed': { minFen: string; maxFen: string }
  'cap-below-base': { fen: string; capFen: string }
  'percent-too-much': { percent: string }
  'percent-of-no-money': { measure: RuleMeasure }
  'above-cap': { fen: string; capFen: string }
  /** Factors. */
  'factor-twice': { substance: Substance }
  'factor-nothing': { substance: Substance }
  'factor-of-other-table': { substance: Substance }
  /** Caps. */
  'cap-nothing': Record<string, never>
  /** This cap is above the other, so it never matters. */
  'cap-above': { fen: string; other: 'report' | 'case' | 'year'; otherFen: string }
  /** Sums never get there. */
  'never-reached': { fen: string; capFen: string }
  'no-caps': Record<string, never>
  /** Conditions. */
  'condition-missing': { condition: Condition }
  'condition-twice': { condition: Condition }
}
export type FaultCode = keyof FaultValues

/** `must`: cannot be proposed until it is mended. `look`: may be meant, so a person looks at it. */
export type RuleFault = {
  [Code in FaultCode]: { code: Code; weight: 'must' | 'look'; at: FaultPlace; values: FaultValues[Code] }
}[FaultCode]

/** Where, how heavy, and what: each fault is made here, so that a code always comes with its values. */
export const fault = <Code extends FaultCode>(
  weight: RuleFault['weight'],
  at: FaultPlace,
  code: Code,
  values: FaultValues[Code],
): RuleFault => ({ code, weight, at, values }) as RuleFault
