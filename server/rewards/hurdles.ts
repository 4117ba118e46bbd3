import type { RefusalCode } from '#contract/refusals.ts'
import { awardAfter } from '#contract/rewards/chain.ts'
import type { Gathered, GatheredTip } from './gather-records.ts'
import type { Award } from './store.ts'

/**
 * Why an award cannot be put forward now, as the database would refuse it, in its order; whatever is chosen. Of a denial
 * `onlyGrant` is left out: it may say just that.
 */
export function hurdlesOf(
  gathered: Gathered,
  tip: GatheredTip | null,
  { existing, isJointElsewhere }: { existing: Award | null; isJointElsewhere: boolean },
  onlyGrant = true,
): RefusalCode[] {
  const { head, firstActionAt } = gathered.case
  const found: [boolean, RefusalCode][] = [
    [existing !== null && awardAfter(existing.state, 'propose', existing) === null, 'awardMoved'],
    [head.crackedAt === null || (tip !== null && firstActionAt === null), 'caseHasNoAction'],
    [tip !== null && (tip.as === null || tip.as === 'reference'), 'notLinked'],
    [
      tip !== null && (tip.tip.acceptedAt === null || (onlyGrant && !isBefore(tip.tip.acceptedAt, firstActionAt))),
      'acceptedTooLate',
    ],
    [gathered.rules === null, 'rulesNotFound'],
    [isJointElsewhere, 'awardedAlready'],
    [onlyGrant && tip !== null && gathered.shareLeft === 0, 'shareExceeded'],
  ]
  return found.flatMap(([holds, refusal]) => (holds ? [refusal] : []))
}

/** Whether something happened before an action; false while either is not known. */
export const isBefore = (at: Date | null, actionAt: Date | null): boolean =>
  at !== null && actionAt !== null && at < actionAt
