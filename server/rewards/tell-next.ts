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

/** The desks whose turn it is in a state of an award. */
export async function desksInTurn(tx: Transaction, award: { state: AwardState; deskId: string }): Promise<string[]> {
  const kind = TURN[award.state]
  return kind === undefined ? [award.deskId] : selectDesksOfKind(tx, kind)
}

/** Something waits for those whose turn it is: the same mail as for everything else. */
export async function tellNext(tx: Transaction, award: { state: AwardState; deskId: string }): Promise<void> {
  for (const desk of await desksInTurn(tx, award)) await noticeUnlessWaiting(tx, desk)
}
