import { LATER_LINE } from '../decisions.ts'
import type { RuleMeasure, RuleRow, RuleSet } from '../rule-set.ts'
import { bracketFaults } from './brackets.ts'
import { mostFen } from './caps.ts'
import { fault, type FaultPlace, type RuleFault } from './fault.ts'
import { feedFaults } from './feeds.ts'
import { preconditionFaults } from './preconditions.ts'

/** What is wrong with the rows, in their order. */
export function rowFaults(ruleSet: RuleSet): RuleFault[] {
  if (ruleSet.rows.length === 0) return [fault('must', { part: 'rows' }, 'no-rows', {})]
  const cap = mostFen(ruleSet)
  return ruleSet.rows.flatMap((row, place) => [
    ...idFaults(ruleSet, place),
    ...feedFaults(ruleSet, place),
    ...preconditionFaults(row, place),
    ...bracketFaults(row, place, row.bounds ?? ruleSet.bounds, cap),
  ])
}

function idFaults({ rows }: RuleSet, place: number): RuleFault[] {
  const at = { part: 'row', row: place, bracket: null } as const
  const row = rows[place]
  if (row === undefined) return []
  const { id } = row
  return [
    ...(rows.findIndex((other) => other.id === id) < place ? [fault('must', at, 'duplicate-id', { id })] : []),
    ...(id === LATER_LINE ? [fault('must', at, 'reserved-id', { id })] : []),
    ...row.replaces.flatMap((replaced) => replaceFaults(rows, row, replaced, at)),
  ]
}

/** What is counted in people. */
const PEOPLE: readonly RuleMeasure[] = [
  'arrests',
  'growers',
  'users',
  'users-compulsory',
  'gathering',
  'drivers',
  'wanted',
]

function replaceFaults(rows: RuleSet['rows'], row: RuleRow, id: string, at: FaultPlace): RuleFault[] {
  const replaced = rows.find((other) => other.id === id)
  if (replaced === undefined) return [fault('must', at, 'replaces-nothing', { id })]
  const strange = [row, replaced].find(({ measure }) => !PEOPLE.includes(measure))
  return [
    ...(leadsTo(rows, id, row.id, new Set()) ? [fault('must', at, 'replaces-itself', { id })] : []),
    ...(strange === undefined ? [] : [fault('must', at, 'replaces-other-kind', { id, measure: strange.measure })]),
  ]
}

/** Whether a row is the other one, or replaces it by way of others. */
function leadsTo(rows: RuleSet['rows'], from: string, to: string, seen: Set<string>): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  return rows.some(({ id, replaces }) => id === from && replaces.some((next) => leadsTo(rows, next, to, seen)))
}

/** What is wrong with the rows of those who took part. */
export function strikeRowFaults({ strikeRows }: RuleSet): RuleFault[] {
  return strikeRows.flatMap(({ id, minFen, maxFen }, place) => {
    const at = { part: 'strike-row', row: place } as const
    const isSecond = strikeRows.findIndex((other) => other.id === id) < place
    const isReversed = minFen !== null && maxFen !== null && BigInt(minFen) > BigInt(maxFen)
    return [
      ...(isSecond ? [fault('must', at, 'duplicate-id', { id })] : []),
      ...(isReversed ? [fault('must', at, 'range-reversed', { minFen, maxFen })] : []),
    ]
  })
}
