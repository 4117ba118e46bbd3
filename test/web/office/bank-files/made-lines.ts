import type { BankFileChoice } from '../../../../web/office/src/bank-files/bank-file.ts'
import type { BankLine } from '../../../../web/office/src/bank-files/bank-line.ts'
import { PROFILES } from '../../../../web/office/src/bank-files/profiles.ts'

/** Lines and choices of invented batches. */
export const made = (more: Partial<BankLine> = {}, place = 1): BankLine => ({
  payment: `0d9a7a52-3f52-4c27-8a4f-${String(place).padStart(12, '0')}`,
  reference: `JL${String(place).padStart(14, '0')}`,
  fen: 2_000_000n,
  name: '吴清源',
  bank: '中国工商银行三亚分行营业部',
  account: '6222021202041701419',
  ...more,
})

export const payer = { name: '三亚市公安局', account: '2201000000000000001', bank: '中国工商银行三亚分行' }

export const choice = (more: Partial<BankFileChoice> = {}): BankFileChoice => ({
  profile: PROFILES[0],
  format: 'xlsx',
  purpose: 'reward',
  hasTotals: true,
  payer,
  run: 'FK-2026-0003',
  on: '2026-11-25',
  ...more,
})
