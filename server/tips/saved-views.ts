import { isAgeFile } from '#contract/envelope.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { MAX_VIEWS, type keepView, type listViews } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { fromB64, toB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { countViews, deleteView, insertView, lockStaff, selectViewsKept, updateView } from './store-triage.ts'

type Place = { desk: string; view: string }

/** My own views of a desk's inbox, in the order in which I made them. */
export async function viewsOf(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof listViews>> {
  insist(mayAt(who, deskId, 'readTips'), 'notPermitted')
  const rows = await selectViewsKept(db, who.staff, deskId)
  return { views: rows.map(({ id, sealed }) => ({ id, sealedB64: toB64(sealed) })) }
}

/** Keeps a view, or replaces it. Refuses `tooManyViews`, and `notFound` when the id is that of somebody else's view. */
export async function keepOwnView(
  db: Database,
  who: Who,
  { desk, view }: Place,
  { sealedB64 }: BodyOf<typeof keepView>,
): Promise<Record<string, never>> {
  insist(mayAt(who, desk, 'readTips'), 'notPermitted')
  const row = { id: view, deskId: desk, staffId: who.staff, sealed: fromB64(sealedB64) }
  insist(isAgeFile(row.sealed), 'notSealed')
  await db.transaction(async (tx) => {
    await lockStaff(tx, who.staff)
    if (await updateView(tx, row)) return
    insist((await countViews(tx, who.staff, desk)) < MAX_VIEWS, 'tooManyViews')
    insist(await insertView(tx, row), 'notFound')
  })
  return {}
}

/** Forgets a view of mine. One that is gone already is fine. */
export async function dropOwnView(db: Database, who: Who, { desk, view }: Place): Promise<Record<string, never>> {
  insist(mayAt(who, desk, 'readTips'), 'notPermitted')
  await deleteView(db, who.staff, desk, view)
  return {}
}
