import type { LapseItem, LapseList, ListState } from '#contract/lapses.ts'
import { whyKept } from './kept.ts'
import type { ItemRow, ListRow } from './store.ts'

/** How a list stands. */
export function stateOf({
  confirmedAt,
  withdrawnAt,
  doneAt,
}: Pick<ListRow, 'confirmedAt' | 'withdrawnAt' | 'doneAt'>): ListState {
  if (doneAt !== null) return 'done'
  if (withdrawnAt !== null) return 'withdrawn'
  return confirmedAt === null ? 'proposed' : 'confirmed'
}

type Somebody = { id: string | null; name: string | null } | null
const doneBy = (by: Somebody, at: Date | null): LapseList['confirmed'] =>
  by === null || by.id === null || by.name === null || at === null
    ? null
    : { by: { id: by.id, name: by.name }, at: at.toISOString() }

export function listOf(row: ListRow): LapseList {
  const { proposedBy, proposedAt, confirmedBy, confirmedAt, withdrawnBy, withdrawnAt, doneAt, ...rest } = row
  return {
    ...rest,
    state: stateOf(row),
    proposed: { by: proposedBy, at: proposedAt.toISOString() },
    confirmed: doneBy(confirmedBy, confirmedAt),
    withdrawn: doneBy(withdrawnBy, withdrawnAt),
    doneAt: doneAt?.toISOString() ?? null,
  }
}

export function itemOf({ wasClaimed, wasExtended, wasHeld, fen, ...row }: ItemRow): LapseItem {
  const because = row.outcome === 'kept' ? whyKept({ wasClaimed, wasExtended, wasHeld }) : null
  return { ...row, fen: String(fen), because }
}
