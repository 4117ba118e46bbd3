import type { AwardRow } from '#contract/award-lists.ts'
import { AWARD_STATES, type AwardState } from '#contract/rewards/chain.ts'
import type { Award } from './store.ts'

/** While an award stands so, the reporter has not been told; granted and denied ones show at once. */
export const UNTOLD: readonly AwardState[] = ['proposed', 'reviewed', 'approved-once', 'approved', 'returned']
export const TOLD: readonly AwardState[] = AWARD_STATES.filter((state) => !UNTOLD.includes(state))

/** Until when the reporter is to be told, and how many working days are left; nobody reports what people took part in. */
export function notifyOf(award: Award, left: number): AwardRow['notify'] {
  if (award.fund === 'strikes') return null
  return {
    dueOn: award.notifyDueOn,
    provisional: award.notifyProvisional,
    left: UNTOLD.includes(award.state) ? left : null,
  }
}
