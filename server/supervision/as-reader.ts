import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { asAuditor } from '../audit/as-auditor.ts'

/**
 * Reads as the auditor, whoever asks: all figures of a page are of one moment, nobody who writes waits for them, and no second
 * core is taken from those who work.
 */
export function asReader<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return asAuditor(db, async (tx) => {
    await tx.execute(sql`set local work_mem = '64MB'`)
    // An index that holds all that is asked for is read rather than a table that is three times as wide.
    await tx.execute(sql`set local random_page_cost = 1.1`)
    await tx.execute(sql`set local max_parallel_workers_per_gather = 0`)
    return read(tx)
  })
}
