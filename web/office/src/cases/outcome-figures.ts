import type { confirmOutcome } from '#contract/cases.ts'
import { OUTCOME_FIELDS, type OutcomeFacts, type OutcomeKind, type Unit } from '#contract/outcomes.ts'
import type { BodyOf } from '#contract/route.ts'
import { fenOf, plainDigits } from './decimal.ts'
import { isCount, isWeight } from './outcome-draft.ts'

export type Figures = BodyOf<typeof confirmOutcome>
const NONE: Figures = { weight: null, unit: null, count: null, moneyFen: null }

/** What a second person typed, as the figures of this kind; null when it is no such figure. */
export function figuresFrom(kind: OutcomeKind, typed: string, unit: Unit | ''): Figures | null {
  const has = OUTCOME_FIELDS[kind]
  const plain = plainDigits(typed)
  if (has.includes('weight')) return isWeight(plain) && unit !== '' ? { ...NONE, weight: plain, unit } : null
  if (has.includes('count')) return isCount(plain) ? { ...NONE, count: Number(plain) } : null
  const moneyFen = fenOf(typed)
  return moneyFen === null ? null : { ...NONE, moneyFen }
}

/** The figures of an entry: what is confirmed of one that says nothing any more. */
export const figuresOf = ({ weight, unit, count, moneyFen }: OutcomeFacts): Figures => ({
  weight,
  unit,
  count,
  moneyFen,
})
