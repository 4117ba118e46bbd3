import type { ListState } from '#contract/lapses.ts'
import type { Transaction } from '#db/connect.ts'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { found, insist } from '../http/refusal.ts'
import { refusingBy } from '../http/refusing-by.ts'
import type { Who } from '../http/serve.ts'
import { queueJob } from '../jobs/queue.ts'
import { record } from '../log/record.ts'
import type { LapsesDeps } from './deps.ts'
import { stateOf } from './list-row.ts'
import { selectList, settleList } from './store.ts'

/**
 * Confirms a list that somebody else put together, and has it carried out. Refuses `listNotFound` once it was settled otherwise,
 * `ownList`; the same again changes nothing.
 */
export async function confirm({ db, now }: LapsesDeps, who: Who, list: string): Promise<Record<string, never>> {
  return db
    .transaction(async (tx) => {
      const row = found(await selectList(tx, list), 'listNotFound')
      insist(row.proposedBy.id !== who.staff, 'ownList')
      if (!(await settleList(tx, list, { confirmedBy: who.staff, confirmedAt: now() })))
        return settledBefore(tx, list, ({ confirmedBy }) => confirmedBy === who.staff)
      await record(tx, { did: 'confirm-lapse', staff: who.staff })
      await queueJob(tx, 'carry-out-lapses')
      return {}
    })
    .catch(refusingBy(MONEY_REFUSALS, 'listNotFound'))
}

/** Takes a list away that waits, one's own or somebody else's. Refuses `listNotFound` once it was confirmed; the same again changes nothing. */
export async function withdraw({ db, now }: LapsesDeps, who: Who, list: string): Promise<Record<string, never>> {
  return db
    .transaction(async (tx) => {
      if (!(await settleList(tx, list, { withdrawnBy: who.staff, withdrawnAt: now() })))
        return settledBefore(tx, list, ({ withdrawnBy }) => withdrawnBy === who.staff)
      await record(tx, { did: 'withdraw-lapse', staff: who.staff })
      return {}
    })
    .catch(refusingBy(MONEY_REFUSALS, 'listNotFound'))
}

type Settled = { state: ListState; confirmedBy: string | null; withdrawnBy: string | null }

async function settledBefore(
  tx: Transaction,
  list: string,
  isOwn: (settled: Settled) => boolean,
): Promise<Record<string, never>> {
  const row = found(await selectList(tx, list), 'listNotFound')
  const settled = {
    state: stateOf(row),
    confirmedBy: row.confirmedBy?.id ?? null,
    withdrawnBy: row.withdrawnBy?.id ?? null,
  }
  insist(isOwn(settled), 'listNotFound')
  return {}
}
