import { LIMITS, type Alarm } from '#contract/alarms.ts'
import type { AuditPerson } from '#contract/audit.ts'
import type { AwardFacts } from './facts.ts'
import { distinct, groups, HOUR_MS, inTime, MINUTE_MS, raise } from './raise.ts'

/** Alarms about who had which tips and awards in hand. */

type Rewarded = AwardFacts & { grantedAt: Date }

/** Rewarded tips, the earliest granted first. */
function rewarded(awards: readonly AwardFacts[]): Rewarded[] {
  const granted = awards.filter((award): award is Rewarded => award.fund === 'tips' && award.grantedAt !== null)
  return inTime(granted, ({ grantedAt }) => grantedAt)
}

/** One officer accepted or put forward many of the rewarded tips, or a good part of all. */
export function manyRewarded(awards: readonly AwardFacts[]): Alarm[] {
  const all = rewarded(awards)
  const officers = distinct(
    all.flatMap(({ acceptedBy, proposedBy }) => (acceptedBy === null ? [proposedBy] : [acceptedBy, proposedBy])),
    ({ id }) => id,
  )
  return officers.flatMap((officer) => manyOf(officer, all))
}

function manyOf(officer: AuditPerson, all: readonly Rewarded[]): Alarm[] {
  const accepted = all.filter(({ acceptedBy }) => acceptedBy?.id === officer.id)
  const proposed = all.filter(({ proposedBy }) => proposedBy.id === officer.id)
  const theirs = all.filter((award) => accepted.includes(award) || proposed.includes(award))
  const isPart = all.length >= LIMITS.allTips && theirs.length * LIMITS.manyOneIn > all.length
  const [first, last] = [theirs[LIMITS.manyTips - 1] ?? theirs.at(-1), theirs.at(-1)]
  if ((theirs.length < LIMITS.manyTips && !isPart) || first === undefined || last === undefined) return []
  const why = {
    kind: 'many-rewarded',
    count: theirs.length,
    all: all.length,
    accepted: accepted.length,
    proposed: proposed.length,
  } as const
  return [
    raise(
      officer.id,
      isPart ? 'soon' : 'note',
      why,
      { since: first.grantedAt, latest: last.grantedAt },
      { people: [officer], awards: theirs.toReversed(), tips: theirs.toReversed().map(({ tip }) => tip) },
    ),
  ]
}

/** A tip was accepted a short while before the first action of its case, and is rewarded. */
export function acceptedShortly(awards: readonly AwardFacts[]): Alarm[] {
  return rewarded(awards).flatMap((award) => {
    const { acceptedAt, actedAt, isTypedIn } = award
    if (acceptedAt === null || actedAt === null) return []
    const beforeMs = actedAt.getTime() - acceptedAt.getTime()
    if (beforeMs < 0 || beforeMs >= LIMITS.hoursBeforeAction * HOUR_MS) return []
    const why = { kind: 'accepted-shortly', minutes: Math.floor(beforeMs / MINUTE_MS), isTypedIn } as const
    const about = {
      people: [award.acceptedBy, award.proposedBy],
      awards: [award],
      tips: [award.tip],
      cases: [award.caseNumber],
    }
    return [raise(award.award, isTypedIn ? 'soon' : 'note', why, { since: award.grantedAt }, about)]
  })
}

type Approved = AwardFacts & { approvedBy: AuditPerson; approvedAt: Date }

/** Most awards of a desk were put forward and approved by the same two people. */
export function samePair(awards: readonly AwardFacts[]): Alarm[] {
  const approved = awards.filter((award): award is Approved => award.approvedBy !== null && award.approvedAt !== null)
  return groups(approved, ({ desk }) => desk.id).flatMap(([, ofDesk]) =>
    ofDesk.length < LIMITS.pairAwards ? [] : pairsOf(ofDesk),
  )
}

function pairsOf(ofDesk: readonly Approved[]): Alarm[] {
  return groups(ofDesk, ({ proposedBy, approvedBy }) => `${proposedBy.id}/${approvedBy.id}`).flatMap(
    ([pair, theirs]) => {
      if (theirs.length * 2 <= ofDesk.length) return []
      const inOrder = inTime(theirs, ({ approvedAt }) => approvedAt)
      const [{ desk, proposedBy, approvedBy, approvedAt: since }] = theirs
      const why = { kind: 'same-pair', together: theirs.length, all: ofDesk.length } as const
      return [
        raise(
          `${desk.id}/${pair}`,
          'note',
          why,
          { since: inOrder[0]?.approvedAt ?? since, latest: inOrder.at(-1)?.approvedAt ?? since },
          { people: [proposedBy, approvedBy], desk, awards: inOrder.toReversed() },
        ),
      ]
    },
  )
}
