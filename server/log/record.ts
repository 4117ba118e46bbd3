import type { DeedName, MONEY_DEEDS } from '#contract/deeds.ts'
import type { Transaction } from '#db/connect.ts'
import { records } from '#db/schema/log.ts'

/** Everything that leaves a trace. */
export type Deed =
  | { did: 'found-office'; staff: string }
  | { did: 'sign-in' | 'sign-out' | 'change-password'; staff: string }
  | { did: 'set-desk-mail'; staff: string; desk: string }
  | { did: 'invite' | 'withdraw-invitation'; staff: string; desk: string }
  | { did: 'join'; staff: string; desk: string }
  | { did: 'hand-over-key' | 'remove-member'; staff: string; desk: string; member: string }
  | { did: 'stop-staff' | 'let-in-staff'; staff: string; member: string }
  | { did: 'open-tip' | 'read-file' | 'move-tip' | 'answer-tip'; staff: string; desk: string; tip: string }
  | { did: 'transfer-tip'; staff: string; desk: string; tip: string }
  | { did: 'undo-move' | 'set-work' | 'write-note' | 'relate-tips'; staff: string; desk: string; tip: string }
  | { did: 'search-tip' | 'index-tip' | 'take-tip'; staff: string; desk: string; tip: string }
  | { did: 'keep-canned-answer' | 'drop-canned-answer' | 'export-cases'; staff: string; desk: string }
  | { did: 'pause-clock' | 'resume-clock'; staff: string; desk: string; tip: string }
  | { did: KeeperDeed; staff: string }
  | { did: CaseDeed; staff: string; desk: string; case: string }
  | { did: 'link-tip' | 'unlink-tip'; staff: string; desk: string; case: string; tip: string }
  | { did: 'read-trail' | 'export-trail'; staff: string; desk?: string; tip?: string; case?: string; member?: string }
  | { did: OrderDeed; staff: string; desk: string; tip: string }
  | { did: AwardDeed; staff: string; desk: string; case: string; tip?: string }
  | { did: 'ask-check' | 'export-supervision'; staff: string }
  | { did: RulesDeed; staff: string }
  | { did: MoneyDeed; staff: string }

/** What the keepers of the clocks do, always two of them. A second entry that differs from the first leaves a trace too. */
type KeeperDeed =
  | 'propose-deadlines'
  | 'approve-deadlines'
  | 'withdraw-deadlines'
  | 'enter-calendar'
  | 'verify-calendar'
  | 'mistype-calendar'
  | 'withdraw-calendar'

/** What becomes of rule sets: they belong to no desk. */
type RulesDeed = 'save-rules' | 'drop-rules' | 'propose-rules' | 'approve-rules' | 'withdraw-rules' | 'export-rules'
/** What happens to funds, claims, payments and books. It names neither tip nor case: paying is no work on them. */
export type MoneyDeed = (typeof MONEY_DEEDS)[number]
type OrderDeed = 'read-order' | 'answer-order' | 'return-order' | 'accept-order'
/** Reading and stepping an award is no work on its tip: the database goes by these names. */
export type AwardDeed =
  | 'propose-award'
  | 'review-award'
  | 'approve-award'
  | 'fund-award'
  | 'return-award'
  | 'withdraw-award'
  | 'read-award'
  | 'print-award'

type CaseDeed =
  | 'make-case'
  | 'open-case'
  | 'edit-case'
  | 'enter-step'
  | 'write-narrative'
  | 'merge-case'
  | 'enter-outcome'
  | 'confirm-outcome'
  | 'print-case'

/** Writes a deed into the trail, in the transaction of what was done. */
export async function record(tx: Transaction, deed: Deed): Promise<void> {
  // A deed that the list of the contract lacks does not compile.
  const did: DeedName = deed.did
  await tx.insert(records).values({
    at: new Date(),
    did,
    staffId: deed.staff,
    deskId: 'desk' in deed ? (deed.desk ?? null) : null,
    tipId: 'tip' in deed ? (deed.tip ?? null) : null,
    memberId: 'member' in deed ? (deed.member ?? null) : null,
    caseId: 'case' in deed ? (deed.case ?? null) : null,
  })
}
