import * as books from '#contract/books.ts'
import * as funds from '#contract/funds.ts'
import * as reconciliation from '#contract/reconciliation.ts'
import type { Serve } from '../http/serve.ts'
import { moneyOf } from './award-money.ts'
import { close, months } from './close-month.ts'
import type { BooksDeps } from './deps.ts'
import { propose, reverse } from './propose-budget.ts'
import { balanceOf, exportedBalance } from './read-balance.ts'
import { budgetsOf, funds as fundsOf } from './read-funds.ts'
import { page, sheet } from './read-journals.ts'
import { exportedPayouts, payouts } from './read-payouts.ts'
import { heads, one } from './read-reconciliations.ts'
import { reconcileNow } from './run-reconciliation.ts'
import { confirm, withdraw } from './settle-budget.ts'
import { traceOfPrint } from './trace-print.ts'

/** Funds and books: finance writes, approvers and auditors read. */
export function mountBooks(serve: Serve, deps: BooksDeps): void {
  const [reads, keeps, checks] = [{ may: 'readBooks' }, { may: 'keepFunds' }, { may: 'checkPayments' }] as const
  serve(funds.readFunds, reads, ({ params }) => fundsOf(deps, params.year))
  serve(funds.listBudgets, reads, ({ params }) => budgetsOf(deps, params.year))
  serve(funds.proposeBudget, keeps, ({ who, body }) => propose(deps, who, body))
  serve(funds.reverseBudget, keeps, ({ who, params, body }) => reverse(deps, who, params.budget, body))
  serve(funds.confirmBudget, keeps, ({ who, params }) => confirm(deps, who, params.budget))
  serve(funds.withdrawBudget, keeps, ({ who, params }) => withdraw(deps, who, params.budget))
  serve(funds.moneyOfAward, { may: 'readAwards' }, ({ who, params }) => moneyOf(deps, who, params.award))
  serve(books.listJournals, reads, ({ params }) => page(deps, params))
  serve(books.readJournal, reads, ({ params }) => sheet(deps, params.journal))
  serve(books.readBalance, reads, ({ params }) => balanceOf(deps, params.month ?? null))
  serve(books.exportBalance, reads, ({ who, body }) => exportedBalance(deps, who, body.month))
  serve(books.listMonths, reads, () => months(deps))
  serve(books.closeMonth, checks, ({ who, params, body }) => close(deps, who, params.month, body))
  serve(books.readPayouts, reads, ({ params }) => payouts(deps, params))
  serve(books.exportPayouts, reads, ({ who, body }) => exportedPayouts(deps, who, body))
  serve(books.traceBooksPrint, reads, ({ who }) => traceOfPrint(deps.db, who))
  serve(reconciliation.listReconciliations, reads, () => heads(deps))
  serve(reconciliation.readReconciliation, reads, ({ params }) => one(deps, params.seq))
  serve(reconciliation.reconcileBooks, reads, ({ who }) => reconcileNow(deps, who))
}
