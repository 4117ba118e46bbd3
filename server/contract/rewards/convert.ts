import type { Part } from './assessment.ts'
import { exact, shown, type Exact } from './exact.ts'
import type { Quantity } from './measure.ts'
import type { RuleMeasure, RuleRow, RuleSet } from './rule-set.ts'

/** The tables by which the measures are converted; the others are taken as they are. */
export const CONVERTED_BY: Readonly<Partial<Record<RuleMeasure, keyof RuleSet['equivalence']>>> = {
  'drugs-equivalent': 'drugs',
  'precursors-equivalent': 'precursors',
  seeds: 'seeds',
}

/** A quantity as a row counts it. `value` null: its substance has no factor, so a person decides. */
export type Counted = { value: Exact | null; part: Part }

/** What feeds a row, converted where its measure is. */
export function countedBy(ruleSet: RuleSet, row: RuleRow, quantities: readonly Quantity[]): Counted[] {
  return quantities.filter((quantity) => feeds(row, quantity)).map((quantity) => converted(ruleSet, row, quantity))
}

const feeds = (row: RuleRow, { measure, substance }: Quantity): boolean =>
  measure === row.measure && (row.substances === null || (substance !== null && row.substances.includes(substance)))

function converted(ruleSet: RuleSet, row: RuleRow, { value, finding, declared, substance }: Quantity): Counted {
  const from = { finding, declared, substance, quantity: shown(value) }
  const table = CONVERTED_BY[row.measure]
  if (table === undefined) return { value, part: { ...from, factor: null, equals: from.quantity } }
  const factor = ruleSet.equivalence[table].factors.find((one) => one.substance === substance)?.factor
  if (factor === undefined) return { value: null, part: { ...from, factor: null, equals: '0' } }
  const equals = value.mul(exact(factor))
  return { value: equals, part: { ...from, factor, equals: shown(equals) } }
}
