/** The way of an award: 提出 → 审核 → 审批（超限额两人）→ 确认资金. One pure table for server and browser; the database holds it too. */

export const AWARD_STATES = [
  'proposed', // 待审核
  'reviewed', // 待审批
  'approved-once', // 待第二人审批
  'approved', // 待确认资金
  'granted', // 已核准，待领取
  'denied', // 不予奖励
  'returned', // 已退回
  'withdrawn', // 已撤回
] as const
export type AwardState = (typeof AWARD_STATES)[number]

export const AWARD_STEPS = [
  'propose', // 提出（新版本也是提出）
  'review', // 审核
  'approve', // 审批
  'approve-second', // 第二审批
  'fund', // 确认资金
  'return', // 退回
  'withdraw', // 撤回
] as const
export type AwardStep = (typeof AWARD_STEPS)[number]

/** The steps of which nobody may hold two for one award, in any of its versions. */
export const HELD_STEPS = ['propose', 'review', 'approve', 'approve-second', 'fund'] as const
export type HeldStep = (typeof HELD_STEPS)[number]

/** What an award asks for: to pay, or to say that nothing is paid. */
export const AWARD_KINDS = ['grant', 'deny'] as const
export type AwardKind = (typeof AWARD_KINDS)[number]

const WAITING_STATES: readonly AwardState[] = ['proposed', 'reviewed', 'approved-once', 'approved']
/** A new version begins where one was sent or taken back, and where one that has ended has to be looked at again. */
const AGAIN: readonly (AwardState | null)[] = [null, 'returned', 'withdrawn', 'granted', 'denied']

/** Where a step leads, or null where it cannot be taken. `state` is null before the first version. */
export function awardAfter(
  state: AwardState | null,
  step: AwardStep,
  { kind, needsSecond }: { kind: AwardKind; needsSecond: boolean },
): AwardState | null {
  if (step === 'propose') return AGAIN.includes(state) ? 'proposed' : null
  if (state === null) return null
  if (step === 'withdraw') return WAITING_STATES.includes(state) ? 'withdrawn' : null
  if (step === 'return') return WAITING_STATES.includes(state) ? 'returned' : null
  const approved = kind === 'deny' ? 'denied' : 'approved'
  if (step === 'review') return state === 'proposed' ? 'reviewed' : null
  if (step === 'approve') return state !== 'reviewed' ? null : needsSecond ? 'approved-once' : approved
  if (step === 'approve-second') return state === 'approved-once' ? approved : null
  return state === 'approved' ? 'granted' : null
}

/** The step that an award waits for, or null where nobody has to do anything. */
export function nextStep(state: AwardState): HeldStep | null {
  if (state === 'proposed') return 'review'
  if (state === 'reviewed') return 'approve'
  if (state === 'approved-once') return 'approve-second'
  if (state === 'approved') return 'fund'
  return state === 'returned' ? 'propose' : null
}
