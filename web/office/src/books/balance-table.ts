import type { TrialBalance } from '#contract/books.ts'
import { totalsOf } from '#contract/money/trial-balance.ts'
import { m } from '#words/messages.js'
import { grouped, yuanOf } from '../cases/decimal.ts'
import type { ExportTable } from '../exporting/table.ts'
import { fundWords } from '../rewards/award-words.ts'
import { amount, head, text, type FormModel } from '../rewards/forms/form-model.ts'
import { accountWords } from './book-words.ts'
import { columnText } from './money-text.ts'

/** A trial balance as lines of six columns, for the page, the workbook and the paper. */
type Balance = Pick<TrialBalance, 'rows'>
export type BalanceGroup = { key: string; name: string; lines: { name: string; cells: string[] }[] }

const side = (fen: string, isDebit: boolean): string => {
  const isOf = fen !== '0' && fen.startsWith('-') !== isDebit
  return isOf ? fen.replace('-', '') : '0'
}
const cellsOf = ({ opening, debit, credit, closing }: Balance['rows'][number]): string[] => [
  side(opening, true),
  side(opening, false),
  debit,
  credit,
  side(closing, true),
  side(closing, false),
]

/** One group a fund and year, its accounts in their order; sums are whole fen. */
export function balanceGroups({ rows }: Balance): BalanceGroup[] {
  const groups = new Map<string, BalanceGroup>()
  for (const row of rows) {
    const key = `${row.fund}/${row.year}`
    const name = m.diff_fund_of({ fund: fundWords[row.fund](), year: String(row.year) })
    const group = groups.get(key) ?? { key, name, lines: [] }
    group.lines.push({ name: accountWords[row.account](), cells: cellsOf(row) })
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The sums of the six columns. */
export function balanceSums({ rows }: Balance): string[] {
  const totals = totalsOf(
    rows.map(({ opening, debit, credit, closing, ...of }) => ({
      ...of,
      opening: BigInt(opening),
      debit: BigInt(debit),
      credit: BigInt(credit),
      closing: BigInt(closing),
    })),
  )
  const { openingDebit, openingCredit, debit, credit, closingDebit, closingCredit } = totals
  return [openingDebit, openingCredit, debit, credit, closingDebit, closingCredit].map(String)
}

const columnNames = (): string[] =>
  [m.balance_opening(), m.balance_during(), m.balance_closing()].flatMap((name) => [
    `${name}（${m.balance_debit()}）`,
    `${name}（${m.balance_credit()}）`,
  ])

/** For a workbook: one line an account, and the totals. Sums are texts, to the last fen. */
export function balanceSheet(balance: TrialBalance): ExportTable {
  const yuan = (cells: readonly string[]): string[] => cells.map((fen) => grouped(yuanOf(fen)))
  const lines = balanceGroups(balance).flatMap(({ name, lines: each }) =>
    each.map((line) => [name, line.name, ...yuan(line.cells)]),
  )
  return {
    name: m.books_nav_balance(),
    head: [m.journals_fund(), m.journal_account(), ...columnNames()],
    rows: lines.length === 0 ? [] : [...lines, [m.balance_sum(), '', ...yuan(balanceSums(balance))]],
  }
}

/** On paper: a table of three pairs, the names of accounts before them. */
export function balanceForm(balance: TrialBalance, period: string): FormModel {
  const pair = (one = '0', other = '0'): string => {
    const sides = [
      one === '0' ? '' : `${m.balance_debit()} ${columnText(one)}`,
      other === '0' ? '' : `${m.balance_credit()} ${columnText(other)}`,
    ]
    return sides.filter((part) => part !== '').join(' ') || '0.00'
  }
  const line = (name: string, cells: readonly string[]): FormModel['rows'][number] => [
    text(3, name),
    amount(3, pair(cells[0], cells[1])),
    amount(3, pair(cells[2], cells[3])),
    amount(3, pair(cells[4], cells[5])),
  ]
  return {
    title: m.balance_paper_title(),
    above: [period, m.balance_paper_unit()],
    address: null,
    paragraphs: [],
    rows: [
      [
        head(3, m.journal_account()),
        head(3, m.balance_opening()),
        head(3, m.balance_during()),
        head(3, m.balance_closing()),
      ],
      ...balanceGroups(balance).flatMap(({ name, lines }) => [
        [head(12, name)],
        ...lines.map((each) => line(each.name, each.cells)),
      ]),
      line(m.balance_sum(), balanceSums(balance)),
    ],
    after: [],
    closing: [],
    notes: [m.balance_paper_signs()],
  }
}
