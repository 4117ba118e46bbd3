import type { Fund } from '../rewards/content.ts'
import { ACCOUNTS, JOURNALS, type Account, type JournalKind } from './accounts.ts'

/** What a fund of a year looks like: pure, from what each kind of entry comes to in each month. */

/** Entries of one kind in one month, added up; whole fen. */
export type JournalSum = { fund: Fund; year: number; month: string; kind: JournalKind; fen: bigint }

/** budget = paid + paying + payable + committed + available, always. Whole fen. */
export type FundFigures = {
  /** What was allotted and not taken away, with what stood in the books when they began. */
  budget: bigint
  /** 已批待核: approved, the money not confirmed yet. */
  committed: bigint
  /** 应付: granted, in no batch yet. */
  payable: bigint
  /** 在途: in a batch. */
  paying: bigint
  paid: bigint
  available: bigint
  /** What came back, and is available again. */
  lapsed: bigint
  declined: bigint
}

/** A month of a fund: what happened in it, and how the fund stood at its end. */
export type FundMonth = {
  month: string
  allotted: bigint
  granted: bigint
  /** What was paid, less what the bank sent back. */
  paid: bigint
  returned: bigint
  end: FundFigures
}

const ofKind = (sums: readonly JournalSum[], kind: JournalKind): bigint =>
  sums.reduce((sum, one) => (one.kind === kind ? sum + one.fen : sum), 0n)

/** The balance of an account, on its own side: a debit of `quota` and a credit of all others are more than zero. */
function balanceOf(sums: readonly JournalSum[], account: Account): bigint {
  const debits = sums.reduce((sum, { kind, fen }) => {
    const [debit, credit] = JOURNALS[kind]
    return sum + (debit === account ? fen : 0n) - (credit === account ? fen : 0n)
  }, 0n)
  return account === 'quota' ? debits : -debits
}

/** How a fund stands after these entries. */
export function figuresOf(sums: readonly JournalSum[]): FundFigures {
  const [, available, committed, payable, paying] = ACCOUNTS.map((account) => balanceOf(sums, account))
  return {
    budget: ofKind(sums, 'appropriate') + ofKind(sums, 'open') - ofKind(sums, 'reduce'),
    committed: committed ?? 0n,
    payable: payable ?? 0n,
    paying: paying ?? 0n,
    paid: ofKind(sums, 'settle') - ofKind(sums, 'bounce'),
    available: available ?? 0n,
    lapsed: ofKind(sums, 'lapse'),
    declined: ofKind(sums, 'decline'),
  }
}

/**
 * The months of a fund, from January of its year to the one that runs (or December, once the year is over) and on to the last one
 * with an entry: what was granted in December is paid in the new year.
 */
export function monthsOf(year: number, sums: readonly JournalSum[], today: string): FundMonth[] {
  const last = [`${year}-12`, today.slice(0, 7)].toSorted()[0] ?? ''
  const to = [last, ...sums.map(({ month }) => month)].toSorted().at(-1) ?? last
  const months: FundMonth[] = []
  for (let month = `${year}-01`; month <= to; month = nextMonth(month)) {
    const during = sums.filter((one) => one.month === month)
    months.push({
      month,
      allotted: ofKind(during, 'appropriate') + ofKind(during, 'open') - ofKind(during, 'reduce'),
      granted: ofKind(during, 'grant') - ofKind(during, 'ungrant'),
      paid: ofKind(during, 'settle') - ofKind(during, 'bounce'),
      returned: ofKind(during, 'lapse') + ofKind(during, 'decline'),
      end: figuresOf(sums.filter((one) => one.month <= month)),
    })
  }
  return months
}

/** The month after one, both like 2026-11. */
export function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** A fund is nearly used when less than a tenth of it is left. */
export const isNearlyUsed = ({ budget, available }: Pick<FundFigures, 'budget' | 'available'>): boolean =>
  budget > 0n && available * 10n < budget
