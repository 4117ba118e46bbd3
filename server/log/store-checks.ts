import type { Database } from '#db/connect.ts'
import { logChecks } from '#db/schema/log.ts'

/** Writes down a run of the verifier and what it found. */
export async function insertCheck(db: Database, check: typeof logChecks.$inferInsert): Promise<void> {
  await db.insert(logChecks).values(check)
}
