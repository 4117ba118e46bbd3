import type { Compared, Difference } from '#contract/reconciliation.ts'
import { compareAwards } from './awards.ts'
import { compareBalances, compareBudgets, compareEntries } from './entries.ts'
import type { BookFacts, Facts } from './facts.ts'
import { compareMonths, compareNumbers } from './numbers.ts'
import { comparePayments } from './payments.ts'
import { compareRuns } from './runs.ts'

/** Everything that does not agree within the books of a fund and year, and with what they are about. */
export const reconcileBook = (facts: BookFacts): Difference[] => [
  ...compareEntries(facts),
  ...compareBalances(facts),
  ...compareBudgets(facts),
  ...compareAwards(facts),
  ...comparePayments(facts),
]

/** What belongs to no fund and year alone. */
export const reconcileRest = ({ runs, numbers, months }: Omit<Facts, 'books'>): Difference[] => [
  ...compareRuns(runs),
  ...compareNumbers(numbers),
  ...compareMonths(months),
]

/** Books, awards, payables, claims, payments, batches and numbers: everything that does not agree. Pure. */
export const reconcile = (facts: Facts): Difference[] => [
  ...facts.books.flatMap(reconcileBook),
  ...reconcileRest(facts),
]

export const NOTHING_COMPARED: Compared = {
  journals: 0,
  postings: 0,
  budgets: 0,
  awards: 0,
  payables: 0,
  claims: 0,
  payments: 0,
  runs: 0,
  outcomes: 0,
}

/** What was compared before, and these books. */
export function countedWith(
  before: Compared,
  { journals, postings, budgets, awards, payables, claims, payments }: BookFacts,
): Compared {
  return {
    journals: before.journals + journals.length,
    postings: before.postings + postings.length,
    budgets: before.budgets + budgets.length,
    awards: before.awards + awards.length,
    payables: before.payables + payables.length,
    claims: before.claims + claims.length,
    payments: before.payments + payments.length,
    runs: before.runs,
    outcomes: before.outcomes + payments.reduce((sum, { outcomes }) => sum + outcomes.length, 0),
  }
}
