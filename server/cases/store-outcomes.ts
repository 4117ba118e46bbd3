import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from '#db/connect.ts'
import { cases, outcomeConfirmations, outcomes } from '#db/schema/cases.ts'
import { staff } from '#db/schema/staff.ts'
import { showsIn, shownIn } from './store.ts'

/** The SQL about outcomes. */

export type OutcomeRow = typeof outcomes.$inferSelect

const confirmers = alias(staff, 'confirmers')

/** Outcomes of cases and of those that were merged into them, in the order of entry, with the case in which each shows. */
export const selectOutcomes = (db: Database | Transaction, caseIds: readonly string[]) =>
  db
    .select({
      outcome: outcomes,
      shownIn,
      by: { id: staff.id, name: staff.name },
      confirmedBy: { id: confirmers.id, name: confirmers.name },
      confirmedAt: outcomeConfirmations.at,
    })
    .from(outcomes)
    .innerJoin(cases, eq(cases.id, outcomes.caseId))
    .innerJoin(staff, eq(staff.id, outcomes.enteredBy))
    .leftJoin(outcomeConfirmations, eq(outcomeConfirmations.outcomeId, outcomes.id))
    .leftJoin(confirmers, eq(confirmers.id, outcomeConfirmations.staffId))
    .where(showsIn(caseIds))
    .orderBy(asc(outcomes.serial))

/** An outcome with the case in which it shows: its own, or the one that its own was merged into. */
export async function selectOutcome(
  tx: Transaction,
  outcomeId: string,
): Promise<{ outcome: OutcomeRow; shownIn: string } | null> {
  const [row] = await tx
    .select({ outcome: outcomes, shownIn })
    .from(outcomes)
    .innerJoin(cases, eq(cases.id, outcomes.caseId))
    .where(eq(outcomes.id, outcomeId))
  return row ?? null
}

export async function isCorrected(tx: Transaction, outcomeId: string): Promise<boolean> {
  return (await tx.select({ id: outcomes.id }).from(outcomes).where(eq(outcomes.corrects, outcomeId))).length > 0
}

/** Whether a later entry of its chain of corrections is confirmed. */
export async function isReplaced(tx: Transaction, outcomeId: string): Promise<boolean> {
  const [row] = await tx.select({ is: sql<boolean>`is_replaced(${outcomeId})` }).from(sql`(select 1) as once`)
  return row?.is ?? false
}

export async function insertOutcome(tx: Transaction, row: typeof outcomes.$inferInsert): Promise<void> {
  await tx.insert(outcomes).values(row)
}

/** Who confirmed an outcome, or null. */
export async function selectConfirmer(tx: Transaction, outcomeId: string): Promise<string | null> {
  const [row] = await tx
    .select({ staffId: outcomeConfirmations.staffId })
    .from(outcomeConfirmations)
    .where(eq(outcomeConfirmations.outcomeId, outcomeId))
  return row?.staffId ?? null
}

export async function insertConfirmation(
  tx: Transaction,
  row: typeof outcomeConfirmations.$inferInsert,
): Promise<void> {
  await tx.insert(outcomeConfirmations).values(row)
}
