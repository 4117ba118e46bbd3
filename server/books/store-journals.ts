import { and, asc, desc, eq, ilike, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { JournalKind } from '#contract/money/accounts.ts'
import type { Fund } from '#contract/rewards/content.ts'
import type { Database } from '#db/connect.ts'
import { budgets, journals, payables, postings } from '#db/schema/ledger.ts'
import { payments, runs, runSteps } from '#db/schema/payments.ts'
import { awards } from '#db/schema/rewards.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of entries. */

export type JournalFilters = {
  fund?: Fund | undefined
  year?: number | undefined
  month?: string | undefined
  kind?: JournalKind | undefined
  number?: string | undefined
  award?: string | undefined
}

const row = {
  journal: journals,
  award: { award: awards.id, number: awards.number },
  by: { id: staff.id, name: staff.name },
}

/** Entries, the newest day first; `after` is the number of the last one of the page before. */
export function selectJournals(db: Database, filters: JournalFilters, after: string | undefined, most: number) {
  return db
    .select(row)
    .from(journals)
    .leftJoin(awards, eq(awards.id, journals.awardId))
    .leftJoin(staff, eq(staff.id, journals.staffId))
    .where(and(...conditions(filters), after === undefined ? undefined : isAfter(after)))
    .orderBy(desc(journals.day), desc(journals.number))
    .limit(most)
}
export type Selected = Awaited<ReturnType<typeof selectJournals>>[number]

const isAfter = (number: string): SQL =>
  sql`(${journals.day}, ${journals.number}) < (select last.day, last.number from ${journals} last where last.number = ${number})`

const containing = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

function conditions({ fund, year, month, kind, number, award }: JournalFilters): (SQL | undefined)[] {
  return [
    fund && eq(journals.fund, fund),
    year === undefined ? undefined : eq(journals.year, year),
    month === undefined ? undefined : eq(journals.month, month),
    kind && eq(journals.kind, kind),
    number === undefined ? undefined : ilike(journals.number, containing(number)),
    award === undefined ? undefined : ilike(awards.number, containing(award)),
  ]
}

const [proposers, makers, checkers] = [alias(staff, 'proposers'), alias(staff, 'makers'), alias(staff, 'checkers')]
const [making, checking] = [alias(runSteps, 'making'), alias(runSteps, 'checking')]

/** One entry with what it came from. */
export async function selectJournal(db: Database, id: string) {
  const [one] = await db
    .select({
      ...row,
      budget: budgets,
      participant: payables.participant,
      reference: payments.reference,
      run: { id: runs.id, number: runs.number },
      proposer: { id: proposers.id, name: proposers.name },
      maker: { id: makers.id, name: makers.name },
      checker: { id: checkers.id, name: checkers.name },
    })
    .from(journals)
    .leftJoin(awards, eq(awards.id, journals.awardId))
    .leftJoin(staff, eq(staff.id, journals.staffId))
    .leftJoin(budgets, eq(budgets.id, journals.budgetId))
    .leftJoin(proposers, eq(proposers.id, budgets.proposedBy))
    .leftJoin(payables, eq(payables.id, journals.payableId))
    .leftJoin(payments, eq(payments.id, journals.paymentId))
    .leftJoin(runs, eq(runs.id, payments.runId))
    .leftJoin(making, and(eq(making.runId, runs.id), eq(making.step, 'make')))
    .leftJoin(makers, eq(makers.id, making.staffId))
    .leftJoin(checking, and(eq(checking.runId, runs.id), eq(checking.step, 'check')))
    .leftJoin(checkers, eq(checkers.id, checking.staffId))
    .where(eq(journals.id, id))
  return one ?? null
}

export const selectSides = (db: Database, journal: string) =>
  db
    .select({ account: postings.account, fen: sql<string>`${postings.fen}::text` })
    .from(postings)
    .where(eq(postings.journalId, journal))
    .orderBy(asc(postings.line))
