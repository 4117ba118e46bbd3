import type { Database } from '#db/connect.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownCase } from './own-case.ts'
import { endLinks, selectCase, selectLink } from './store.ts'

/**
 * Takes a tip out of a case. A link of a merged case is named by that case; the tip leaves all that show together, and stays
 * visible as one that was in. Taken out already changes nothing.
 */
export async function unlink(
  db: Database,
  who: Who,
  at: { case: string; seq: number },
): Promise<Record<string, never>> {
  return db.transaction(async (tx) => {
    const named = await ownCase(tx, who, at.case)
    const shownIn = named.mergedInto ?? named.id
    await selectCase(tx, shownIn, true)
    const { tipId, removedAt } = found(await selectLink(tx, named.id, at.seq), 'notFound')
    if (removedAt !== null) return {}
    await endLinks(tx, shownIn, tipId, { removedBy: who.staff, removedAt: new Date() })
    await record(tx, { did: 'unlink-tip', staff: who.staff, desk: named.deskId, case: named.id, tip: tipId })
    return {}
  })
}
