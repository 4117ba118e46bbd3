import { LIMITS, type Alarm, type UNDER } from '#contract/alarms.ts'
import type { AwardFacts } from './facts.ts'
import { groups, inTime, raise } from './raise.ts'

/** Alarms about how much was put forward. */

type Limit = (typeof UNDER)[number]

/** A sum stays just below what would have needed a second leader, or below a cap that took nothing away. */
export const underLimit = (awards: readonly AwardFacts[]): Alarm[] =>
  awards.flatMap((award) => {
    const found = limitsOf(award).find(({ sum, limit }) => limit !== null && isJustBelow(sum, limit))
    if (found === undefined || found.limit === null) return []
    const why = {
      kind: 'under-limit',
      limit: found.is,
      fen: String(found.sum),
      limitFen: String(found.limit),
      isDecided: award.isDecided,
    } as const
    const about = {
      people: [award.proposedBy],
      awards: [award],
      tips: [award.tip],
      cases: [award.caseNumber],
      desk: award.desk,
    }
    return [raise(award.award, award.isDecided ? 'soon' : 'note', why, { since: award.proposedAt }, about)]
  })

/** What is compared with which limit; where a cap took something away, the sum stands there because of the rules. */
function limitsOf(award: AwardFacts): { is: Limit; sum: bigint; limit: bigint | null }[] {
  const { fen, limits, takenOfCase, cut } = award
  return [
    { is: 'second-approval', sum: fen, limit: limits.second },
    { is: 'report', sum: fen, limit: cut.includes('cap-report') ? null : limits.report },
    { is: 'case', sum: fen + takenOfCase, limit: cut.includes('cap-case') ? null : limits.case },
  ]
}

/** From 95 % of a limit up to the limit itself, which nothing exceeds. */
export const isJustBelow = (sum: bigint, limit: bigint): boolean =>
  sum <= limit && sum * 100n >= limit * BigInt(100 - LIMITS.belowPercent)

/** Several awards of one case, each within what one leader may approve, together beyond it. */
export const split = (awards: readonly AwardFacts[]): Alarm[] =>
  groups(awards, ({ fund, caseId }) => `${fund}/${caseId}`).flatMap(([key, ofCase]) => {
    const limit = highest(ofCase.map(({ limits }) => limits.second))
    const sum = ofCase.reduce((total, { fen }) => total + fen, 0n)
    if (ofCase.length < 2 || limit === null || sum <= limit || ofCase.some(({ fen }) => fen > limit)) return []
    const inOrder = inTime(ofCase, ({ proposedAt }) => proposedAt)
    const [{ fund, caseNumber, proposedAt }] = ofCase
    const why = {
      kind: 'split',
      fund,
      count: ofCase.length,
      fen: String(sum),
      limitFen: String(limit),
    } as const
    return [
      raise(
        key,
        'note',
        why,
        { since: passedAt(inOrder, limit) ?? proposedAt, latest: inOrder.at(-1)?.proposedAt ?? proposedAt },
        {
          people: inOrder.map(({ proposedBy }) => proposedBy),
          awards: inOrder,
          tips: inOrder.map(({ tip }) => tip),
          cases: [caseNumber],
        },
      ),
    ]
  })

/** The limit of the newest rules may be another one: the highest counts. Null where one of them has none. */
function highest(limits: readonly (bigint | null)[]): bigint | null {
  return limits.reduce((most, limit) => (most === null || limit === null ? null : limit > most ? limit : most), 0n)
}

/** When the sum went beyond the limit. */
function passedAt(inOrder: readonly AwardFacts[], limit: bigint): Date | null {
  let sum = 0n
  for (const { fen, proposedAt } of inOrder) {
    sum += fen
    if (sum > limit) return proposedAt
  }
  return null
}
