import type { Fund } from '../rewards/content.ts'
import { ACCOUNTS, type Account } from './accounts.ts'

/** 试算平衡: pure, from the sums of the postings of each account. */

/** The postings of an account, added up: those before the period, and those in it. Whole fen, both at least zero. */
export type PostingSum = {
  fund: Fund
  year: number
  account: Account
  isBefore: boolean
  debit: bigint
  credit: bigint
}

/** A line of a trial balance. Balances are signed: debits are more than zero. */
export type BalanceRow = {
  fund: Fund
  year: number
  account: Account
  opening: bigint
  debit: bigint
  credit: bigint
  closing: bigint
}

/** One line an account of each fund and year that has postings, the newest year first and accounts in their order. */
export function trialBalance(sums: readonly PostingSum[]): BalanceRow[] {
  const rows = new Map<string, BalanceRow>()
  for (const { fund, year, account, isBefore, debit, credit } of sums) {
    for (const each of ACCOUNTS) {
      const key = `${fund}/${year}/${each}`
      if (!rows.has(key)) rows.set(key, { fund, year, account: each, opening: 0n, debit: 0n, credit: 0n, closing: 0n })
    }
    const row = rows.get(`${fund}/${year}/${account}`)
    if (row === undefined) continue
    row.closing += debit - credit
    if (isBefore) row.opening += debit - credit
    else {
      row.debit += debit
      row.credit += credit
    }
  }
  return [...rows.values()].toSorted(inOrder)
}

const inOrder = (one: BalanceRow, other: BalanceRow): number =>
  other.year - one.year ||
  other.fund.localeCompare(one.fund) ||
  ACCOUNTS.indexOf(one.account) - ACCOUNTS.indexOf(other.account)

/** The sums of each side: of what was there before, of what happened, and of what is there now. */
export type BalanceTotals = Record<'openingDebit' | 'openingCredit' | 'debit' | 'credit', bigint> &
  Record<'closingDebit' | 'closingCredit', bigint>

export function totalsOf(rows: readonly BalanceRow[]): BalanceTotals {
  const sum = (of: (row: BalanceRow) => bigint): bigint => rows.reduce((total, row) => total + of(row), 0n)
  const over = (fen: bigint): bigint => (fen > 0n ? fen : 0n)
  return {
    openingDebit: sum(({ opening }) => over(opening)),
    openingCredit: sum(({ opening }) => over(-opening)),
    debit: sum(({ debit }) => debit),
    credit: sum(({ credit }) => credit),
    closingDebit: sum(({ closing }) => over(closing)),
    closingCredit: sum(({ closing }) => over(-closing)),
  }
}

/** Whether both sides come to the same, three times. */
export function isBalanced(totals: BalanceTotals): boolean {
  return (
    totals.openingDebit === totals.openingCredit &&
    totals.debit === totals.credit &&
    totals.closingDebit === totals.closingCredit
  )
}
