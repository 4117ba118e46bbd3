import type { PayoutRow } from '#contract/books.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { amount, field, head, sign, text, type FormCell, type FormModel } from '../../rewards/forms/form-model.ts'
import { inBoth, inFigures } from '../../rewards/forms/sums.ts'
import { fundWords } from './journal-voucher.ts'
import { paperDay, type PaperSpeech } from './paper-speech.ts'

/** What was paid in some days, or in one batch. `fund` null: both. Days as YYYY-MM-DD. */
export type Payouts = { fund: Fund | null; from: string; to: string; run: string | null; rows: readonly PayoutRow[] }

export const payoutSum = (rows: readonly PayoutRow[]): bigint =>
  rows.reduce((sum, { fen, isBounced }) => (isBounced ? sum : sum + BigInt(fen)), 0n)

/** 奖励金发放表: one line a payment, to be signed. What the bank sent back stands in it and does not count. */
export function payoutTable(speech: PaperSpeech, payouts: Payouts): FormModel {
  const { m } = speech
  const { rows } = payouts
  const counted = rows.filter(({ isBounced }) => !isBounced).length
  return {
    title: m.paper_payouts(),
    isWide: true,
    above: [aboveWords(speech, payouts)],
    address: null,
    paragraphs: [],
    rows: [
      [
        m.paper_line,
        m.paper_payee_short,
        m.paper_award,
        m.paper_sum_column,
        m.paper_voucher_and_day,
        m.paper_taken,
      ].map((word, place) => head(SPANS[place] ?? 1, word())),
      ...rows.map((row, place) => rowOf(speech, row, place + 1)),
      ...(rows.length === 0 ? [[text(12, m.paper_payouts_none())]] : []),
      field(m.paper_sum(), m.paper_count_of({ count: counted }), inBoth(payoutSum(rows).toString())),
      [head(2, m.paper_handler()), sign(4, '', m.paper_pen()), head(2, m.paper_checker()), sign(4, '', m.paper_pen())],
      [head(2, m.paper_approver()), sign(10, '', m.paper_pen())],
    ],
    after: [],
    closing: [],
    notes: [m.paper_payouts_note(), m.paper_secret()],
  }
}
const SPANS = [1, 2, 2, 2, 3, 2]

export const aboveWords = (speech: PaperSpeech, { fund, from, to, run }: Payouts): string => {
  const { m } = speech
  const money = fund === null ? m.paper_fund_both() : fundWords(speech, fund)
  const days =
    from === to ? paperDay(speech, from) : m.paper_days({ from: paperDay(speech, from), to: paperDay(speech, to) })
  return [money, days, ...(run === null ? [] : [run])].join('　')
}

function rowOf(speech: PaperSpeech, row: PayoutRow, place: number): FormCell[] {
  const { m } = speech
  return [
    text(1, String(place)),
    text(2, row.payee),
    text(2, row.awardNumber),
    amount(2, row.isBounced ? m.paper_bounced({ sum: inFigures(row.fen) }) : inFigures(row.fen)),
    text(3, row.voucher, row.paidOn),
    text(2, row.method === 'transfer' ? m.paper_by_bank() : ''),
  ]
}
