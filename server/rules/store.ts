import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { ruleSets } from '#db/schema/rules.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of rule sets. */

const [proposers, approvers, withdrawers] = [
  alias(staff, 'proposers'),
  alias(staff, 'approvers'),
  alias(staff, 'withdrawers'),
]

/** Rule sets with who did what to them, those that begin last first. */
export const selectSets = (db: Database | Transaction) =>
  db
    .select({
      set: ruleSets,
      proposer: { id: proposers.id, name: proposers.name },
      approver: { id: approvers.id, name: approvers.name },
      withdrawer: { id: withdrawers.id, name: withdrawers.name },
    })
    .from(ruleSets)
    .leftJoin(proposers, eq(proposers.id, ruleSets.proposedBy))
    .leftJoin(approvers, eq(approvers.id, ruleSets.approvedBy))
    .leftJoin(withdrawers, eq(withdrawers.id, ruleSets.withdrawnBy))
    .orderBy(desc(ruleSets.effectiveFrom), desc(ruleSets.seq))
export type SetRow = Awaited<ReturnType<typeof selectSets>>[number]

/** The document of one rule set. */
export async function selectDocument(db: Database | Transaction, seq: number): Promise<RuleSet | null> {
  const [row] = await db.select({ document: ruleSets.document }).from(ruleSets).where(eq(ruleSets.seq, seq))
  return row?.document ?? null
}

/** A proposal that waits, locked: of two who settle it at once the second finds none. */
export async function selectProposal(tx: Transaction, seq: number): Promise<{ proposedBy: string | null } | null> {
  const [row] = await tx
    .select({ proposedBy: ruleSets.proposedBy })
    .from(ruleSets)
    .where(and(eq(ruleSets.seq, seq), isNull(ruleSets.approvedAt), isNull(ruleSets.withdrawnAt)))
    .for('update')
  return row ?? null
}

export type NewSet = {
  document: RuleSet
  digestBytes: Uint8Array
  effectiveFrom: string
  reason: string
  by: string
  at: Date
}

/** Only these columns: the office cannot write an approved set, not even that nobody has approved it. */
export async function insertProposal(tx: Transaction, set: NewSet): Promise<number> {
  const document = JSON.stringify(set.document)
  const [row] = await tx.execute<{ seq: number }>(sql`
    insert into ${ruleSets} (code, document, digest, effective_from, reason, proposed_by, proposed_at)
    values (${set.document.code}, ${document}::jsonb, ${set.digestBytes}, ${set.effectiveFrom}::date, ${set.reason}, ${set.by},
      ${set.at.toISOString()}::timestamptz)
    returning seq`)
  if (row === undefined) throw new Error('An insert gives its row')
  return row.seq
}

/** Proposals wait for each other here, so that each is told what stands in its way. */
export async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7205)`)
}

/** What an insert of this set would run against: its code, another open proposal, or a set that begins on this day or later. */
export async function selectObstacles(
  tx: Transaction,
  code: string,
  effectiveFrom: string,
): Promise<{ code: boolean; open: boolean; later: boolean }> {
  const [row] = await tx
    .select({
      code: sql<boolean>`coalesce(bool_or(${ruleSets.code} = ${code} and ${ruleSets.withdrawnAt} is null), false)`,
      open: sql<boolean>`coalesce(bool_or(${ruleSets.approvedAt} is null and ${ruleSets.withdrawnAt} is null), false)`,
      later: sql<boolean>`coalesce(bool_or(${ruleSets.approvedAt} is not null and ${ruleSets.effectiveFrom} >= ${effectiveFrom}), false)`,
    })
    .from(ruleSets)
  return row ?? { code: false, open: false, later: false }
}

export async function settle(
  tx: Transaction,
  seq: number,
  as: { approvedBy: string; approvedAt: Date } | { withdrawnBy: string; withdrawnAt: Date },
): Promise<void> {
  await tx.update(ruleSets).set(as).where(eq(ruleSets.seq, seq))
}
