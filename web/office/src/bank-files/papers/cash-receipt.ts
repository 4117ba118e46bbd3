import { field, fields, head, sign, type FormModel } from '../../rewards/forms/form-model.ts'
import { inBoth } from '../../rewards/forms/sums.ts'
import { paperDay, type PaperSpeech } from './paper-speech.ts'

export type CashReceipt = {
  /** The number of the voucher in the books, which is that of the receipt. */
  receipt: string
  /** YYYY-MM-DD in Sanya. */
  paidOn: string
  /** Who gets it: a tip's reporter by number, somebody who took part by name. */
  payee: { is: 'reporter'; number: string } | { is: 'person'; name: string }
  /** Whether somebody else came for it with the voucher. */
  isProxy: boolean
  fen: bigint
  /** The number of the award: by what it is paid. */
  award: string
  run: string
  cashier: string
  checker: string
}

/** 领款单 of cash that was handed out. Who reported is a number, and signs with it or with a finger; a proxy signs with their own name. */
export function cashReceipt(speech: PaperSpeech, receipt: CashReceipt): FormModel {
  const { m } = speech
  const { payee, isProxy } = receipt
  const who = payee.is === 'person' ? payee.name : m.paper_reporter({ number: payee.number })
  return {
    title: m.paper_receipt(),
    above: [m.paper_voucher({ number: receipt.receipt })],
    address: null,
    paragraphs: [],
    rows: [
      fields([m.paper_paid_on(), paperDay(speech, receipt.paidOn)], [m.paper_run(), receipt.run]),
      field(m.paper_payee(), who),
      field(m.paper_amount(), inBoth(receipt.fen.toString())),
      field(m.paper_about(), m.paper_about_reward()),
      field(m.paper_basis(), m.paper_basis_award({ number: receipt.award })),
      fields(
        [m.paper_way(), isProxy ? m.paper_way_proxy() : m.paper_way_cash()],
        [m.paper_enclosures(), m.paper_enclosures_blank()],
      ),
      [
        head(2, m.paper_handler()),
        sign(4, receipt.cashier, m.paper_pen()),
        head(2, m.paper_checker()),
        sign(4, receipt.checker, m.paper_pen()),
      ],
      [
        head(2, isProxy ? m.paper_proxy_signs() : m.paper_payee_signs()),
        sign(10, isProxy ? m.paper_proxy_received() : m.paper_received(), m.paper_finger()),
      ],
    ],
    after: [],
    closing: [],
    notes: [...(payee.is === 'reporter' && !isProxy ? [m.paper_receipt_anonymous()] : []), m.paper_secret()],
  }
}
