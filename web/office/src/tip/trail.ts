import { undoing, type Move as MoveName } from '#contract/stages.ts'
import type { OpenedTip, Person } from '#contract/tips.ts'

type Move = OpenedTip['moves'][number]
type Assignment = OpenedTip['assignments'][number]
type Transfer = OpenedTip['transfers'][number]
/** What happened to a tip, in the order of time. */
export type Event =
  | { is: 'move'; at: string; move: Move }
  | { is: 'transfer'; at: string; transfer: Transfer }
  | { is: 'assignment'; at: string; assignment: Assignment }
export type Looker = { by: Person; times: number; firstAt: string; lastAt: string }

export function eventsOf(tip: Pick<OpenedTip, 'moves' | 'transfers' | 'assignments'>): Event[] {
  const moves = tip.moves.map((move): Event => ({ is: 'move', at: move.at, move }))
  const transfers = tip.transfers.map((transfer): Event => ({ is: 'transfer', at: transfer.at, transfer }))
  const assignments = tip.assignments.map((assignment): Event => ({ is: 'assignment', at: assignment.at, assignment }))
  return [...moves, ...transfers, ...assignments].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Who looked, how often and when, the latest first. */
export function lookersOf(views: OpenedTip['views']): Looker[] {
  const lookers = new Map<string, Looker>()
  for (const { by, at } of views.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const known = lookers.get(by.id) ?? { by, times: 0, firstAt: at, lastAt: at }
    lookers.set(by.id, { ...known, times: known.times + 1, lastAt: at })
  }
  return [...lookers.values()].toSorted((a, b) => Date.parse(b.lastAt) - Date.parse(a.lastAt))
}

/** The last move, if this officer may still take it back. */
export function undoableMove(moves: readonly Move[], me: string, now = new Date()): MoveName | null {
  const past = moves.map((move) => ({ ...move, by: move.by?.id ?? null, at: new Date(move.at) }))
  const last = moves.at(-1)?.move ?? null
  return undoing(past, me, now) !== null && last !== 'undo' ? last : null
}
