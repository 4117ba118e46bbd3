import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'

/** What people may ask for besides the plan. */
export type Asked = 'verify-log' | 'carry-out-lapses'

/** Has a job done as soon as possible, once though it is asked for twice before it begins; at the end of the transaction, if it is one. */
export async function queueJob(db: Database | Transaction, did: Asked): Promise<void> {
  await db.execute(sql`select from graphile_worker.add_job(${did}, job_key => ${did}, max_attempts => 5)`)
}
