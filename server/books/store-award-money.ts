import { and, asc, eq, sql } from 'drizzle-orm'
import type { Fund } from '#contract/rewards/content.ts'
import type { Database } from '#db/connect.ts'
import { journals, ledgerAccounts, payables } from '#db/schema/ledger.ts'
import { freezes } from '#db/schema/payments.ts'

/** The SQL of the money of one award. */

/** What a version owes, one a payee. */
export const selectPayables = (db: Database, award: string, version: number) =>
  db
    .select({
      payable: payables.id,
      participant: payables.participant,
      fen: sql<string>`${payables.fen}::text`,
      state: payables.state,
      isFrozen: sql<boolean>`exists (select from ${freezes} f where f.payable_id = ${payables.id} and f.released_at is null)`,
    })
    .from(payables)
    .where(and(eq(payables.awardId, award), eq(payables.version, version)))
    .orderBy(asc(payables.participant))

/** The year in whose books a version is set aside; null where it is not. */
export async function selectYearOf(db: Database, award: string, version: number): Promise<number | null> {
  const [row] = await db.select({ year: journals.year }).from(journals)
    .where(sql`${journals.key} in (${`commit/${award}/${version}`}, ${`open/${award}/${version}`})
      and not exists (select from ${journals} r where r.key = ${`release/${award}/${version}`})`)
  return row?.year ?? null
}

/** What of a fund is available; nothing of one that has no books. */
export async function selectAvailable(db: Database, fund: Fund, year: number): Promise<bigint> {
  const [row] = await db
    .select({ balance: ledgerAccounts.balance })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.fund, fund), eq(ledgerAccounts.year, year), eq(ledgerAccounts.account, 'available')))
  return row === undefined ? 0n : -row.balance
}
