import type { OwnCollect } from '#contract/own-award.ts'

/** Where collecting stands, as the tipster is told. */
export type Standing =
  | 'open' // 待领取
  | 'over' // 已过期限，等待处理
  | 'claimed' // 已登记
  | 'declining' // 已登记放弃
  | 'sent-back' // 银行退回，请更正
  | 'held' // 暂停支付
  | 'paying' // 付款中
  | 'paid' // 已付讫
  | 'lapsed' // 逾期，已退回经费
  | 'declined' // 本人放弃，已退回经费
  | 'cancelled' // 奖励重新核定

/** What of a tipster's award decides what they are told. */
export function standingOf(
  collect: Pick<OwnCollect, 'state' | 'isOpen' | 'isFrozen' | 'rejected' | 'claim'>,
): Standing {
  const { state, isOpen, isFrozen, rejected, claim } = collect
  if (isFrozen && (state === 'open' || state === 'claimed' || state === 'paying')) return 'held'
  if (state === 'open') return isOpen ? 'open' : 'over'
  if (state !== 'claimed') return state
  if (rejected !== null) return 'sent-back'
  return claim?.method === 'decline' ? 'declining' : 'claimed'
}

/** Whether a voucher is still worth anything. */
export const usesVoucher = ({ state, claim }: Pick<OwnCollect, 'state' | 'claim'>): boolean =>
  (state === 'claimed' || state === 'paying') && (claim?.method === 'voucher' || claim?.method === 'proxy')
