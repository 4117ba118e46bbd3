import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { JournalSum } from '#contract/money/fund-view.ts'
import type { Fund } from '#contract/rewards/content.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { budgets, fundYears, journals, payables } from '#db/schema/ledger.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of funds and budgets. */

/** What each kind of entry comes to in each month, of the books of one year. */
export async function selectSums(db: Database, year: number): Promise<JournalSum[]> {
  const rows = await db
    .select({
      fund: journals.fund,
      year: journals.year,
      month: journals.month,
      kind: journals.kind,
      fen: sql<string>`sum(${journals.fen})::text`,
    })
    .from(journals)
    .where(eq(journals.year, year))
    .groupBy(journals.fund, journals.year, journals.month, journals.kind)
  return rows.map((row) => ({ ...row, fen: BigInt(row.fen) }))
}

/** Of what is owed, what somebody has asked for and is in no batch. */
export async function selectClaimed(db: Database, year: number): Promise<ReadonlyMap<Fund, bigint>> {
  const rows = await db
    .select({ fund: payables.fund, fen: sql<string>`sum(${payables.fen})::text` })
    .from(payables)
    .where(and(eq(payables.year, year), eq(payables.state, 'claimed')))
    .groupBy(payables.fund)
  return new Map(rows.map(({ fund, fen }) => [fund, BigInt(fen)]))
}

export async function selectYears(db: Database): Promise<number[]> {
  const rows = await db.selectDistinct({ year: fundYears.year }).from(fundYears)
  return rows.map(({ year }) => year)
}

const [proposers, confirmers, withdrawers] = [
  alias(staff, 'proposers'),
  alias(staff, 'confirmers'),
  alias(staff, 'withdrawers'),
]
const reversals = alias(budgets, 'reversals')

/** The budgets of a year with who did what, the newest first. */
export const selectBudgets = (db: Database, year: number, most: number) =>
  db
    .select({
      budget: budgets,
      reversedBy: reversals.id,
      proposer: { id: proposers.id, name: proposers.name },
      confirmer: { id: confirmers.id, name: confirmers.name },
      withdrawer: { id: withdrawers.id, name: withdrawers.name },
    })
    .from(budgets)
    .leftJoin(reversals, and(eq(reversals.reverses, budgets.id), isNull(reversals.withdrawnAt)))
    .leftJoin(proposers, eq(proposers.id, budgets.proposedBy))
    .leftJoin(confirmers, eq(confirmers.id, budgets.confirmedBy))
    .leftJoin(withdrawers, eq(withdrawers.id, budgets.withdrawnBy))
    .where(eq(budgets.year, year))
    .orderBy(desc(budgets.proposedAt), desc(budgets.id))
    .limit(most)
export type BudgetRow = Awaited<ReturnType<typeof selectBudgets>>[number]

export async function selectBudget(tx: Transaction, id: string): Promise<typeof budgets.$inferSelect | null> {
  const [row] = await tx.select().from(budgets).where(eq(budgets.id, id)).for('update')
  return row ?? null
}

export type NewBudget = Pick<
  typeof budgets.$inferSelect,
  'id' | 'fund' | 'year' | 'fen' | 'document' | 'documentOn' | 'reverses' | 'proposedBy' | 'proposedAt'
>

/** Only these columns: the office cannot write a confirmed budget, not even that nobody has confirmed it. Whether it is new. */
export async function insertBudget(tx: Transaction, budget: NewBudget): Promise<boolean> {
  const { id, fund, year, fen, document, documentOn, reverses, proposedBy, proposedAt } = budget
  const rows = await tx.execute(sql`
    insert into ${budgets} (id, fund, year, fen, document, document_on, reverses, proposed_by, proposed_at)
    values (${id}, ${fund}, ${year}, ${fen}::bigint, ${document}, ${documentOn}::date, ${reverses}, ${proposedBy}, ${proposedAt.toISOString()}::timestamptz)
    on conflict (id) do nothing returning id`)
  return rows.length > 0
}

export async function settleBudget(
  tx: Transaction,
  id: string,
  as: { confirmedBy: string; confirmedAt: Date } | { withdrawnBy: string; withdrawnAt: Date },
): Promise<void> {
  await tx.update(budgets).set(as).where(eq(budgets.id, id))
}
