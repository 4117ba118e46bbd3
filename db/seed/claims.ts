import type { Rejection } from '#contract/money/chain.ts'

/**
 * How those who get an award of the demo want to have it, and what was paid. Accounts pass no check of a bank. Times are hours before
 * the demo was founded.
 */
type Account = { name: string; bank: string; account: string }
export type DemoClaim =
  | { tip: string; hoursAgo: number; method: 'transfer'; to: Account }
  | { tip: string; hoursAgo: number; method: 'voucher'; word: string }
/** Where somebody who took part is paid, entered by a cashier; `participant` from 1. */
export type DemoStrikeClaim = { case: string; participant: number; by: string; hoursAgo: number; to: Account }

export const DEMO_CLAIMS: readonly DemoClaim[] = [
  {
    tip: 'driver-at-the-airport',
    hoursAgo: 1700,
    method: 'transfer',
    to: { name: '王小渔', bank: '中国农业银行三亚天涯支行', account: '6228480000000000018' },
  },
  {
    tip: 'flat-above-the-pharmacy',
    hoursAgo: 200,
    method: 'transfer',
    to: { name: '李阿珍', bank: '中国银行三亚解放路支行', account: '6217850000000000021' },
  },
  { tip: 'man-at-the-bus-stop', hoursAgo: 120, method: 'voucher', word: '落笔洞' },
]

export const DEMO_STRIKE_CLAIMS: readonly DemoStrikeClaim[] = [
  {
    case: 'e-cigarette-ring',
    participant: 1,
    by: 'xu.jing',
    hoursAgo: 1180,
    to: { name: '吉阳分局禁毒大队', bank: '中国工商银行三亚河东支行', account: '2201026000000000018' },
  },
  {
    case: 'e-cigarette-ring',
    participant: 2,
    by: 'xu.jing',
    hoursAgo: 1180,
    to: { name: '王立衡', bank: '中国建设银行三亚分行', account: '6217000000000000038' },
  },
  {
    case: 'e-cigarette-ring',
    participant: 3,
    by: 'xu.jing',
    hoursAgo: 1180,
    to: { name: '吉小兰', bank: '海南银行三亚分行', account: '6230350000000000045' },
  },
]

/** A batch that went through the bank, and what the bank said of each line. */
export type DemoRun = {
  fund: 'tips' | 'strikes'
  /** Demo tips, or participants of a case as `case/participant`, in the order of its lines. */
  lines: readonly { of: string; rejected?: Rejection }[]
  make: { by: string; hoursAgo: number }
  check: { by: string; hoursAgo: number }
  hand: { by: string; hoursAgo: number }
  answer: { by: string; hoursAgo: number }
}

export const DEMO_RUNS: readonly DemoRun[] = [
  {
    fund: 'tips',
    lines: [{ of: 'driver-at-the-airport' }],
    make: { by: 'xu.jing', hoursAgo: 1620 },
    check: { by: 'xing.ruogu', hoursAgo: 1615 },
    hand: { by: 'xu.jing', hoursAgo: 1612 },
    answer: { by: 'xu.jing', hoursAgo: 1585 },
  },
  {
    fund: 'strikes',
    // The name in the list is written with another sign than that of the account.
    lines: [
      { of: 'e-cigarette-ring/1' },
      { of: 'e-cigarette-ring/2' },
      { of: 'e-cigarette-ring/3', rejected: 'name-differs' },
    ],
    make: { by: 'xu.jing', hoursAgo: 1170 },
    check: { by: 'xing.ruogu', hoursAgo: 1150 },
    hand: { by: 'xu.jing', hoursAgo: 1148 },
    answer: { by: 'xu.jing', hoursAgo: 1120 },
  },
]
