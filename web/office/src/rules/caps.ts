import type { CAPS } from '#contract/rewards/compare.ts'
import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'

export type CapName = (typeof CAPS)[number]
export type Cap = NonNullable<RuleSet['caps']['report']>

/** The limits of a rule set by one name each, wherever the document has them. */
export function capOf(rules: RuleSet, cap: CapName): Cap | null {
  if (cap === 'second-approval') return rules.secondApproval
  return cap === 'later' ? rules.later : rules.caps[cap]
}

/** Sets or takes away a limit of a draft. */
export function setCap(draft: RuleDraft, cap: CapName, to: Cap | null): void {
  if (cap === 'second-approval') draft.secondApproval = to
  else if (cap === 'later') draft.later = to
  else draft.caps[cap] = to
}
