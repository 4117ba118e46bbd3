import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { FIGURES, type Figures } from '#contract/deadlines.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { deadlineSets } from '#db/schema/deadlines.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of the deadlines. */

const [proposers, approvers, withdrawers] = [
  alias(staff, 'proposers'),
  alias(staff, 'approvers'),
  alias(staff, 'withdrawers'),
]

/** Sets of deadlines with who did what to them, the newest first. */
export const selectSets = (db: Database, most: number) =>
  db
    .select({
      set: deadlineSets,
      proposer: { id: proposers.id, name: proposers.name },
      approver: { id: approvers.id, name: approvers.name },
      withdrawer: { id: withdrawers.id, name: withdrawers.name },
    })
    .from(deadlineSets)
    .leftJoin(proposers, eq(proposers.id, deadlineSets.proposedBy))
    .leftJoin(approvers, eq(approvers.id, deadlineSets.approvedBy))
    .leftJoin(withdrawers, eq(withdrawers.id, deadlineSets.withdrawnBy))
    .orderBy(desc(deadlineSets.seq))
    .limit(most)
export type SetRow = Awaited<ReturnType<typeof selectSets>>[number]

/** The set that holds for clocks that start now. */
export async function selectHolding(tx: Transaction): Promise<typeof deadlineSets.$inferSelect> {
  const [row] = await tx
    .select()
    .from(deadlineSets)
    .where(isNotNull(deadlineSets.approvedAt))
    .orderBy(desc(deadlineSets.seq))
    .limit(1)
  if (row === undefined) throw new Error('The product ships with a set of deadlines')
  return row
}

const isOpen = and(isNull(deadlineSets.approvedAt), isNull(deadlineSets.withdrawnAt))

/** A proposal that waits, locked: of two who settle it at once the second finds none. */
export async function selectProposal(tx: Transaction, seq: number): Promise<{ proposedBy: string | null } | null> {
  const [row] = await tx
    .select({ proposedBy: deadlineSets.proposedBy })
    .from(deadlineSets)
    .where(and(eq(deadlineSets.seq, seq), isOpen))
    .for('update')
  return row ?? null
}

/** Only these columns: the office cannot write an approved set, not even that nobody has approved it. */
export async function insertProposal(
  tx: Transaction,
  figures: Figures,
  proposed: { reason: string; by: string; at: Date },
): Promise<number> {
  const columns = FIGURES.map((figure) => sql.identifier(deadlineSets[figure].name))
  const values = FIGURES.map((figure) => sql`${figures[figure]}`)
  const [row] = await tx.execute<{ seq: number }>(sql`
    insert into ${deadlineSets} (${sql.join(columns, sql`, `)}, reason, proposed_by, proposed_at)
    values (${sql.join(values, sql`, `)}, ${proposed.reason}, ${proposed.by}, ${proposed.at.toISOString()}::timestamptz) returning seq`)
  if (row === undefined) throw new Error('An insert gives its row')
  return row.seq
}

export async function settle(
  tx: Transaction,
  seq: number,
  as: { approvedBy: string; approvedAt: Date } | { withdrawnBy: string; withdrawnAt: Date },
): Promise<void> {
  await tx.update(deadlineSets).set(as).where(eq(deadlineSets.seq, seq))
}
