import type { OurPayment } from '../../../../web/office/src/bank-files/match-answers.ts'
import type { AnswerRow } from '../../../../web/office/src/bank-files/answer-rows.ts'

/** Payments of an invented batch and what an invented bank says of them. */
export const DIGEST = 'ab'.repeat(32)

export const ours = (place: number, more: Partial<OurPayment> = {}): OurPayment => ({
  payment: `0d9a7a52-3f52-4c27-8a4f-${String(place).padStart(12, '0')}`,
  reference: `JL${String(place).padStart(14, '0')}`,
  fen: String(100_000 + place),
  state: 'instructed',
  line: place,
  ...more,
})

export const row = (place: number, more: Partial<AnswerRow> = {}): AnswerRow => ({
  line: place + 1,
  reference: `JL${String(place).padStart(14, '0')}`,
  status: 'paid',
  said: '交易成功',
  reason: '',
  fen: BigInt(100_000 + place),
  serial: `B${place}`,
  ...more,
})
