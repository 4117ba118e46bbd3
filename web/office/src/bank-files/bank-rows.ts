import { rmb } from '#contract/rewards/rmb.ts'
import { PURPOSES, type BankLine, type Payer, type Purpose } from './bank-line.ts'
import { isOtherBank, placeOf } from './bank-names.ts'
import { harmless } from './bank-text.ts'
import type { BankField, Profile } from './profiles.ts'

/** A cell before it has a format: a text, digits that must stay a text, or a sum. */
export type BankCell = { is: 'text' | 'digits'; text: string } | { is: 'sum'; fen: bigint }

/** How a file is filled in, besides its lines. */
export type BankRowsChoice = { profile: Profile; purpose: Purpose; hasTotals: boolean; payer: Payer | null }

/** The rows under the heads: one a line, and a last one with count, sum and 大写 where it is wanted. */
export function bankRows(lines: readonly BankLine[], choice: BankRowsChoice): BankCell[][] {
  const { columns } = choice.profile
  const rows = lines.map((line, index) => columns.map(({ of }) => cellOf(of, line, index + 1, choice)))
  return choice.hasTotals ? [...rows, totalsRow(columns, lines)] : rows
}

const text = (written: string): BankCell => ({ is: 'text', text: harmless(written) })
const digits = (written: string): BankCell => ({ is: 'digits', text: written })

function cellOf(of: BankField, line: BankLine, place: number, { purpose, payer }: BankRowsChoice): BankCell {
  const payerBank = payer?.bank ?? ''
  const cells: Record<BankField, () => BankCell> = {
    line: () => text(String(place)),
    name: () => text(line.name),
    account: () => digits(line.account),
    bank: () => text(line.bank),
    // Nobody is asked for the twelve digits of a branch: the bank finds them by its name.
    'bank-code': () => text(''),
    province: () => text(placeOf(line.bank).province),
    city: () => text(placeOf(line.bank).city),
    'other-bank': () => text({ true: '是', false: '否', null: '' }[`${isOtherBank(payerBank, line.bank)}`]),
    sum: () => ({ is: 'sum', fen: line.fen }),
    purpose: () => text(PURPOSES[purpose]),
    reference: () => text(line.reference),
    // No message goes to a phone: it would be read by whoever holds it.
    phone: () => text(''),
    blank: () => text(''),
    'payer-name': () => text(payer?.name ?? ''),
    'payer-account': () => digits(payer?.account ?? ''),
    'payer-bank': () => text(payerBank),
  }
  return cells[of]()
}

export const totalOf = (lines: readonly BankLine[]): bigint => lines.reduce((sum, { fen }) => sum + fen, 0n)

/** 合计, in the first column; the count in the second, the sum under the sums, its words after it. */
function totalsRow(columns: Profile['columns'], lines: readonly BankLine[]): BankCell[] {
  const total = totalOf(lines)
  const sumAt = columns.findIndex(({ of }) => of === 'sum')
  return columns.map((_, place): BankCell => {
    if (place === sumAt) return { is: 'sum', fen: total }
    const words = { 0: '合计', 1: `${lines.length}笔`, [sumAt + 1]: rmb(total) }
    return text(words[place] ?? '')
  })
}
