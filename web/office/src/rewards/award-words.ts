import type { AwardKind, AwardState, AwardStep } from '#contract/rewards/chain.ts'
import type { Denial, Fund } from '#contract/rewards/content.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const stateWords: Words<AwardState> = {
  proposed: m.award_state_proposed,
  reviewed: m.award_state_reviewed,
  'approved-once': m.award_state_approved_once,
  approved: m.award_state_approved,
  granted: m.award_state_granted,
  denied: m.award_state_denied,
  returned: m.award_state_returned,
  withdrawn: m.award_state_withdrawn,
}

/** A step as it stands on its button and in the chain. */
export const stepWords: Words<AwardStep> = {
  propose: m.award_step_propose,
  review: m.award_step_review,
  approve: m.award_step_approve,
  'approve-second': m.award_step_approve_second,
  fund: m.award_step_fund,
  return: m.award_step_return,
  withdraw: m.award_step_withdraw,
}

/** What the one who takes a step says with their signature. */
export const stepMeanings: Words<Exclude<AwardStep, 'propose'>> = {
  review: m.award_step_review_means,
  approve: m.award_step_approve_means,
  'approve-second': m.award_step_approve_second_means,
  fund: m.award_step_fund_means,
  return: m.award_step_return_means,
  withdraw: m.award_step_withdraw_means,
}

export const fundWords: Words<Fund> = { tips: m.award_fund_tips, strikes: m.award_fund_strikes }
export const kindWords: Words<AwardKind> = { grant: m.award_kind_grant, deny: m.award_kind_deny }

export const denialWords: Words<Denial> = {
  condition: m.award_denial_condition,
  'accepted-too-late': m.award_denial_late,
  'not-first': m.award_denial_not_first,
  'nothing-in-the-rules': m.award_denial_nothing,
}
