import { asc, desc, eq, sql } from 'drizzle-orm'
import type { PostingSum } from '#contract/money/trial-balance.ts'
import type { Transaction } from '#db/connect.ts'
import { journals, ledgerPeriods } from '#db/schema/ledger.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of trial balances and months. */

/** Every account with the sums of its postings: those before the month and those in it; without a month, all of them. */
export async function selectPostingSums(tx: Transaction, month: string | null): Promise<PostingSum[]> {
  const rows = await tx.execute<Omit<PostingSum, 'debit' | 'credit'> & { debit: string; credit: string }>(sql`
    select fund, year, account, coalesce(month < ${month}, false) as "isBefore",
      coalesce(sum(fen) filter (where fen > 0), 0)::text as debit, coalesce(-sum(fen) filter (where fen < 0), 0)::text as credit
    from postings where coalesce(month <= ${month}, true) group by fund, year, account, 4`)
  return rows.map((row) => ({ ...row, debit: BigInt(row.debit), credit: BigInt(row.credit) }))
}

const closer = { at: ledgerPeriods.closedAt, by: { id: staff.id, name: staff.name } }

export async function selectClosing(tx: Transaction, month: string) {
  const [row] = await tx
    .select(closer)
    .from(ledgerPeriods)
    .leftJoin(staff, eq(staff.id, ledgerPeriods.closedBy))
    .where(eq(ledgerPeriods.month, month))
  return row ?? null
}

/** Months that have entries, the first one first. */
export const selectMonths = (tx: Transaction) =>
  tx
    .select({ month: journals.month, entries: sql<number>`count(*)::int` })
    .from(journals)
    .groupBy(journals.month)
    .orderBy(asc(journals.month))

/** The months that are closed, the newest first. */
export const selectClosed = (tx: Transaction) =>
  tx
    .select({ month: ledgerPeriods.month, ...closer })
    .from(ledgerPeriods)
    .leftJoin(staff, eq(staff.id, ledgerPeriods.closedBy))
    .orderBy(desc(ledgerPeriods.month))

/** Closes a month; the database writes its totals. Only these columns are the office's. */
export async function insertPeriod(tx: Transaction, period: { month: string; by: string; at: Date }): Promise<void> {
  await tx.execute(sql`insert into ${ledgerPeriods} (month, closed_by, closed_at)
    values (${period.month}, ${period.by}, ${period.at.toISOString()}::timestamptz)`)
}
