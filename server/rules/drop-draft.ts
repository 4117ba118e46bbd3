import type { dropRuleDraft } from '#contract/rule-sets.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { deleteDraft, lockDraft } from './store-drafts.ts'

/** Deletes a draft. Refuses `rulesNotFound` when it is gone, `changedMeanwhile` when somebody saved it since it was seen. */
export async function dropDraft(
  db: Database,
  who: Who,
  { draft, version }: ParamsOf<typeof dropRuleDraft>,
): Promise<Record<string, never>> {
  await db.transaction(async (tx) => {
    found(await lockDraft(tx, draft), 'rulesNotFound')
    insist(await deleteDraft(tx, draft, version), 'changedMeanwhile')
    await record(tx, { did: 'drop-rules', staff: who.staff })
  })
  return {}
}
