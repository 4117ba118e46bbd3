import { FIGURES, type DeadlineSet, type Figures, type readDeadlines } from '#contract/deadlines.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import type { deadlineSets } from '#db/schema/deadlines.ts'
import { found } from '../http/refusal.ts'
import { personOf } from '../tips/person.ts'
import { selectSets, type SetRow } from './store-deadlines.ts'

const MOST_SETS = 100

/** The deadlines that hold, the proposal that waits, and those before. */
export async function currentDeadlines(db: Database): Promise<ReplyOf<typeof readDeadlines>> {
  const sets = (await selectSets(db, MOST_SETS)).map(shown)
  const current = found(
    sets.find(({ approved, proposed }) => approved !== null || proposed === null),
    'unexpected',
  )
  const proposal = sets.find(({ proposed, approved, withdrawn }) => proposed && !approved && !withdrawn) ?? null
  return { current, proposal, past: sets.filter((set) => set !== current && set !== proposal) }
}

/** The figures of a set, without what was said and done about it. */
export const figuresOf = (set: typeof deadlineSets.$inferSelect): Figures =>
  Object.fromEntries(FIGURES.map((figure) => [figure, set[figure]])) as Figures

function shown({ set, proposer, approver, withdrawer }: SetRow): DeadlineSet {
  return {
    seq: set.seq,
    figures: figuresOf(set),
    reason: set.reason,
    proposed: deedOf(proposer, set.proposedAt),
    approved: deedOf(approver, set.approvedAt),
    withdrawn: deedOf(withdrawer, set.withdrawnAt),
  }
}

/** Who did something and when; null where nobody did. */
export function deedOf(by: Parameters<typeof personOf>[0], at: Date | null): DeadlineSet['proposed'] {
  const person = personOf(by)
  return person === null || at === null ? null : { by: person, at: at.toISOString() }
}
