import type { readNarrative } from '#contract/cases.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { ownCase } from './own-case.ts'
import { selectNarrative } from './store.ts'

/** One version of the account of a case of mine, also of a merged one. */
export async function readAccount(
  db: Database,
  who: Who,
  asked: ParamsOf<typeof readNarrative>,
): Promise<ReplyOf<typeof readNarrative>> {
  await ownCase(db, who, asked.case)
  const { narrative, by } = found(await selectNarrative(db, asked.case, asked.seq), 'notFound')
  const { caseId, seq, at, sealed } = narrative
  return { case: caseId, seq, by, at: at.toISOString(), sealedB64: toB64(sealed) }
}
