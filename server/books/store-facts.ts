import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Fund } from '#contract/rewards/content.ts'
import type { Transaction } from '#db/connect.ts'
import { budgets, journals, ledgerAccounts, payables, postings } from '#db/schema/ledger.ts'
import { claims, paymentOutcomes, payments, runs } from '#db/schema/payments.ts'
import { awardSteps, awards, awardVersions } from '#db/schema/rewards.ts'
import type { AwardFact, BookFacts, ClaimFact, PayableFact, PaymentFact } from './reconcile/facts.ts'

/** The SQL of what is compared, a fund and year at a time, as the tables have it: nothing of it is left to functions of the database. */

export type Book = { fund: Fund; year: number; isListed: boolean }

const hex = (column: PgColumn): SQL<string> => sql<string>`encode(${column}, 'hex')`

/** The year in whose books an award is, or was last, set aside; of one that never was, the year since which it stands as it does. */
const homeYear = sql<number>`coalesce(
  (select j.year from ${journals} j where j.award_id = ${awards.id} and j.kind in ('commit', 'open') order by j.at desc, j.year desc limit 1),
  extract(year from ${awards.stateSince} at time zone 'Asia/Shanghai')::int)`

/** Every fund and year that something of the books, or an award that should stand in them, names. */
export async function selectBooks(tx: Transaction): Promise<Book[]> {
  return tx.execute<Book>(sql`
    select fund, year, bool_or(listed) as "isListed" from (
      select fund, year, true as listed from fund_years
      union select fund, year, false from journals union select fund, year, false from postings
      union select fund, year, false from ledger_accounts union select fund, year, false from payables
      union select fund, year, false from budgets where confirmed_at is not null
      union select ${awards.fund}, ${homeYear}, false from ${awards} where ${awards.state} in ('approved', 'granted')) named
    group by fund, year order by year, fund`)
}

/** Everything of one of them. */
export async function selectBook(tx: Transaction, book: Book): Promise<BookFacts> {
  return {
    ...book,
    journals: await selectJournals(tx, book),
    postings: await selectPostings(tx, book),
    accounts: await selectAccounts(tx, book),
    budgets: await selectBudgets(tx, book),
    awards: await selectAwards(tx, book),
    payables: await selectPayables(tx, book),
    claims: await selectClaims(tx, book),
    payments: await selectPayments(tx, book),
  }
}

const selectJournals = (tx: Transaction, { fund, year }: Book) =>
  tx
    .select({
      id: journals.id,
      kind: journals.kind,
      fund: journals.fund,
      year: journals.year,
      fen: journals.fen,
      day: journals.day,
      month: journals.month,
      number: journals.number,
      budgetId: journals.budgetId,
      awardId: journals.awardId,
      payableId: journals.payableId,
      paymentId: journals.paymentId,
    })
    .from(journals)
    .where(and(eq(journals.fund, fund), eq(journals.year, year)))

const selectPostings = (tx: Transaction, { fund, year }: Book) =>
  tx
    .select({ journalId: postings.journalId, month: postings.month, account: postings.account, fen: postings.fen })
    .from(postings)
    .where(and(eq(postings.fund, fund), eq(postings.year, year)))

const selectAccounts = (tx: Transaction, { fund, year }: Book) =>
  tx
    .select({ account: ledgerAccounts.account, balance: ledgerAccounts.balance })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.fund, fund), eq(ledgerAccounts.year, year)))

const selectBudgets = (tx: Transaction, { fund, year }: Book) =>
  tx
    .select({
      id: budgets.id,
      fen: budgets.fen,
      document: budgets.document,
      isConfirmed: sql<boolean>`${budgets.confirmedAt} is not null`,
    })
    .from(budgets)
    .where(and(eq(budgets.fund, fund), eq(budgets.year, year)))

/** Those that stand in these books, or should. */
function selectAwards(tx: Transaction, { fund, year }: Book): Promise<AwardFact[]> {
  const named = sql`(select ${journals.awardId} from ${journals} where ${journals.fund} = ${fund} and ${journals.year} = ${year}
    union select ${payables.awardId} from ${payables} where ${payables.fund} = ${fund} and ${payables.year} = ${year})`
  const isDue = sql`${awards.state} in ('approved', 'granted') and ${homeYear} = ${year}`
  return tx
    .select({
      id: awards.id,
      number: awards.number,
      state: awards.state,
      version: awards.version,
      totalFen: awards.totalFen,
      content: awardVersions.content,
      digest: hex(awardVersions.digest),
      signed: sql<string[]>`array(select encode(s.digest, 'hex') from ${awardSteps} s
        where s.award_id = ${awards.id} and s.version = ${awards.version} order by s.seq)`,
      isHome: sql<boolean>`${homeYear} = ${year}`,
    })
    .from(awards)
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, awards.version)))
    .where(and(eq(awards.fund, fund), sql`(${awards.id} in ${named} or ${isDue})`))
}

const selectPayables = (tx: Transaction, { fund, year }: Book): Promise<PayableFact[]> =>
  tx
    .select({
      id: payables.id,
      awardId: payables.awardId,
      version: payables.version,
      participant: payables.participant,
      fen: payables.fen,
      state: payables.state,
      claimSeq: payables.claimSeq,
      returned: sql<number>`(select count(*)::int from lapse_items i where i.payable_id = ${payables.id} and i.outcome = 'returned')`,
    })
    .from(payables)
    .where(and(eq(payables.fund, fund), eq(payables.year, year)))

const ofBook = (tx: Transaction, { fund, year }: Book) =>
  tx
    .select({ id: payables.id })
    .from(payables)
    .where(and(eq(payables.fund, fund), eq(payables.year, year)))

const selectClaims = (tx: Transaction, book: Book): Promise<ClaimFact[]> =>
  tx
    .select({
      payable: claims.payableId,
      seq: claims.seq,
      fen: sql<string>`${claims.fen}::text`,
      method: claims.method,
      sealedSha256: sql<string | null>`encode(sha256(${claims.sealed}), 'hex')`,
      verifier: sql<string | null>`encode(${claims.verifier}, 'hex')`,
      hasWord: claims.hasWord,
      digest: hex(claims.digest),
    })
    .from(claims)
    .where(inArray(claims.payableId, ofBook(tx, book)))

const selectPayments = (tx: Transaction, book: Book): Promise<PaymentFact[]> =>
  tx
    .select({
      id: payments.id,
      payableId: payments.payableId,
      claimSeq: payments.claimSeq,
      claimDigest: hex(payments.claimDigest),
      fen: payments.fen,
      state: payments.state,
      reference: payments.reference,
      receipt: payments.receipt,
      paidOn: payments.paidOn,
      runState: runs.state,
      outcomes: sql<
        PaymentFact['outcomes']
      >`(select coalesce(json_agg(json_build_object('seq', o.seq, 'outcome', o.outcome, 'fen', o.fen::text) order by o.seq), '[]')
        from ${paymentOutcomes} o where o.payment_id = ${payments.id})`,
    })
    .from(payments)
    .innerJoin(runs, eq(runs.id, payments.runId))
    .where(inArray(payments.payableId, ofBook(tx, book)))
    .orderBy(asc(payments.id))
