import { DRUG_CODES, PRECURSOR_CODES, SEED_CODES, type Substance } from '../../substances.ts'
import { CONVERTED_BY } from '../convert.ts'
import type { RuleMeasure, RuleRow, RuleSet } from '../rule-set.ts'
import { fault, type RuleFault } from './fault.ts'

/** The substances that feed a measure; of one that is not named here, none. */
const SUBSTANCES_OF: Readonly<Partial<Record<RuleMeasure, readonly Substance[]>>> = {
  'drugs-equivalent': DRUG_CODES,
  'drugs-weight': DRUG_CODES,
  'precursors-equivalent': PRECURSOR_CODES,
  'precursors-weight': PRECURSOR_CODES,
  seeds: SEED_CODES,
}
/** Two measures of the same find. */
const SAME_FIND: Readonly<Partial<Record<RuleMeasure, RuleMeasure>>> = {
  'drugs-equivalent': 'drugs-weight',
  'precursors-equivalent': 'precursors-weight',
}
/** What is weighed or measured can be entered in one or in several findings. */
export const DIVISIBLE: readonly RuleMeasure[] = [
  'drugs-equivalent',
  'drugs-weight',
  'precursors-equivalent',
  'precursors-weight',
  'seeds',
  'growing-area',
  'money',
]

/** What feeds a row: substances that cannot, rows that nobody reaches, and finds for which two rows pay. */
export function feedFaults(ruleSet: RuleSet, place: number): RuleFault[] {
  const row = ruleSet.rows[place]
  if (row === undefined) return []
  const at = { part: 'row', row: place, bracket: null } as const
  const { measure } = row
  const known = SUBSTANCES_OF[measure] ?? []
  const foreign = (row.substances ?? []).filter((substance) => !known.includes(substance))
  const twin = ruleSet.rows.slice(0, place).find((other) => ruleSet.stacking === 'cumulative' && shareFinds(row, other))
  return [
    ...foreign.map((substance) => fault('must', at, 'substance-of-other-measure', { substance, measure })),
    ...unconverted(ruleSet, row, place),
    ...(twin === undefined ? [] : [fault('look', at, 'counted-twice', { id: twin.id })]),
    ...(row.per === 'finding' && DIVISIBLE.includes(measure) ? [fault('look', at, 'split-matters', { measure })] : []),
  ]
}

function unconverted({ equivalence }: RuleSet, { measure, substances }: RuleRow, place: number): RuleFault[] {
  const table = CONVERTED_BY[measure]
  if (table === undefined) return []
  const at = { part: 'row', row: place, bracket: null } as const
  const known = SUBSTANCES_OF[measure] ?? []
  const factors = new Set(equivalence[table].factors.map(({ substance }) => substance))
  const own = (substances ?? known).filter((substance) => known.includes(substance))
  const without = own.filter((substance) => !factors.has(substance))
  if (without.length === own.length) return [fault('must', at, 'no-factor-at-all', { measure })]
  return substances === null
    ? []
    : without.map((substance) => fault('look', at, 'substance-without-factor', { substance }))
}

const findOf = (measure: RuleMeasure): RuleMeasure => SAME_FIND[measure] ?? measure

function shareFinds(one: RuleRow, other: RuleRow): boolean {
  if (findOf(one.measure) !== findOf(other.measure)) return false
  if (one.substances === null || other.substances === null) return true
  return one.substances.some((substance) => other.substances?.includes(substance))
}
