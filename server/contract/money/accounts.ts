/** The books 账簿: which accounts there are, and what each kind of entry moves. One pure table for server and pages; the database holds it too. */

/**
 * The accounts of a fund in a year. `quota` is what the treasury has allotted and not yet paid out, on the debit side; all others say
 * what of it is meant for what, on the credit side. So quota = available + committed + payable + paying, always.
 */
export const ACCOUNTS = [
  'quota', // 经费额度
  'available', // 可用经费
  'committed', // 已批待核（已审批，待确认资金）
  'payable', // 应付奖励金
  'paying', // 在途付款
] as const
export type Account = (typeof ACCOUNTS)[number]

/** On which side the balance of an account stands. It never turns to the other one. */
export const NATURAL_SIDE: Readonly<Record<Account, 'debit' | 'credit'>> = {
  quota: 'debit',
  available: 'credit',
  committed: 'credit',
  payable: 'credit',
  paying: 'credit',
}

/** Every kind of entry, with the account that it debits and the one that it credits. */
export const JOURNALS = {
  appropriate: ['quota', 'available'], // 下达经费
  reduce: ['available', 'quota'], // 核减经费
  open: ['quota', 'committed'], // 期初：本账簿启用前已批的奖励
  commit: ['available', 'committed'], // 审批通过，占用经费
  release: ['committed', 'available'], // 退回、撤回，释放经费
  grant: ['committed', 'payable'], // 确认资金，转应付
  ungrant: ['payable', 'available'], // 重新提出，冲回应付
  reserve: ['payable', 'paying'], // 列入付款批次
  unreserve: ['paying', 'payable'], // 批次撤回或银行退票
  settle: ['paying', 'quota'], // 付讫
  bounce: ['quota', 'payable'], // 付讫后银行退汇
  lapse: ['payable', 'available'], // 逾期视为放弃，退回经费
  decline: ['payable', 'available'], // 本人放弃，退回经费
} as const satisfies Readonly<Record<string, readonly [Account, Account]>>
export type JournalKind = keyof typeof JOURNALS
export const JOURNAL_KINDS = Object.keys(JOURNALS) as [JournalKind, ...JournalKind[]]

/** The entry that takes back what one did, for kinds that people may take back. Everything else goes on by its own way. */
export const REVERSED_BY: Readonly<Partial<Record<JournalKind, JournalKind>>> = {
  appropriate: 'reduce',
  reduce: 'appropriate',
  commit: 'release',
  grant: 'ungrant',
  reserve: 'unreserve',
  settle: 'bounce',
}

/** The series of numbers of vouchers: received, paid, and everything else. A month begins again at 1, without gaps. */
export const VOUCHER_SERIES = ['收', '付', '记'] as const
export type VoucherSeries = (typeof VOUCHER_SERIES)[number]

export const seriesOf = (kind: JournalKind): VoucherSeries =>
  kind === 'appropriate' || kind === 'bounce' ? '收' : kind === 'settle' ? '付' : '记'

/** One side of an entry; debits are positive, credits negative. Whole fen. */
export type Posting = { account: Account; fen: bigint }

/** What an entry of this kind over a sum of whole fen, more than zero, writes: its sum is always zero. */
export function postingsOf(kind: JournalKind, fen: bigint): readonly [Posting, Posting] {
  const [debit, credit] = JOURNALS[kind]
  return [
    { account: debit, fen },
    { account: credit, fen: -fen },
  ]
}
