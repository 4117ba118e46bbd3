/** One payment as the bank is told of it: what the cashier's browser has once the claims of a batch are open. */
export type BankLine = {
  payment: string
  /** 业务编号: JL and 14 digits. The bank repeats it in its answer. */
  reference: string
  fen: bigint
  name: string
  bank: string
  /** Digits only. */
  account: string
}

/** From which account is paid; some banks want it in every line. */
export type Payer = { name: string; account: string; bank: string }

/** What a bank statement says that the money is for. Nothing else may stand there: the statement is read at home. */
export const PURPOSES = { reward: '奖励金', labour: '劳务' } as const
export type Purpose = keyof typeof PURPOSES
