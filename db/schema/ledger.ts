import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ACCOUNTS, JOURNAL_KINDS, VOUCHER_SERIES } from '#contract/money/accounts.ts'
import { PAYABLE_STATES } from '#contract/money/chain.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import { instant, xid } from './columns.ts'
import { awards } from './rewards.ts'
import { staff } from './staff.ts'

/** Whole fen. */
const fen = (name: string) => bigint(name, { mode: 'bigint' })
const fundYear = () => ({ fund: text('fund', { enum: FUNDS }).notNull(), year: integer('year').notNull() })

/** The years in which a fund has books. */
export const fundYears = pgTable('fund_years', { ...fundYear() }, (table) => [
  primaryKey({ columns: [table.fund, table.year] }),
])

/**
 * Money that the treasury allots to a fund in a year, or takes away, by a document. One person enters it, another confirms it; then it
 * is in the books. What was entered wrong is taken back by one that `reverses` it.
 */
export const budgets = pgTable(
  'budgets',
  {
    id: uuid('id').primaryKey(),
    ...fundYear(),
    /** More than zero: allotted; less: taken away. */
    fen: fen('fen').notNull(),
    /** The number and name of the document. */
    document: text('document').notNull(),
    documentOn: date('document_on', { mode: 'string' }).notNull(),
    reverses: uuid('reverses'),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => staff.id),
    proposedAt: instant('proposed_at').notNull(),
    confirmedBy: uuid('confirmed_by').references(() => staff.id),
    confirmedAt: instant('confirmed_at'),
    withdrawnBy: uuid('withdrawn_by').references(() => staff.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    foreignKey({ name: 'budget_reversed', columns: [table.reverses], foreignColumns: [table.id] }),
    index('budgets_of_fund').on(table.fund, table.year, table.proposedAt),
    uniqueIndex('reversed_once')
      .on(table.reverses)
      .where(sql`${table.withdrawnAt} IS NULL`),
    check('budget_is_something', sql`${table.fen} <> 0`),
    check('budget_by_two', sql`${table.confirmedBy} <> ${table.proposedBy}`),
    check('budget_confirmed_by_somebody', sql`(${table.confirmedAt} IS NULL) = (${table.confirmedBy} IS NULL)`),
    check('budget_withdrawn_by_somebody', sql`(${table.withdrawnAt} IS NULL) = (${table.withdrawnBy} IS NULL)`),
    check('budget_settles_once', sql`${table.confirmedAt} IS NULL OR ${table.withdrawnAt} IS NULL`),
    check('budget_document', sql`length(${table.document}) BETWEEN 2 AND 200`),
  ],
)

/** An account of a fund in a year with its balance, debits positive; follows from the postings, by trigger. Locked in the order of its key. */
export const ledgerAccounts = pgTable(
  'ledger_accounts',
  { ...fundYear(), account: text('account', { enum: ACCOUNTS }).notNull(), balance: fen('balance').notNull() },
  (table) => [
    primaryKey({ columns: [table.fund, table.year, table.account] }),
    check(
      'balance_on_its_side',
      sql`CASE ${table.account} WHEN 'quota' THEN ${table.balance} >= 0 ELSE ${table.balance} <= 0 END`,
    ),
  ],
)

/** The last number given in a series and month. */
export const voucherCounters = pgTable(
  'voucher_counters',
  {
    series: text('series', { enum: VOUCHER_SERIES }).notNull(),
    month: text('month').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.series, table.month] })],
)

/** A month that was closed, with the trial balance that it ended with: nothing is entered in it any more. Final. */
export const ledgerPeriods = pgTable('ledger_periods', {
  /** Like 2026-11. */
  month: text('month').primaryKey(),
  closedBy: uuid('closed_by')
    .notNull()
    .references(() => staff.id),
  closedAt: instant('closed_at').notNull(),
  /** The trial balance at its end, by fund, year and account. */
  totals: jsonb('totals').notNull(),
})

/** What is owed to one person or unit of an award: made by trigger when it is granted, moved by triggers alone. */
export const payables = pgTable(
  'payables',
  {
    id: uuid('id').primaryKey(),
    awardId: uuid('award_id')
      .notNull()
      .references(() => awards.id),
    version: integer('version').notNull(),
    /** 0: the reporter; from 1: the place among those who took part. */
    participant: integer('participant').notNull(),
    /** The fund and year that pay. */
    ...fundYear(),
    fen: fen('fen').notNull(),
    state: text('state', { enum: PAYABLE_STATES }).notNull(),
    since: instant('since').notNull(),
    /** The newest claim; null before the first. */
    claimSeq: integer('claim_seq'),
  },
  (table) => [
    unique('one_payable_each').on(table.awardId, table.version, table.participant),
    foreignKey({
      name: 'payable_from_an_account',
      columns: [table.fund, table.year],
      foreignColumns: [fundYears.fund, fundYears.year],
    }),
    index('payables_state').on(table.state, table.since),
    check('payable_is_something', sql`${table.fen} > 0`),
    check('reporter_or_participant', sql`(${table.fund} = 'tips') = (${table.participant} = 0)`),
  ],
)

/** An entry in the books 记账凭证. Final; its postings are written in the same transaction and never later. */
export const journals = pgTable(
  'journals',
  {
    id: uuid('id').primaryKey(),
    /** What it was entered for, once: like `commit/<award>/<version>`. The same again changes nothing. */
    key: text('key').notNull().unique(),
    kind: text('kind', { enum: JOURNAL_KINDS }).notNull(),
    ...fundYear(),
    fen: fen('fen').notNull(),
    /** The day in Sanya, its month, and the number in its series, like 付-2026-11-0001. */
    day: date('day', { mode: 'string' }).notNull(),
    month: text('month').notNull(),
    series: text('series', { enum: VOUCHER_SERIES }).notNull(),
    seq: integer('seq').notNull(),
    number: text('number').notNull().unique(),
    budgetId: uuid('budget_id').references(() => budgets.id),
    awardId: uuid('award_id').references(() => awards.id),
    payableId: uuid('payable_id').references(() => payables.id),
    /** Of `payments`, which knows it. */
    paymentId: uuid('payment_id'),
    /** Whose act it was; null for a job and for what was there before. */
    staffId: uuid('staff_id').references(() => staff.id),
    at: instant('at').notNull(),
    /** The transaction that wrote it: no posting joins it from another one. */
    xid: xid('xid')
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    unique('voucher_number').on(table.series, table.month, table.seq),
    unique('journal_of_month').on(table.id, table.fund, table.year, table.month),
    index('journals_day').on(table.day, table.number),
    index('journals_of_fund').on(table.fund, table.year, table.month),
    index('journals_award').on(table.awardId),
    index('journals_payable').on(table.payableId),
    // Of one payment, and of what is owed to one person, each of these stands once.
    uniqueIndex('one_reserve')
      .on(table.paymentId)
      .where(sql`${table.kind} = 'reserve'`),
    uniqueIndex('one_end_of_a_reserve')
      .on(table.paymentId)
      .where(sql`${table.kind} IN ('settle', 'unreserve')`),
    uniqueIndex('one_bounce')
      .on(table.paymentId)
      .where(sql`${table.kind} = 'bounce'`),
    uniqueIndex('one_grant')
      .on(table.payableId)
      .where(sql`${table.kind} = 'grant'`),
    uniqueIndex('one_end_of_a_payable')
      .on(table.payableId)
      .where(sql`${table.kind} IN ('lapse', 'decline', 'ungrant')`),
    check('journal_is_something', sql`${table.fen} > 0`),
    check('journal_month', sql`${table.month} = to_char(${table.day}, 'YYYY-MM')`),
    check(
      'payment_of_its_kind',
      sql`(${table.kind} IN ('reserve', 'unreserve', 'settle', 'bounce')) = (${table.paymentId} IS NOT NULL)`,
    ),
    check('budget_of_its_kind', sql`(${table.kind} IN ('appropriate', 'reduce')) = (${table.budgetId} IS NOT NULL)`),
    check('award_or_budget', sql`(${table.budgetId} IS NULL) = (${table.awardId} IS NOT NULL)`),
    check(
      'payable_of_its_kind',
      sql`(${table.kind} IN ('appropriate', 'reduce', 'open', 'commit', 'release')) = (${table.payableId} IS NULL)`,
    ),
  ],
)

/** One side of an entry; debits positive. Final; a deferred trigger refuses entries that do not add up to zero. */
export const postings = pgTable(
  'postings',
  {
    journalId: uuid('journal_id').notNull(),
    line: integer('line').notNull(),
    ...fundYear(),
    /** That of its entry: a trial balance reads postings alone. */
    month: text('month').notNull(),
    account: text('account', { enum: ACCOUNTS }).notNull(),
    fen: fen('fen').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.journalId, table.line] }),
    foreignKey({
      name: 'posting_of_a_journal',
      columns: [table.journalId, table.fund, table.year, table.month],
      foreignColumns: [journals.id, journals.fund, journals.year, journals.month],
    }),
    foreignKey({
      name: 'posting_to_an_account',
      columns: [table.fund, table.year, table.account],
      foreignColumns: [ledgerAccounts.fund, ledgerAccounts.year, ledgerAccounts.account],
    }),
    index('postings_of_account').on(table.fund, table.year, table.month, table.account),
    check('posting_is_something', sql`${table.fen} <> 0`),
  ],
)

/** A comparison of books, bank and awards, with what differs. Final. */
export const reconciliations = pgTable('reconciliations', {
  seq: integer('seq').primaryKey().generatedAlwaysAsIdentity(),
  at: instant('at').notNull(),
  /** Null: the nightly job. */
  staffId: uuid('staff_id').references(() => staff.id),
  /** How many of what were compared. */
  compared: jsonb('compared').notNull(),
  differences: jsonb('differences').notNull(),
})
