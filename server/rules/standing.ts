import type { RuleSetHead, RuleStanding } from '#contract/rule-sets.ts'
import { daysLater } from '#contract/periods.ts'

/** What is known of a rule set without looking at the others. */
export type Dated = { seq: number; effectiveFrom: string; isApproved: boolean; isWithdrawn: boolean }
type Stands = Pick<RuleSetHead, 'standing' | 'lastDay'>

/** How a rule set stands on a day: what is approved holds from its own day until the one before the next one's. */
export function standingOn(today: string, one: Dated, all: readonly Dated[]): Stands {
  if (one.isWithdrawn) return { standing: 'withdrawn', lastDay: null }
  if (!one.isApproved) return { standing: 'proposed', lastDay: null }
  const next = all
    .filter(({ isApproved, effectiveFrom }) => isApproved && effectiveFrom > one.effectiveFrom)
    .map(({ effectiveFrom }) => effectiveFrom)
    .toSorted()[0]
  const lastDay = next === undefined ? null : daysLater(next, -1)
  return { standing: standingOf(today, one.effectiveFrom, lastDay), lastDay }
}

function standingOf(today: string, from: string, lastDay: string | null): RuleStanding {
  if (from > today) return 'future'
  return lastDay !== null && lastDay < today ? 'past' : 'in-force'
}
