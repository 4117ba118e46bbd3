import { MOST_BUDGETS, type Budget, type FundView, type listBudgets, type readFunds } from '#contract/funds.ts'
import {
  figuresOf,
  isNearlyUsed,
  monthsOf,
  type FundFigures,
  type FundMonth,
  type JournalSum,
} from '#contract/money/fund-view.ts'
import { FUNDS, type Fund } from '#contract/rewards/content.ts'
import type { ReplyOf } from '#contract/route.ts'
import { deedOf } from '../clocks/read-deadlines.ts'
import { found } from '../http/refusal.ts'
import { dayInSanya } from '../tips/day.ts'
import type { BooksDeps } from './deps.ts'
import { selectBudgets, selectClaimed, selectSums, selectYears, type BudgetRow } from './store-funds.ts'

/** Both funds of a year; without one, of this year. */
export async function funds({ db, now }: BooksDeps, asked: number | undefined): Promise<ReplyOf<typeof readFunds>> {
  const today = dayInSanya(now())
  const thisYear = Number(today.slice(0, 4))
  const year = asked ?? thisYear
  const [sums, claimed, listed] = await Promise.all([selectSums(db, year), selectClaimed(db, year), selectYears(db)])
  const years = [...new Set([thisYear, year, ...listed])].toSorted((one, other) => other - one)
  const view = (fund: Fund): FundView => ({
    ...fundOf(
      sums.filter((sum) => sum.fund === fund),
      year,
      today,
    ),
    fund,
    claimed: String(claimed.get(fund) ?? 0n),
  })
  return { today, year, years, funds: FUNDS.map(view) }
}

function fundOf(sums: readonly JournalSum[], year: number, today: string): Omit<FundView, 'fund' | 'claimed'> {
  const figures = figuresOf(sums)
  return {
    figures: shown(figures),
    isNearlyUsed: isNearlyUsed(figures),
    months: monthsOf(year, sums, today).map(shownMonth),
  }
}

const shownMonth = ({ month, allotted, granted, paid, returned, end }: FundMonth): FundView['months'][number] => ({
  month,
  allotted: String(allotted),
  granted: String(granted),
  paid: String(paid),
  returned: String(returned),
  end: shown(end),
})

const shown = (figures: FundFigures): FundView['figures'] => ({
  budget: String(figures.budget),
  committed: String(figures.committed),
  payable: String(figures.payable),
  paying: String(figures.paying),
  paid: String(figures.paid),
  available: String(figures.available),
  lapsed: String(figures.lapsed),
  declined: String(figures.declined),
})

/** What was allotted in a year and taken away, with its documents. */
export async function budgetsOf({ db }: BooksDeps, year: number): Promise<ReplyOf<typeof listBudgets>> {
  return { rows: (await selectBudgets(db, year, MOST_BUDGETS)).map(budgetOf) }
}

function budgetOf({ budget, reversedBy, proposer, confirmer, withdrawer }: BudgetRow): Budget {
  return {
    budget: budget.id,
    fund: budget.fund,
    year: budget.year,
    fen: String(budget.fen),
    document: budget.document,
    documentOn: budget.documentOn,
    reverses: budget.reverses,
    reversedBy,
    proposed: found(deedOf(proposer, budget.proposedAt), 'unexpected'),
    confirmed: deedOf(confirmer, budget.confirmedAt),
    withdrawn: deedOf(withdrawer, budget.withdrawnAt),
  }
}
