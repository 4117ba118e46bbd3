import type { AssessmentFacts, PaidLine, Part } from './assessment.ts'
import { bracketOf } from './brackets.ts'
import { countedBy, type Counted } from './convert.ts'
import { NOTHING, shown, type Exact } from './exact.ts'
import type { Quantity } from './measure.ts'
import type { Precondition, RuleRow, RuleSet } from './rule-set.ts'

/** What stands in a bracket together: all that a row counts, or one finding of it. */
export type Group = { key: string; quantity: Exact; parts: Part[]; elsewhere: PaidLine['elsewhere'] }

/** A row with what feeds it. */
export type FedRow = {
  row: RuleRow
  groups: Group[]
  /** What cannot be converted: a person decides about it. */
  withoutFactor: Part[]
  /** What is not true, or not answered yet; a row pays when both are empty. */
  unmet: Precondition[]
  unknown: Precondition[]
}

/** The rows of a set that the facts concern, in their order. What one row has counted of people is taken from the rows it replaces. */
export function fedRows(ruleSet: RuleSet, quantities: readonly Quantity[], facts: AssessmentFacts): FedRow[] {
  const claimed = new Set<string>()
  const fed = ruleSet.rows.flatMap((row) => fedRow(ruleSet, row, quantities, facts, claimed) ?? [])
  for (const one of fed) if (one.row.replaces.length > 0 && pays(one)) takeFrom(ruleSet, one, fed)
  return fed
}

export const pays = ({ unmet, unknown }: FedRow): boolean => unmet.length === 0 && unknown.length === 0

/** `claimed`: substances without a factor that an earlier row has put to a person already. */
function fedRow(
  ruleSet: RuleSet,
  row: RuleRow,
  quantities: readonly Quantity[],
  facts: AssessmentFacts,
  claimed: Set<string>,
): FedRow | null {
  const counted = countedBy(ruleSet, row, quantities)
  if (counted.length === 0) return null
  const unmet = row.preconditions.filter((one) => facts.preconditions[one] === false)
  const unknown = row.preconditions.filter((one) => facts.preconditions[one] === undefined)
  const isPaying = unmet.length === 0 && unknown.length === 0
  const withoutFactor = counted.flatMap(({ value, part }) =>
    value === null && isPaying && isNew(claimed, part) ? [part] : [],
  )
  const converted = counted.flatMap(({ value, part }) => (value === null ? [] : [{ value, part }]))
  return {
    row,
    groups: row.per === 'total' ? [together(row.id, converted)] : converted.map((one) => alone(row.id, one)),
    withoutFactor,
    unmet,
    unknown,
  }
}

function isNew(claimed: Set<string>, { finding }: Part): boolean {
  if (finding === null || claimed.has(finding)) return false
  claimed.add(finding)
  return true
}

type Converted = { value: Exact; part: Counted['part'] }

function together(key: string, counted: readonly Converted[]): Group {
  const quantity = counted.reduce((sum, { value }) => sum.add(value), NOTHING)
  return { key, quantity, parts: counted.map(({ part }) => part), elsewhere: [] }
}

const alone = (row: string, { value, part }: Converted): Group => ({
  key: `${row}:${part.finding ?? part.declared ?? ''}`,
  quantity: value,
  parts: [part],
  elsewhere: [],
})

/** Takes the people that a paying row has counted from the rows it replaces, in their order, until none of them is left. */
function takeFrom(ruleSet: RuleSet, { row, groups }: FedRow, all: readonly FedRow[]): void {
  let people = groups
    .filter((group) => isPaid(ruleSet, row, group))
    .reduce((sum, { quantity }) => sum.add(quantity), NOTHING)
  for (const id of row.replaces) {
    const replaced = all.find((other) => other.row.id === id)
    if (replaced === undefined || replaced.row === row) continue
    for (const group of replaced.groups) {
      const taken = people.compare(group.quantity) < 0 ? people : group.quantity
      if (taken.n === 0n) continue
      group.elsewhere.push({ row: row.id, quantity: shown(taken) })
      group.quantity = group.quantity.sub(taken)
      people = people.sub(taken)
    }
  }
}

function isPaid(ruleSet: RuleSet, row: RuleRow, { quantity }: Group): boolean {
  const bracket = bracketOf(row.brackets, quantity, row.bounds ?? ruleSet.bounds)
  return quantity.n > 0n && bracket !== null && bracket.pay.kind !== 'none'
}
