import type { exportComparison, exportRules } from '#contract/rule-sets.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { RulesDeps } from './plugin.ts'
import { reassess } from './reassess-awards.ts'
import { selectDocument } from './store.ts'

/** The document of a rule set for a file; that it was taken is recorded. Refuses `rulesNotFound`. */
export async function exportDocument(db: Database, who: Who, seq: number): Promise<ReplyOf<typeof exportRules>> {
  return db.transaction(async (tx) => {
    const document = found(await selectDocument(tx, seq), 'rulesNotFound')
    await record(tx, { did: 'export-rules', staff: who.staff })
    return { document }
  })
}

/** Awards under two rule sets for a file; that they were taken is recorded. Refuses as `reassess` does. */
export async function exportReassessed(
  deps: RulesDeps,
  who: Who,
  compared: BodyOf<typeof exportComparison>,
): Promise<ReplyOf<typeof exportComparison>> {
  const reply = await reassess(deps, compared)
  await deps.db.transaction((tx) => record(tx, { did: 'export-rules', staff: who.staff }))
  return reply
}
