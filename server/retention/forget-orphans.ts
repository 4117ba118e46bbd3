import { inArray, sql } from 'drizzle-orm'
import type { Database } from '#db/connect.ts'
import { sealedPieces } from '#db/schema/tips.ts'
import type { Blobs } from '../blobs.ts'

const KEPT_MS = 24 * 3_600_000

/**
 * Deletes pieces that no tip claimed within a day: reports that were never finished, and bytes whose row a crash
 * prevented. Answers how many files went.
 */
export async function forgetOrphans(deps: { db: Database; blobs: Blobs; now: () => Date }): Promise<number> {
  const before = new Date(deps.now().getTime() - KEPT_MS)
  const rows = await deps.db.execute<{ file: string }>(
    sql`select forget_orphans(${before.toISOString()}::timestamptz) as file`,
  )
  const gone = new Set(rows.map((row) => row.file))
  const old = await deps.blobs.untouchedSince(before)
  for (const file of await withoutRows(deps.db, old)) gone.add(file)
  for (const file of gone) await deps.blobs.forget(file)
  return gone.size
}

async function withoutRows(db: Database, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return []
  const held = await db
    .selectDistinct({ id: sealedPieces.fileId })
    .from(sealedPieces)
    .where(inArray(sealedPieces.fileId, [...files]))
  const ids = new Set(held.map((row) => row.id))
  return files.filter((file) => !ids.has(file))
}
