import writeExcelFile, { type Cell } from 'write-excel-file/universal'
import { rmb } from '#contract/rewards/rmb.ts'
import { harmless } from '../bank-text.ts'
import { aboveWords, payoutSum, type Payouts } from './payout-table.ts'
import type { PaperSpeech } from './paper-speech.ts'

/** 奖励金发放表 as a workbook: sums are numbers with both decimals, everything else is a text that runs in no spreadsheet. */
export function payoutWorkbook(speech: PaperSpeech, payouts: Payouts): Promise<Blob> {
  const { m } = speech
  const { rows } = payouts
  const heads = [
    m.paper_line,
    m.paper_payee_short,
    m.paper_award,
    m.paper_sum_column,
    m.paper_way,
    m.paper_voucher_label,
    m.paper_paid_on,
    m.paper_run,
    m.paper_handler,
    m.paper_checker,
    m.paper_remark,
  ].map((word) => bold(word()))
  const lines = rows.map((row, place): Cell[] => [
    { value: place + 1, type: Number },
    text(row.payee),
    text(row.awardNumber),
    sum(BigInt(row.fen)),
    text(
      row.method === 'transfer'
        ? m.paper_way_bank()
        : row.method === 'proxy'
          ? m.paper_way_proxy()
          : m.paper_way_cash(),
    ),
    text(row.voucher),
    text(row.paidOn),
    text(row.runNumber),
    text(row.cashier),
    text(row.checker),
    text(row.isBounced ? m.paper_bounced_short() : ''),
  ])
  const counted = rows.filter(({ isBounced }) => !isBounced).length
  const total = payoutSum(rows)
  const data = [
    [{ value: m.paper_payouts(), type: String, fontWeight: 'bold' as const, fontSize: 16 }],
    [text(aboveWords(speech, payouts))],
    heads,
    ...lines,
    [bold(m.paper_sum()), text(m.paper_count_of({ count: counted })), null, sum(total), text(rmb(total))],
    [text(m.paper_payouts_note())],
    [text(m.paper_secret())],
  ]
  const columns = [6, 18, 16, 16, 18, 20, 14, 18, 12, 12, 20].map((width) => ({ width }))
  return writeExcelFile([{ sheet: m.paper_payouts(), data, columns }]).toBlob()
}

const text = (value: string): Cell => (value === '' ? null : { value: harmless(value), type: String, format: '@' })
const bold = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' })
const sum = (fen: bigint): Cell => ({ value: Number(fen) / 100, type: Number, format: '#,##0.00' })
