import { DRUG_CODES, PRECURSOR_CODES, SEED_CODES, type Substance } from '../../substances.ts'
import { exact } from '../exact.ts'
import type { RuleSet } from '../rule-set.ts'
import { fault, type RuleFault } from './fault.ts'

type Table = keyof RuleSet['equivalence']
const KNOWN: Readonly<Record<Table, readonly Substance[]>> = {
  drugs: DRUG_CODES,
  precursors: PRECURSOR_CODES,
  seeds: SEED_CODES,
}
const TABLES = Object.keys(KNOWN) as Table[]

/** Factors that stand twice, are nothing, or stand in the table of other substances. */
export function factorFaults(ruleSet: RuleSet): RuleFault[] {
  return TABLES.flatMap((table) => ofTable(ruleSet, table))
}

function ofTable({ equivalence }: RuleSet, table: Table): RuleFault[] {
  const { factors } = equivalence[table]
  return factors.flatMap(({ substance, factor }, place) => {
    const at = { part: 'factor', table, factor: place } as const
    const isSecond = factors.findIndex((one) => one.substance === substance) < place
    return [
      ...(isSecond ? [fault('must', at, 'factor-twice', { substance })] : []),
      ...(exact(factor).n === 0n ? [fault('must', at, 'factor-nothing', { substance })] : []),
      ...(KNOWN[table].includes(substance) ? [] : [fault('must', at, 'factor-of-other-table', { substance })]),
    ]
  })
}
