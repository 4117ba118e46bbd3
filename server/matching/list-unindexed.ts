import { UNINDEXED_ROWS, type listUnindexed } from '#contract/matching.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { sealedTip } from './sealed-tip.ts'
import { countUnindexed, hasDone, selectSealed, selectUnindexed, type SealedRow } from './store.ts'

/** The next tips of a desk for a browser to index. That it has each leaves one trace a person. */
export async function nextUnindexed(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof listUnindexed>> {
  insist(mayAt(who, deskId, 'workTips'), 'notPermitted')
  const left = await countUnindexed(db, deskId)
  const rows = await takeUnindexed(db, who, deskId)
  return { left, tips: await Promise.all(rows.map((row) => sealedTip(db, row))) }
}

async function takeUnindexed(db: Database, who: Who, deskId: string): Promise<SealedRow[]> {
  const tipIds = await selectUnindexed(db, deskId, UNINDEXED_ROWS)
  return db.transaction(async (tx) => {
    const rows: SealedRow[] = []
    for (const tipId of tipIds) {
      const row = await selectSealed(tx, tipId)
      // Given away meanwhile: another desk's browser will index it.
      if (row?.deskId !== deskId) continue
      if (!(await hasDone(tx, { did: 'index-tip', tipId, staffId: who.staff }, 'ever')))
        await record(tx, { did: 'index-tip', staff: who.staff, desk: deskId, tip: tipId })
      rows.push(row)
    }
    return rows
  })
}
