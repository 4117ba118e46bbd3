import { desc, eq, sql } from 'drizzle-orm'
import type { Compared, Difference } from '#contract/reconciliation.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { reconciliations } from '#db/schema/ledger.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of comparisons that were kept. */

type Found = { at: Date; staff: string | null; compared: Compared; differences: readonly Difference[] }

/** Keeps what was found; its place. */
export async function insertReconciliation(
  tx: Transaction,
  { at, staff: staffId, compared, differences }: Found,
): Promise<number> {
  const [row] = await tx.execute<{ seq: number }>(sql`
    insert into ${reconciliations} (at, staff_id, compared, differences)
    values (${at.toISOString()}::timestamptz, ${staffId}, ${JSON.stringify(compared)}::text::jsonb, ${JSON.stringify(differences)}::text::jsonb)
    returning seq`)
  if (row === undefined) throw new Error('An insert gives its row')
  return row.seq
}

const head = {
  seq: reconciliations.seq,
  at: reconciliations.at,
  by: { id: staff.id, name: staff.name },
  differences: sql<number>`jsonb_array_length(${reconciliations.differences})`,
}

/** The newest first. */
export const selectHeads = (db: Database, most: number) =>
  db
    .select(head)
    .from(reconciliations)
    .leftJoin(staff, eq(staff.id, reconciliations.staffId))
    .orderBy(desc(reconciliations.seq))
    .limit(most)

export async function selectReconciliation(db: Database, seq: number) {
  const [row] = await db
    .select({ ...head, compared: reconciliations.compared, rows: reconciliations.differences })
    .from(reconciliations)
    .leftJoin(staff, eq(staff.id, reconciliations.staffId))
    .where(eq(reconciliations.seq, seq))
  return row ?? null
}
