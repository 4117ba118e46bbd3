import type { DeadlineSet, Figure } from '#contract/deadlines.ts'
import { differing } from './figure-draft.ts'

/** A set of deadlines with what it changed, or would have changed, in the set that held before it. */
export type SetChange = { set: DeadlineSet; changes: { figure: Figure; from: number; to: number }[] }

/** All sets, the newest first, each against the one that held when it was proposed: what was withdrawn never held. */
export function changesOf(sets: readonly DeadlineSet[]): SetChange[] {
  const ordered = sets.toSorted((a, b) => b.seq - a.seq)
  return ordered.map((set) => {
    const before = ordered.find(({ seq, withdrawn }) => seq < set.seq && withdrawn === null)
    const figures = before ? differing(before.figures, set.figures) : []
    const changes = figures.map((figure) => ({ figure, from: before?.figures[figure] ?? 0, to: set.figures[figure] }))
    return { set, changes }
  })
}
