import type { AwardState } from '#contract/rewards/chain.ts'
import type { DeskKind } from '#contract/roles.ts'
import type { Transaction } from '#db/connect.ts'
import { noticeUnlessWaiting } from '../orders/tell.ts'
import { selectDesksOfKind } from './store-desks.ts'

/** Desks of which kind have the next turn; in all other states it is the desk that put the award forward. */
const TURN: Readonly<Partial<Record<AwardState, DeskKind>>> = {
  proposed: 'rewards',
  reviewed: 'rewards',
  'approved-once': 'rewards',
  approved: 'finance',
}

/** An award as far as it says whose turn it is. */
type InTurn = { state: AwardState; deskId: string }

/** Something waits for those whose turn it is: the same mail as for everything else, once a desk. */
export async function tellAll(tx: Transaction, awards: readonly InTurn[]): Promise<void> {
  const own = awards.flatMap(({ state, deskId }) => (TURN[state] === undefined ? [deskId] : []))
  const kinds = new Set(awards.flatMap(({ state }) => TURN[state] ?? []))
  const desks = new Set(own)
  for (const kind of kinds) for (const desk of await selectDesksOfKind(tx, kind)) desks.add(desk)
  for (const desk of desks) await noticeUnlessWaiting(tx, desk)
}

/** The same of one award. */
export const tellNext = (tx: Transaction, award: InTurn): Promise<void> => tellAll(tx, [award])
