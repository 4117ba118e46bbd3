import type { askCheck } from '#contract/audit.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { queueJob } from '../jobs/queue.ts'
import { record } from '../log/record.ts'
import { selectAsked } from './store-log.ts'

/** Asks for a run of the verifier. While one waits, nothing is added. */
export function askForCheck(db: Database, who: Who): Promise<ReplyOf<typeof askCheck>> {
  return db.transaction(async (tx) => {
    const waiting = await selectAsked(tx)
    if (waiting !== null) return { askedAt: waiting.toISOString() }
    await record(tx, { did: 'ask-check', staff: who.staff })
    await queueJob(tx, 'verify-log')
    return { askedAt: new Date().toISOString() }
  })
}
