import type { RefusalCode } from '../refusals.ts'
import type { Permission } from '../roles.ts'
import { awardAfter, type AwardKind, type AwardState, type AwardStep, type HeldStep } from './chain.ts'

/** Who may do what about an award, as one pure function for server and page. The database holds it too. */

/** The steps that people take about a version that stands; a new version is proposed in a form of its own. */
export const TAKEN_STEPS = [
  'review',
  'approve',
  'approve-second',
  'fund',
  'return',
  'withdraw',
] as const satisfies readonly AwardStep[]
export type TakenStep = (typeof TAKEN_STEPS)[number]

/** The award as it stands, and what speaks against going on. */
export type Standing = {
  state: AwardState
  kind: AwardKind
  needsSecond: boolean
  /** The records of the case are not those that the version rests on. */
  hasChangedFacts: boolean
  hasSwitchedRules: boolean
}
/** The one who would take a step. */
export type Stepper = {
  /** Held at a desk where it counts: proposing at the desk of the award, all others anywhere. */
  permissions: readonly Permission[]
  /** Steps that the person took of this award, in any version; the same one again is no second hand. */
  held: readonly HeldStep[]
  /** Whether the person worked on the tip or the case. */
  hasHandled: boolean
}

/** The permission that a step needs. */
export const NEEDED: Readonly<Record<HeldStep | 'withdraw', Permission>> = {
  propose: 'proposeAwards',
  review: 'reviewAwards',
  approve: 'approveAwards',
  'approve-second': 'approveAwards',
  fund: 'confirmFunds',
  withdraw: 'proposeAwards',
}
/** Whoever would go on may send back instead. */
const RETURNED_BY: Readonly<Partial<Record<AwardState, Permission>>> = {
  proposed: 'reviewAwards',
  reviewed: 'approveAwards',
  'approved-once': 'approveAwards',
  approved: 'confirmFunds',
}

/**
 * Why somebody cannot take a step, or null. First whether it is theirs at all (`notPermitted`), then whether it is its turn
 * (`awardMoved`), then whether it may be this person (`twoHands`, `handledTip`), then whether the version still holds
 * (`factsChanged`, `rulesSwitched`). Sending and taking back is always possible for those whose turn it is.
 */
export function mayStep(step: AwardStep, award: Standing, by: Stepper): RefusalCode | null {
  const needed = step === 'return' ? RETURNED_BY[award.state] : NEEDED[step]
  if (needed === undefined) return 'awardMoved'
  if (!by.permissions.includes(needed)) return 'notPermitted'
  if (awardAfter(award.state, step, award) === null) return 'awardMoved'
  if (step === 'return' || step === 'withdraw') return null
  if (by.held.some((held) => held !== step)) return 'twoHands'
  if (step === 'propose') return null
  if (by.hasHandled) return 'handledTip'
  if (award.hasChangedFacts) return 'factsChanged'
  return award.hasSwitchedRules ? 'rulesSwitched' : null
}
