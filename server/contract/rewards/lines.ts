import type { Assessment, OpenPoint, PaidLine } from './assessment.ts'
import { bracketOf } from './brackets.ts'
import type { Decisions } from './decisions.ts'
import { NOTHING, shown } from './exact.ts'
import { pays, type FedRow, type Group } from './groups.ts'
import { paymentOf, type Payment } from './pay.ts'
import type { Bracket, RuleRow, RuleSet } from './rule-set.ts'

/** A line with its amount as a number, for adding up. */
export type Counting = { line: PaidLine; fen: bigint }
type Unpaid = Assessment['unpaid'][number]
/** What a row comes to: lines that pay, or why it pays nothing, and what stands open. */
export type RowResult = { lines: Counting[]; unpaid: Unpaid[]; open: OpenPoint[] }

/** What becomes of one row that the facts concern. */
export function resultOf(ruleSet: RuleSet, fed: FedRow, decisions: Decisions): RowResult {
  if (!pays(fed)) return waiting(fed)
  const of = (group: Group): RowResult => groupResult(ruleSet, fed.row, group, decisions)
  const results = [
    ...fed.groups.filter(({ parts }) => parts.length > 0).map(of),
    ...(fed.withoutFactor.length > 0 ? [withoutFactor(ruleSet, fed, decisions)] : []),
  ]
  return {
    lines: results.flatMap(({ lines }) => lines),
    unpaid: results.flatMap(({ unpaid }) => unpaid),
    open: results.flatMap(({ open }) => open),
  }
}

/** A precondition that is not true settles it; one that is not answered stands open. */
function waiting({ row, unmet, unknown }: FedRow): RowResult {
  const [first] = unmet
  if (first !== undefined) return { lines: [], unpaid: [unpaid(row, 'precondition', first)], open: [] }
  return {
    lines: [],
    unpaid: unknown.map((precondition) => unpaid(row, 'unknown-precondition', precondition)),
    open: unknown.map((precondition) => ({ kind: 'precondition', row: row.id, precondition })),
  }
}

function groupResult(ruleSet: RuleSet, row: RuleRow, group: Group, decisions: Decisions): RowResult {
  if (group.quantity.n === 0n) {
    const because = group.elsewhere.length > 0 ? 'counted-elsewhere' : 'below'
    return { lines: [], unpaid: [unpaid(row, because)], open: [] }
  }
  const bracket = bracketOf(row.brackets, group.quantity, row.bounds ?? ruleSet.bounds)
  if (bracket === null) return { lines: [], unpaid: [unpaid(row, 'below')], open: [] }
  return paid(ruleSet, row, group, bracket, paymentOf(bracket.pay, group.quantity), decisions)
}

/** What cannot be converted is a person's alone to weigh: from nothing up to the caps. */
const BY_PERSON: Bracket = { from: '0', to: null, pay: { kind: 'range', minFen: '0', maxFen: null, each: false } }

function withoutFactor(ruleSet: RuleSet, { row, withoutFactor: parts }: FedRow, decisions: Decisions): RowResult {
  const key = `${row.id}:no-factor`
  const group = { key, quantity: NOTHING, parts, elsewhere: [] }
  const result = paid(ruleSet, row, group, BY_PERSON, paymentOf(BY_PERSON.pay, NOTHING), decisions)
  const open = result.open.flatMap((point): OpenPoint[] => {
    if (point.kind !== 'amount') return [point]
    return parts.flatMap(({ finding, substance }) =>
      finding === null || substance === null ? [] : [{ kind: 'no-factor', line: key, finding, substance }],
    )
  })
  return { ...result, open }
}

function paid(
  ruleSet: RuleSet,
  row: RuleRow,
  { key, quantity, parts, elsewhere }: Group,
  bracket: Bracket,
  payment: Payment,
  decisions: Decisions,
): RowResult {
  const { how, fen, open } = payment.by === 'rule' ? { ...payment, open: [] } : decisions.take(key, payment)
  const { minFen, maxFen } = payment.by === 'rule' ? { minFen: null, maxFen: null } : payment
  const line: PaidLine = {
    kind: 'row',
    key,
    row: row.id,
    zh: row.zh,
    en: row.en,
    measure: row.measure,
    quantity: shown(quantity),
    parts,
    elsewhere,
    bracket,
    bounds: row.bounds ?? ruleSet.bounds,
    how,
    minFen: minFen === null ? null : String(minFen),
    maxFen: maxFen === null ? null : String(maxFen),
    fen: String(fen),
    source: row.source,
    certainty: row.certainty,
  }
  return { lines: [{ line, fen }], unpaid: [], open }
}

const unpaid = (row: RuleRow, because: Unpaid['because'], precondition: Unpaid['precondition'] = null): Unpaid => ({
  row: row.id,
  zh: row.zh,
  en: row.en,
  because,
  precondition,
})
