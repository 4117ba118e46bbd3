import {
  MOST_ROWS,
  NUMBER_FIELD_NAMES,
  NUMBER_FIELDS,
  SUBSTANCE_ROW_NAMES,
  SUBSTANCE_ROWS,
  type NumberField,
  type SubstanceRow,
  type Typed,
} from '#contract/rewards/estimate-form.ts'
import type { RuleMeasure, RuleSet } from '#contract/rewards/rule-set.ts'

/** Which rows and fields the form has: those that the rule set rewards, and those that hold something already. */
export type ShownFields = { rows: { row: SubstanceRow; count: number }[]; numbers: NumberField[]; special: boolean }

const FIRST_ROWS: Readonly<Record<SubstanceRow, number>> = { substance: 2, precursor: 1, seed: 1 }
const MORE_ROWS = 2

/** `more` is the kind of rows of which somebody wants two more. */
export function shownFields({ rows }: Pick<RuleSet, 'rows'>, typed: Typed, more: string | null): ShownFields {
  const rewarded = new Set<RuleMeasure>(rows.map(({ measure }) => measure))
  const isRewarded = (measures: readonly RuleMeasure[]): boolean => measures.some((measure) => rewarded.has(measure))
  return {
    rows: SUBSTANCE_ROW_NAMES.map((row) => ({ row, count: rowCount(row, typed, more) })).filter(
      ({ row }) => isRewarded(SUBSTANCE_ROWS[row].measures) || isFilled(typed[row], typed[SUBSTANCE_ROWS[row].amount]),
    ),
    numbers: NUMBER_FIELD_NAMES.filter((field) => isRewarded(NUMBER_FIELDS[field].measures) || isFilled(typed[field])),
    special: rewarded.has('special') || isFilled(typed.special),
  }
}

function rowCount(row: SubstanceRow, typed: Typed, more: string | null): number {
  const given = Math.max(typed[row]?.length ?? 0, typed[SUBSTANCE_ROWS[row].amount]?.length ?? 0, FIRST_ROWS[row])
  return Math.min(given + (more === row ? MORE_ROWS : 0), MOST_ROWS)
}

const isFilled = (...lists: (readonly string[] | undefined)[]): boolean =>
  lists.some((list) => list?.some((value) => value.trim() !== '') ?? false)

/** Whether something is filled in beside drugs, so that the further fields are open. */
export const hasFurther = (typed: Typed): boolean =>
  isFilled(
    ...SUBSTANCE_ROW_NAMES.filter((row) => row !== 'substance').flatMap((row) => [
      typed[row],
      typed[SUBSTANCE_ROWS[row].amount],
    ]),
    ...NUMBER_FIELD_NAMES.map((field) => typed[field]),
    typed.special,
    typed.later,
  )
