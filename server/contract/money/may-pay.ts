import type { Fund } from '../rewards/content.ts'
import type { RefusalCode } from '../refusals.ts'
import type { Permission } from '../roles.ts'
import type { PayableState, RunKind } from './chain.ts'
import type { Method } from './names.ts'

/** Who may do what about something that is owed, as one pure function for server and page. The database holds it too. */

export const PAY_ACTS = [
  'open', // 打开收款信息
  'enter', // 代参与人登记收款信息
  'voucher', // 核对领取凭证
  'pay', // 列入付款批次
  'report', // 报告核对不符
] as const
export type PayAct = (typeof PAY_ACTS)[number]

/** What is owed, as it stands. */
export type Owed = {
  fund: Fund
  state: PayableState
  isFrozen: boolean
  /** How the newest claim wants it; null before there is one. */
  method: Method | null
}
/** The one who would act. */
export type Payer = {
  permissions: readonly Permission[]
  /** Whether the person proposed, reviewed or approved the award, in any version. */
  hasStepped: boolean
  /** Whether the person worked on the tip or the case, or took part. */
  hasHandled: boolean
  /** What the person is in the batch in which it stands and that is not over; of a batch to be checked, whoever may check it. */
  inRun: 'cashier' | 'checker' | null
  /** Whether the voucher of the newest claim was presented to this person a short while ago. */
  hasVoucher: boolean
}

/** The permissions of which one is needed. */
const NEEDED: Readonly<Record<PayAct, readonly Permission[]>> = {
  open: ['preparePayments', 'checkPayments'],
  enter: ['preparePayments'],
  voucher: ['preparePayments'],
  pay: ['preparePayments'],
  report: ['preparePayments', 'checkPayments'],
}

/** In a batch of which kind something is paid that is to be had this way; null: in none. */
export const runKindOf = (method: Method): RunKind | null =>
  method === 'transfer' ? 'bank' : method === 'decline' ? null : 'cash'

/**
 * Why somebody cannot do something about what is owed, or null. First whether it is theirs at all (`notPermitted`), then whether it
 * is its turn (`claimMoved`, `claimClosed`, `paidAlready`), then whether it may be this person (`twoHands`, `handledTip`), then
 * whether it is held up (`paymentFrozen`), then whether the voucher is there (`voucherMissing`).
 */
export function mayPay(act: PayAct, owed: Owed, by: Payer): RefusalCode | null {
  if (!NEEDED[act].some((one) => by.permissions.includes(one))) return 'notPermitted'
  const untimely = TIMELY[act](owed, by)
  if (untimely !== null || act === 'report') return untimely
  if (by.hasStepped) return 'twoHands'
  if (by.hasHandled) return 'handledTip'
  if (owed.isFrozen) return 'paymentFrozen'
  return act === 'pay' && runKindOf(owed.method ?? 'decline') === 'cash' && !by.hasVoucher ? 'voucherMissing' : null
}

const isSettled = ({ state }: Owed): boolean => state !== 'open' && state !== 'claimed' && state !== 'paying'

/** Whether it is the turn of an act. */
const TIMELY: Readonly<Record<PayAct, (owed: Owed, by: Payer) => RefusalCode | null>> = {
  // Sealed parts are for those who pay: a cashier about to do so, and the two of the batch while it is not over.
  open(owed, by) {
    if (owed.method !== 'transfer' && owed.method !== 'proxy') return 'claimMoved'
    if (owed.state === 'claimed') return by.permissions.includes('preparePayments') ? null : 'notPermitted'
    if (owed.state !== 'paying') return 'paidAlready'
    return by.inRun === null ? 'notPermitted' : null
  },
  enter(owed) {
    if (owed.fund !== 'strikes') return 'notPermitted'
    if (owed.state === 'paying') return 'claimMoved'
    // No term binds those who took part: they are known.
    return isSettled(owed) ? 'claimClosed' : null
  },
  voucher: ({ state, method }) =>
    state === 'claimed' && (method === 'voucher' || method === 'proxy') ? null : 'claimMoved',
  pay(owed) {
    if (owed.state === 'paying' || owed.state === 'paid') return 'paidAlready'
    if (owed.state !== 'claimed' || owed.method === null) return 'claimMoved'
    return runKindOf(owed.method) === null ? 'claimClosed' : null
  },
  report: (owed) => (isSettled(owed) ? 'claimClosed' : owed.method === null ? 'claimMoved' : null),
}
