import type { JournalSheet } from '#contract/books.ts'
import type { Account, JournalKind, VoucherSeries } from '#contract/money/accounts.ts'
import {
  amount,
  field,
  fields,
  head,
  sign,
  text,
  type FormCell,
  type FormModel,
} from '../../rewards/forms/form-model.ts'
import { inBoth, inFigures } from '../../rewards/forms/sums.ts'
import { paperDay, type PaperSpeech } from './paper-speech.ts'

/** What accounts and kinds of entries are called. */
export type BookWords = { account: (account: Account) => string; kind: (kind: JournalKind) => string }

/** 记账凭证 of an entry in the books, as a binder has it: 收款凭证, 付款凭证 or 转账 by its series. Nothing of it names a reporter. */
export function journalVoucher(speech: PaperSpeech, sheet: JournalSheet, said: BookWords): FormModel {
  const { m } = speech
  return {
    title: titleOf(speech, sheet.series),
    above: [m.paper_voucher({ number: sheet.number })],
    address: null,
    paragraphs: [],
    rows: [
      fields(
        [m.paper_day_label(), paperDay(speech, sheet.day)],
        [m.paper_fund(), m.paper_fund_year({ fund: fundWords(speech, sheet.fund), year: sheet.year })],
      ),
      ...postingRows(speech, sheet, said),
      field(m.paper_in_words(), inBoth(sheet.fen)),
      field(m.paper_from(), sourceWords(speech, sheet)),
      field(m.paper_enclosures(), m.paper_enclosures_blank()),
      [
        head(2, m.paper_maker()),
        sign(4, (sheet.madeBy ?? sheet.by)?.name ?? m.paper_by_system(), m.paper_pen()),
        head(2, m.paper_checker()),
        sign(4, sheet.checkedBy?.name ?? '', m.paper_pen()),
      ],
      [head(2, m.paper_bookkeeper()), sign(4, '', m.paper_pen()), head(2, m.paper_chief()), sign(4, '', m.paper_pen())],
      ...(sheet.series === '记' ? [] : [[head(2, m.paper_cashier()), sign(10, '', m.paper_pen())]]),
    ],
    after: [],
    closing: [],
    notes: [m.paper_secret()],
  }
}

function postingRows({ m }: PaperSpeech, { kind, postings, fen }: JournalSheet, said: BookWords): FormCell[][] {
  const sides = [m.paper_summary, m.paper_account, m.paper_debit, m.paper_credit]
  return [
    sides.map((word) => head(3, word())),
    ...postings.map((posting) => {
      const isDebit = !posting.fen.startsWith('-')
      const sum = inFigures(posting.fen.replace('-', ''))
      return [
        text(3, said.kind(kind)),
        text(3, said.account(posting.account)),
        amount(3, isDebit ? sum : ''),
        amount(3, isDebit ? '' : sum),
      ]
    }),
    [head(6, m.paper_sum()), amount(3, inFigures(fen)), amount(3, inFigures(fen))],
  ]
}

const titleOf = ({ m }: PaperSpeech, series: VoucherSeries): string =>
  ({ 收: m.paper_voucher_received, 付: m.paper_voucher_paid, 记: m.paper_voucher_other })[series]()

export const fundWords = ({ m }: PaperSpeech, fund: JournalSheet['fund']): string =>
  fund === 'tips' ? m.paper_fund_tips() : m.paper_fund_strikes()

/** By what it was entered: the document of the treasury, the award, and the line of a batch. */
function sourceWords({ m }: PaperSpeech, { budget, award, payment }: JournalSheet): string {
  const sources = [
    ...(budget === null ? [] : [m.paper_from_document({ document: budget.document, on: budget.documentOn })]),
    ...(award === null ? [] : [m.paper_basis_award({ number: award.number })]),
    ...(payment === null ? [] : [m.paper_from_payment({ run: payment.runNumber, reference: payment.reference })]),
  ]
  return sources.length === 0 ? m.paper_none() : sources.join(m.paper_joiner())
}
