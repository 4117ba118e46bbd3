import type { proposeLapse } from '#contract/lapses.ts'
import type { BodyOf } from '#contract/route.ts'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { insist } from '../http/refusal.ts'
import { refusingBy } from '../http/refusing-by.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { LapsesDeps } from './deps.ts'
import { insertList, selectItems, selectList } from './store.ts'
import { tellFinance } from './tell-finance.ts'

/**
 * Puts what was seen to be due on a list, which waits for a second person. The database refuses what is not due (`nothingOnList`),
 * and a list while another of its kind waits (`listOpen`). The same again changes nothing.
 */
export async function propose(
  { db, now }: LapsesDeps,
  who: Who,
  id: string,
  { kind, payables }: BodyOf<typeof proposeLapse>,
): Promise<Record<string, never>> {
  const wanted = [...new Set(payables)]
  return db
    .transaction(async (tx) => {
      const stored = await selectList(tx, id)
      if (stored !== null) {
        const items = await selectItems(tx, id)
        const isSame = items.length === wanted.length && items.every(({ payable }) => wanted.includes(payable))
        insist(isSame && stored.kind === kind && stored.proposedBy.id === who.staff, 'placeTaken')
        return {}
      }
      await insertList(tx, { id, kind, proposedBy: who.staff, proposedAt: now() }, wanted)
      await record(tx, { did: 'propose-lapse', staff: who.staff })
      await tellFinance(tx)
      return {}
    })
    .catch(refusingBy(MONEY_REFUSALS, 'listOpen'))
}
