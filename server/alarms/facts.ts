import type { AuditDesk, AuditPerson } from '#contract/audit.ts'
import type { Method } from '#contract/money/names.ts'
import type { FreezeCause } from '#contract/money/chain.ts'
import type { AwardState } from '#contract/rewards/chain.ts'
import type { Fund } from '#contract/rewards/content.ts'

/** What alarms are made of: records as they stand, without anything that was sealed. */

export type NamedAward = { award: string; number: string }

/** An award that takes something: it grants, and was not sent or taken back. */
export type AwardFacts = NamedAward & {
  fund: Fund
  state: AwardState
  desk: AuditDesk
  /** The case that it belongs to after merging. */
  caseId: string
  caseNumber: string
  fen: bigint
  proposedAt: Date
  grantedAt: Date | null
  proposedBy: AuditPerson
  /** The first approval of this version. */
  approvedBy: AuditPerson | null
  approvedAt: Date | null
  /** Of a tip. */
  tip: string | null
  acceptedBy: AuditPerson | null
  acceptedAt: Date | null
  actedAt: Date | null
  isTypedIn: boolean
  /** What its rules allow; null: no limit. */
  limits: { second: bigint | null; report: bigint | null; case: bigint | null }
  /** What other awards of the case took when it was assessed. */
  takenOfCase: bigint
  /** Which caps took something away already. */
  cut: readonly string[]
  /** Whether people chose some of the sum. */
  isDecided: boolean
}

/** A claim of a tipster; its hour only. */
export type ClaimFacts = NamedAward & {
  payable: string
  seq: number
  method: Method
  at: Date
  grantedAt: Date
  fromOffice: boolean | null
}

/** A payment to an account, by what stands for it. */
export type AccountFacts = NamedAward & {
  token: string
  fund: Fund
  payable: string
  fen: bigint
  at: Date
  run: { run: string; number: string }
}

export type TryFacts = NamedAward & { payable: string; by: AuditPerson; at: Date; isRight: boolean }

export type FreezeFacts = NamedAward & {
  payable: string
  seq: number
  cause: FreezeCause
  at: Date
  by: AuditPerson | null
  isHeld: boolean
}

export type DisputeFacts = NamedAward & { payable: string; claimSeq: number; at: Date; isHeld: boolean }

export type RunFacts = {
  run: { run: string; number: string }
  madeBy: AuditPerson
  madeAt: Date
  checkedBy: AuditPerson
  checkedAt: Date
}

/** The newest comparison of the books, with how long it has differed in just this way. */
export type BooksFacts = { seq: number; differences: number; digest: string; since: Date }

export type AlarmFacts = {
  awards: readonly AwardFacts[]
  claims: readonly ClaimFacts[]
  accounts: readonly AccountFacts[]
  tries: readonly TryFacts[]
  freezes: readonly FreezeFacts[]
  disputes: readonly DisputeFacts[]
  runs: readonly RunFacts[]
  books: BooksFacts | null
}
