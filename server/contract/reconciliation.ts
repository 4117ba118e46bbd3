import * as z from 'zod/mini'
import { FUNDS } from './rewards/content.ts'
import { id, instant, route, wholeNumber } from './route.ts'

/** 对账: books, awards, payables, claims, payments and what the bank said, compared with each other. */

/** Everything that can differ, and in what it is told: whole fen, counts, states, the sides or kinds of entries with a comma between, or words that stand for themselves. */
export const DIFFERENCES = {
  'year-missing': 'text', // a fund has entries in a year that has no books
  'entry-sides': 'sides', // the two sides of an entry are not what its kind says
  'entry-month': 'text', // a side of an entry counts in another month
  'entry-unfounded': 'text', // an entry for something that is not there
  'posting-alone': 'sides', // a side without an entry
  balance: 'fen', // the balance of an account is not the sum of its sides
  'number-missing': 'text', // a number between two others was never given
  'number-twice': 'text',
  'number-wrong': 'text', // the number is not that of its place
  counter: 'count', // the counter does not stand at the last number
  'month-changed': 'fen', // a closed month comes to something else than when it was closed
  'budget-entered': 'fen', // a confirmed budget and its entry
  'award-content': 'text', // the content of an award is not what was signed
  'award-sum': 'fen', // the sum of an award is not the one that was signed
  'award-committed': 'fen', // what the books set aside for an award
  'award-granted': 'fen', // what the books owe for an award
  'payable-missing': 'fen', // somebody is owed by the award and has no payable
  'payable-extra': 'fen', // a payable that no award owes
  'payable-sum': 'fen',
  'payable-owed': 'fen', // what the books still owe for a payable
  'payable-paying': 'fen', // what the books say is on its way
  'payable-state': 'state', // its state is not what the books say
  'payable-returned': 'count', // what went back to the fund stands on one list that was carried out
  'claim-content': 'text', // a claim is not what was signed
  'claim-missing': 'count', // the newest claim is not the one that counts
  'payment-sum': 'fen',
  'payment-claim': 'text', // a payment rests on another claim
  'payment-entries': 'kinds', // the entries of a payment are not those of its state
  'payment-receipt': 'text',
  'payment-outcome': 'outcome', // the bank said something else
  'paid-twice': 'count', // more than one payment of a payable
  'run-sum': 'fen',
  'run-content': 'text', // the lines of a batch are not what was signed
  'run-state': 'run', // its state is not that of its steps and lines
} as const
export type DifferenceKind = keyof typeof DIFFERENCES
export const DIFFERENCE_KINDS = Object.keys(DIFFERENCES) as [DifferenceKind, ...DifferenceKind[]]

export const difference = z.object({
  is: z.enum(DIFFERENCE_KINDS),
  /** What it is over, by its number: an entry, an award, a batch, a month, an account of a fund and year. */
  over: z.string(),
  /** Null where nothing is there. A sum is whole fen. */
  expected: z.nullable(z.string()),
  found: z.nullable(z.string()),
  fund: z.nullable(z.enum(FUNDS)),
  /** Where to look further. */
  journal: z.nullable(id),
  award: z.nullable(id),
  payable: z.nullable(id),
})
export type Difference = z.output<typeof difference>

/** What was compared, by how many. */
export const COMPARED = [
  'journals',
  'postings',
  'budgets',
  'awards',
  'payables',
  'claims',
  'payments',
  'runs',
  'outcomes',
] as const
export type ComparedKind = (typeof COMPARED)[number]
export const compared = z.record(z.enum(COMPARED), wholeNumber)
export type Compared = z.output<typeof compared>

/** More than these are not kept one by one. */
export const MOST_DIFFERENCES = 1000

const head = z.object({
  seq: wholeNumber,
  at: instant,
  /** Null: the nightly job. */
  by: z.nullable(z.object({ id, name: z.string() })),
  differences: wholeNumber,
})
export type ReconciliationHead = z.output<typeof head>

export const reconciliation = z.object({
  ...head.shape,
  compared,
  rows: z.array(difference),
})
export type Reconciliation = z.output<typeof reconciliation>

export const RECONCILIATION_ROWS = 30

export const listReconciliations = route({
  id: 'listReconciliations',
  about: 'The comparisons of books, awards and payments, the newest first.',
  method: 'GET',
  path: '/api/reconciliations',
  reply: z.object({ rows: z.array(head) }),
})

export const readReconciliation = route({
  id: 'readReconciliation',
  about: 'One comparison with every difference that it found.',
  method: 'GET',
  path: '/api/reconciliations/:seq',
  params: z.object({ seq: wholeNumber }),
  reply: reconciliation,
})

export const reconcileBooks = route({
  id: 'reconcileBooks',
  about: 'Compares now. What differs is told to the auditors.',
  method: 'POST',
  path: '/api/reconciliations',
  reply: z.object({ seq: wholeNumber, differences: wholeNumber }),
})
