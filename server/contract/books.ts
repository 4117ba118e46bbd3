import * as z from 'zod/mini'
import { awardNumber } from './award-lists.ts'
import { deed, fundYear, month, signedFen } from './funds.ts'
import { ACCOUNTS, JOURNAL_KINDS, VOUCHER_SERIES } from './money/accounts.ts'
import { METHODS } from './money/names.ts'
import { FUNDS } from './rewards/content.ts'
import { id, instant, route, wholeNumber } from './route.ts'
import { day } from './triage.ts'

/** The books 账簿: entries, the trial balance, the months that are closed, and who was paid. Nothing here names a reporter. */

const person = z.object({ id, name: z.string() })

/** The number of an entry 凭证号, like 付-2026-11-0001. */
export const voucherNumber = z.string().check(z.regex(/^(收|付|记)-20\d\d-(0[1-9]|1[0-2])-\d{4,}$/))

const journal = z.object({
  journal: id,
  number: voucherNumber,
  series: z.enum(VOUCHER_SERIES),
  day,
  kind: z.enum(JOURNAL_KINDS),
  fund: z.enum(FUNDS),
  year: z.int(),
  fen: signedFen,
  award: z.nullable(z.object({ award: id, number: awardNumber })),
  /** Whose act it was; null for a job and for what was there before. */
  by: z.nullable(person),
})
export type JournalRow = z.output<typeof journal>

export const JOURNAL_PAGE_ROWS = 50

export const journalFilters = {
  fund: z.optional(z.enum(FUNDS)),
  year: z.optional(fundYear),
  month: z.optional(month),
  kind: z.optional(z.enum(JOURNAL_KINDS)),
  /** Part of the number of the entry. */
  number: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(20))),
  /** Part of the number of the award. */
  award: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(20))),
}

export const listJournals = route({
  id: 'listJournals',
  about: 'The entries of the books, the newest first, fifty a page.',
  method: 'GET',
  path: '/api/journals',
  params: z.object({
    ...journalFilters,
    /** The `next` of the page before. */
    after: z.optional(voucherNumber),
  }),
  reply: z.object({ rows: z.array(journal), next: z.nullable(voucherNumber) }),
})

export const journalSheet = z.object({
  ...journal.shape,
  /** What it was entered for, once: like `grant/<award>/<version>`. */
  key: z.string(),
  at: instant,
  /** Debits are more than zero. */
  postings: z.array(z.object({ account: z.enum(ACCOUNTS), fen: signedFen })),
  /** What it came from. */
  budget: z.nullable(z.object({ budget: id, document: z.string(), documentOn: day })),
  payable: z.nullable(z.object({ payable: id, participant: z.int() })),
  payment: z.nullable(z.object({ reference: z.string(), run: id, runNumber: z.string() })),
  /** Who put together what it came from, and who checked that: of a budget or a batch. */
  madeBy: z.nullable(person),
  checkedBy: z.nullable(person),
})
export type JournalSheet = z.output<typeof journalSheet>

export const readJournal = route({
  id: 'readJournal',
  about: 'One entry with both its sides, and what it came from.',
  method: 'GET',
  path: '/api/journals/:journal',
  params: z.object({ journal: id }),
  reply: journalSheet,
})

const balanceRow = z.object({
  fund: z.enum(FUNDS),
  year: z.int(),
  account: z.enum(ACCOUNTS),
  /** Debits are more than zero. */
  opening: signedFen,
  debit: signedFen,
  credit: signedFen,
  closing: signedFen,
})
const balance = z.object({
  /** Null: all that was ever entered. */
  month: z.nullable(month),
  rows: z.array(balanceRow),
  /** Whether both sides come to the same. */
  isBalanced: z.boolean(),
  /** When the month was closed, and by whom. */
  closed: z.nullable(deed),
  at: instant,
})
export type TrialBalance = z.output<typeof balance>

export const readBalance = route({
  id: 'readBalance',
  about: 'The trial balance of a month, or of everything: every account of each fund and year.',
  method: 'GET',
  path: '/api/books/balance',
  params: z.object({ month: z.optional(month) }),
  reply: balance,
})

export const exportBalance = route({
  id: 'exportBalance',
  about: 'The same, to be taken out as a file. Leaves a trace.',
  method: 'POST',
  path: '/api/books/balance/exports',
  body: z.object({ month: z.nullable(month) }),
  reply: balance,
})

/** Why a month cannot be closed: it runs, or an earlier one is open. */
export const MONTH_STATES = ['closed', 'closable', 'running', 'waits'] as const
export type MonthState = (typeof MONTH_STATES)[number]
const bookMonth = z.object({
  month,
  entries: wholeNumber,
  state: z.enum(MONTH_STATES),
  closed: z.nullable(deed),
})
export type BookMonth = z.output<typeof bookMonth>

export const listMonths = route({
  id: 'listMonths',
  about: 'The months that have entries, the newest first: which are closed, which may be closed, and why not.',
  method: 'GET',
  path: '/api/books/months',
  reply: z.object({ rows: z.array(bookMonth) }),
})

export const closeMonth = route({
  id: 'closeMonth',
  about: 'Closes a month: nothing is entered in it any more, and its trial balance is kept.',
  method: 'POST',
  path: '/api/books/months/:month/closing',
  params: z.object({ month }),
  /** How many entries were seen: another one since then is looked at first. */
  body: z.object({ entries: wholeNumber }),
})

const payout = z.object({
  payment: id,
  award: id,
  awardNumber,
  fund: z.enum(FUNDS),
  /** The number of the reporter, or the name of the one who took part. */
  payee: z.string(),
  fen: signedFen,
  method: z.enum(METHODS),
  /** The number of the voucher in the books, which is that of the receipt. */
  voucher: z.string(),
  paidOn: day,
  runNumber: z.string(),
  cashier: z.string(),
  checker: z.string(),
  /** The bank sent it back afterwards. */
  isBounced: z.boolean(),
})
export type PayoutRow = z.output<typeof payout>

const payoutsAsked = { from: day, to: day, fund: z.optional(z.enum(FUNDS)) }
export const MOST_PAYOUTS = 5000
const payouts = z.object({ rows: z.array(payout), at: instant })

export const readPayouts = route({
  id: 'readPayouts',
  about: 'What was paid in some days, one line a payment. Reporters are numbers.',
  method: 'GET',
  path: '/api/books/payouts',
  params: z.object(payoutsAsked),
  reply: payouts,
})

export const exportPayouts = route({
  id: 'exportPayouts',
  about: 'The same, to be taken out as a file. Leaves a trace.',
  method: 'POST',
  path: '/api/books/payouts/exports',
  body: z.object(payoutsAsked),
  reply: payouts,
})

export const traceBooksPrint = route({
  id: 'traceBooksPrint',
  about: 'Writes down that somebody takes an entry out on paper or as a file, before it is made.',
  method: 'POST',
  path: '/api/books/prints',
})
