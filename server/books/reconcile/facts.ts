import type { Fund } from '#contract/rewards/content.ts'
import type { ClaimContent } from '#contract/money/claim.ts'
import type { awards, awardVersions } from '#db/schema/rewards.ts'
import type { budgets, journals, ledgerAccounts, payables, postings } from '#db/schema/ledger.ts'
import type { payments, runs } from '#db/schema/payments.ts'
import type { PostingSum } from '#contract/money/trial-balance.ts'
import type { RunStep, Outcome } from '#contract/money/chain.ts'
import type { VoucherSeries } from '#contract/money/accounts.ts'

/** What is compared, as the tables have it. Sums are whole fen, digests hexadecimal. */

export type JournalFact = Pick<
  typeof journals.$inferSelect,
  | 'id'
  | 'kind'
  | 'fund'
  | 'year'
  | 'fen'
  | 'day'
  | 'month'
  | 'number'
  | 'budgetId'
  | 'awardId'
  | 'payableId'
  | 'paymentId'
>
export type PostingFact = Pick<typeof postings.$inferSelect, 'journalId' | 'month' | 'account' | 'fen'>
export type AccountFact = Pick<typeof ledgerAccounts.$inferSelect, 'account' | 'balance'>
export type BudgetFact = Pick<typeof budgets.$inferSelect, 'id' | 'fen' | 'document'> & { isConfirmed: boolean }
export type AwardFact = Pick<typeof awards.$inferSelect, 'id' | 'number' | 'state' | 'version' | 'totalFen'> & {
  content: (typeof awardVersions.$inferSelect)['content']
  digest: string
  /** What the steps of this version signed. */
  signed: readonly string[]
  /** Whether it is this fund and year that it is, or was last, set aside in. */
  isHome: boolean
}
export type PayableFact = Pick<
  typeof payables.$inferSelect,
  'id' | 'awardId' | 'version' | 'participant' | 'fen' | 'state' | 'claimSeq'
> & {
  /** On how many lists that were carried out it went back to the fund. */
  returned: number
}
export type ClaimFact = Omit<ClaimContent, 'award'> & { digest: string }
export type PaymentFact = Pick<
  typeof payments.$inferSelect,
  'id' | 'payableId' | 'claimSeq' | 'fen' | 'state' | 'reference' | 'receipt' | 'paidOn'
> & {
  claimDigest: string
  runState: (typeof runs.$inferSelect)['state']
  outcomes: readonly { seq: number; outcome: Outcome; fen: string }[]
}

/** The books of a fund in a year, and everything that they are about. */
export type BookFacts = {
  fund: Fund
  year: number
  /** Whether the list of years has this one. */
  isListed: boolean
  journals: readonly JournalFact[]
  /** All that are of this fund and year, whether or not their entry is. */
  postings: readonly PostingFact[]
  accounts: readonly AccountFact[]
  budgets: readonly BudgetFact[]
  awards: readonly AwardFact[]
  payables: readonly PayableFact[]
  claims: readonly ClaimFact[]
  payments: readonly PaymentFact[]
}

/** A batch with its lines in their order. */
export type RunFact = Pick<
  typeof runs.$inferSelect,
  'id' | 'kind' | 'fund' | 'number' | 'state' | 'count' | 'totalFen'
> & {
  digest: string
  steps: readonly { step: RunStep; digest: string }[]
  lines: readonly {
    payment: string
    payable: string
    claimDigest: string
    fen: string
    state: (typeof payments.$inferSelect)['state']
  }[]
}

/** The numbers of a series in a month, in their order, and the last one that was given. */
export type NumberFact = {
  series: VoucherSeries
  month: string
  numbers: readonly { seq: number; number: string; isOfMonth: boolean }[]
  last: number | null
}

/** A closed month: what was kept, and what the postings up to its end come to now. */
export type MonthFact = { month: string; kept: readonly KeptTotal[]; now: readonly PostingSum[] }
export type KeptTotal = { fund: Fund; year: number; account: string; balance: bigint }

export type Facts = {
  books: readonly BookFacts[]
  runs: readonly RunFact[]
  numbers: readonly NumberFact[]
  months: readonly MonthFact[]
}
