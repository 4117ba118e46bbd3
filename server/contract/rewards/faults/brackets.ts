import { exact, lesser, NOTHING } from '../exact.ts'
import { paymentOf } from '../pay.ts'
import type { Bounds, Bracket, Pay, RuleRow } from '../rule-set.ts'
import { fault, type RuleFault } from './fault.ts'
import { payFaults } from './pays.ts'
import { reachOf, type Reach } from './reach.ts'

/** A bracket at its place in the document. */
type Placed = { bracket: Bracket; place: number; reach: Reach | null }

/**
 * What is wrong with the brackets of a row: order, gaps, overlaps, empty ones, a late start or an early end, one that pays less
 * than the one before it, and what each pays. `cap`: the most that a report brings, in fen.
 */
export function bracketFaults(row: RuleRow, rowPlace: number, bounds: Bounds, cap: bigint | null): RuleFault[] {
  const at = (place: number) => ({ part: 'row', row: rowPlace, bracket: place }) as const
  const placed = row.brackets.map((bracket, place) => ({
    bracket,
    place,
    reach: reachOf(bracket, bounds, row.measure),
  }))
  const sorted = placed.toSorted((one, other) => exact(one.bracket.from).compare(exact(other.bracket.from)))
  const pairs = sorted.slice(1).map((next, place) => [sorted[place] ?? next, next] as const)
  return [
    ...row.brackets.flatMap(({ from }, place) => {
      const before = row.brackets[place - 1]
      const isBack = before !== undefined && exact(from).compare(exact(before.from)) < 0
      return isBack ? [fault('must', at(place), 'not-in-order', { from })] : []
    }),
    ...placed.flatMap(({ bracket: { from, to }, place, reach }) =>
      reach === null && to !== null ? [fault('must', at(place), 'bracket-empty', { from, to })] : [],
    ),
    ...pairs.flatMap(([one, next]) => seam(one, next, at(next.place))),
    ...ends(sorted, row, at),
    ...pairs.flatMap(([one, next]) => falls(one, next, at(next.place))),
    ...placed.flatMap(({ bracket, place, reach }) => payFaults(row, bracket.pay, at(place), reach, cap)),
    ...(row.brackets.every(({ pay }) => isNothing(pay))
      ? [fault('look', { part: 'row', row: rowPlace, bracket: null }, 'pays-nothing', {})]
      : []),
  ]
}

type At = Parameters<typeof fault>[1]

/** Where one bracket ends the next one begins. */
function seam({ bracket: one }: Placed, { bracket: next }: Placed, at: At): RuleFault[] {
  const order = one.to === null ? 1 : exact(one.to).compare(exact(next.from))
  if (order === 0) return []
  if (order < 0) return [fault('must', at, 'gap', { from: one.to ?? '', to: next.from })]
  const isNextInside = one.to === null || (next.to !== null && exact(next.to).compare(exact(one.to)) < 0)
  return [fault('must', at, 'overlap', { from: next.from, to: (isNextInside ? next.to : one.to) ?? '' })]
}

/** Nobody pays for little where the first bracket begins late, and for much where the last one ends. */
function ends(sorted: readonly Placed[], { measure }: RuleRow, at: (place: number) => At): RuleFault[] {
  const [first] = sorted
  const all = reachOf({ from: '0', to: null, pay: { kind: 'none' } }, 'lower-included', measure)?.first ?? NOTHING
  const isLate = first?.reach !== undefined && first.reach !== null && first.reach.first.compare(all) > 0
  const last = sorted.find(({ bracket }) => sorted.every((other) => endsBy(other.bracket, bracket)))
  return [
    ...(isLate ? [fault('look', at(first.place), 'begins-late', { from: first.bracket.from })] : []),
    ...(last === undefined || last.bracket.to === null
      ? []
      : [fault('must', at(last.place), 'ends-early', { to: last.bracket.to })]),
  ]
}

const endsBy = (one: Bracket, other: Bracket): boolean =>
  other.to === null || (one.to !== null && exact(one.to).compare(exact(other.to)) <= 0)

/** Whether a bracket pays less at its start than the one before it at its end: surely, or as a person may decide. */
function falls(
  { bracket: one, reach: oneReach }: Placed,
  { bracket: next, reach: nextReach }: Placed,
  at: At,
): RuleFault[] {
  if (oneReach === null || oneReach.last === null || nextReach === null) return []
  const [before, after] = [amounts(one.pay, oneReach.last), amounts(next.pay, nextReach.first)]
  const values = (fen: bigint, beforeFen: bigint) => ({
    from: next.from,
    fen: String(fen),
    beforeFen: String(beforeFen),
  })
  if (after.least < before.least) return [fault('look', at, 'pays-less', values(after.least, before.least))]
  if (before.most === null || after.most === null || after.most >= before.most) return []
  return [fault('look', at, 'may-pay-less', values(after.most, before.most))]
}

function amounts(pay: Pay, quantity: Reach['first']): { least: bigint; most: bigint | null } {
  const payment = paymentOf(pay, quantity)
  if (payment.by === 'rule') return { least: payment.fen, most: payment.fen }
  const { minFen, maxFen } = payment
  return { least: maxFen === null ? minFen : lesser(minFen, maxFen), most: maxFen }
}

const isNothing = (pay: Pay): boolean => pay.kind === 'none' || (pay.kind === 'fixed' && pay.fen === '0')
