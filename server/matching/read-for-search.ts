import type { SealedTip } from '#contract/matching.ts'
import type { Database } from '#db/connect.ts'
import { Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { sealedTip } from './sealed-tip.ts'
import { hasDone, selectSealed } from './store.ts'

/** One tip for a browser that confirms a search. Who looked is recorded first, once in five minutes. */
export async function readSealed(db: Database, who: Who, tipId: string): Promise<SealedTip> {
  const row = await db.transaction(async (tx) => {
    const own = await selectSealed(tx, tipId)
    if (own === null || !mayAt(who, own.deskId, 'readTips')) throw new Refusal('tipNotFound')
    if (!(await hasDone(tx, { did: 'search-tip', tipId, staffId: who.staff }, 'five minutes')))
      await record(tx, { did: 'search-tip', staff: who.staff, desk: own.deskId, tip: tipId })
    return own
  })
  return sealedTip(db, row)
}
