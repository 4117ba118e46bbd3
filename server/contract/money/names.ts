/** Names about money. They are apart so that a page which only shows them carries no parser. */

/** How money is collected. */
export const METHODS = [
  'transfer', // 银行转账
  'voucher', // 凭领取凭证到窗口领现金
  'proxy', // 委托他人凭领取凭证代领
  'decline', // 放弃领取，退回奖励经费
] as const
/** The ways that a rule set may allow; to decline is always possible. */
export const WAYS = ['transfer', 'voucher', 'proxy'] as const satisfies readonly Method[]
export type Way = (typeof WAYS)[number]
export type Method = (typeof METHODS)[number]
