/** The ways of what is owed and of what is paid. Pure tables for server and pages; the database holds them too. */

/** What is owed to one person or unit: to the reporter, or to one of those who took part. */
export const PAYABLE_STATES = [
  'open', // 待领取
  'claimed', // 已登记领取
  'paying', // 付款中
  'paid', // 已付讫
  'lapsed', // 逾期视为放弃
  'declined', // 本人放弃
  'cancelled', // 已冲回（奖励重新提出）
] as const
export type PayableState = (typeof PAYABLE_STATES)[number]

/** Where what is owed may go from where it stands. What was lapsed, declined or taken back goes nowhere: that money is in the fund again. */
export const PAYABLE_MOVES: Readonly<Record<PayableState, readonly PayableState[]>> = {
  open: ['claimed', 'lapsed', 'cancelled'],
  claimed: ['paying', 'declined', 'cancelled'],
  paying: ['paid', 'claimed'],
  paid: ['claimed'],
  lapsed: [],
  declined: [],
  cancelled: [],
}

/** A batch of payments 付款批次. */
export const RUN_KINDS = ['bank', 'cash'] as const // 银行代发 窗口现金
export type RunKind = (typeof RUN_KINDS)[number]
export const RUN_STATES = [
  'made', // 待复核
  'checked', // 已复核，待交银行（或待交付现金）
  'handed', // 已交银行，待回盘（现金：已交付）
  'done', // 已办结
  'withdrawn', // 已撤回
] as const
export type RunState = (typeof RUN_STATES)[number]
export const RUN_STEPS = ['make', 'check', 'hand', 'withdraw'] as const
export type RunStep = (typeof RUN_STEPS)[number]

/** Where a step of a batch leads, or null. A cash payment is over when the money was handed out. After `handed` its lines say when it is done. */
export function runAfter(state: RunState | null, step: RunStep, kind: RunKind): RunState | null {
  if (step === 'make') return state === null ? 'made' : null
  if (step === 'check') return state === 'made' ? 'checked' : null
  if (step === 'hand') return state === 'checked' ? (kind === 'cash' ? 'done' : 'handed') : null
  return state === 'made' || state === 'checked' ? 'withdrawn' : null
}

/** One line of a batch. `unknown`: the bank has not said; only its answer resolves it, never another instruction. */
export const PAYMENT_STATES = [
  'reserved', // 已列入批次
  'instructed', // 已交银行
  'unknown', // 银行未明确
  'paid', // 已付讫
  'rejected', // 银行退票
  'bounced', // 付讫后退汇
  'withdrawn', // 批次已撤回
] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]
/** What the bank says of a line. */
export const OUTCOMES = ['paid', 'rejected', 'unknown', 'bounced'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** Why a line did not go through; the bank's own words, which may hold a name, stay in the browser. */
export const REJECTIONS = ['name-differs', 'account-wrong', 'account-closed', 'other'] as const
export type Rejection = (typeof REJECTIONS)[number]

/** Where what the bank says leads a payment, or null where it cannot be. */
export function paymentAfter(state: PaymentState, outcome: Outcome): PaymentState | null {
  if (outcome === 'bounced') return state === 'paid' ? 'bounced' : null
  if (state !== 'instructed' && state !== 'unknown') return null
  return outcome === 'unknown' && state === 'unknown' ? null : outcome
}

/** What each step of a batch signs: the step, and the digest of its lines. */
export const signedRun = (run: string, step: RunStep, digest: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`lushao/run/v1\n${step}\n${run}\n${digest}\n`)

/** What a batch says: exactly these payments, each of this claim. `digestOf` it is what its steps sign. */
export type RunContent = {
  run: string
  kind: RunKind
  fund: 'tips' | 'strikes'
  lines: readonly { payment: string; payable: string; claimDigest: string; fen: string }[]
}

/** Why a payment is held up. */
export const FREEZE_CAUSES = [
  'disputed', // 举报人声明“不是我登记的”
  'vouchers', // 连续输错领取凭证
  'signature', // 领取登记的签名或存证不符
  'books', // 账目不符
  'audit', // 审计人员冻结
] as const
export type FreezeCause = (typeof FREEZE_CAUSES)[number]

/** So many wrong vouchers in a row pause an award. */
export const WRONG_VOUCHERS = 5
