import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'

/**
 * Reads as the auditor: one snapshot, in which the database refuses every write, and every column that is sealed. The process's own
 * role could do more; inside it cannot, whatever a query says.
 */
export function asAuditor<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`)
    await tx.execute(sql`SET LOCAL ROLE lushao_auditor`)
    return read(tx)
  })
}
