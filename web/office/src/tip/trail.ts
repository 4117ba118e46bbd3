import type { OpenedTip, Person } from '#contract/tips.ts'

type Move = OpenedTip['moves'][number]
type Transfer = OpenedTip['transfers'][number]
/** What happened to a tip, in the order of time. */
export type Event = { is: 'move'; at: string; move: Move } | { is: 'transfer'; at: string; transfer: Transfer }
export type Looker = { by: Person; times: number; firstAt: string; lastAt: string }

export function eventsOf(tip: Pick<OpenedTip, 'moves' | 'transfers'>): Event[] {
  const moves = tip.moves.map((move): Event => ({ is: 'move', at: move.at, move }))
  const transfers = tip.transfers.map((transfer): Event => ({ is: 'transfer', at: transfer.at, transfer }))
  return [...moves, ...transfers].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
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
