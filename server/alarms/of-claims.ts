import { LIMITS, type Alarm } from '#contract/alarms.ts'
import type { AccountFacts, ClaimFacts, DisputeFacts, FreezeFacts } from './facts.ts'
import { distinct, groups, HOUR_MS, inTime, raise } from './raise.ts'

/** Alarms about who says how an award is to be paid, and to which account. */

/** The tipster says that somebody else made a claim: whoever did had the code, or stole the page. */
export const disputed = (disputes: readonly DisputeFacts[]): Alarm[] =>
  disputes.map((dispute) =>
    raise(
      `${dispute.payable}/${dispute.claimSeq}`,
      'urgent',
      { kind: 'disputed', isFrozen: dispute.isHeld },
      { since: dispute.at },
      { awards: [dispute] },
    ),
  )

/** Finance reported that a claim, or what it rests on, does not bear its signature; each report of its own. */
export const badSignature = (freezes: readonly FreezeFacts[]): Alarm[] =>
  freezes
    .filter(({ cause }) => cause === 'signature')
    .map((freeze) =>
      raise(
        `${freeze.payable}/${freeze.seq}`,
        'urgent',
        { kind: 'bad-signature', isFrozen: freeze.isHeld },
        { since: freeze.at },
        { people: [freeze.by], awards: [freeze] },
      ),
    )

/** A claim came very soon after the award was granted, or from the network of the office, or both. */
export const claimsAtOnce = (claims: readonly ClaimFacts[]): Alarm[] =>
  claims.flatMap((claim) => {
    // Whoever gives the money up takes none.
    if (claim.method === 'decline') return []
    const hours = hoursAfter(claim)
    const isQuick = hours <= LIMITS.hoursAfterGrant
    if (!isQuick && claim.fromOffice !== true) return []
    const kind = claim.fromOffice === true ? 'office-claim' : 'quick-claim'
    const gravity = claim.fromOffice !== true ? 'note' : isQuick ? 'urgent' : 'soon'
    const about = `${claim.payable}/${claim.seq}`
    return [raise(about, gravity, { kind, hours }, { since: claim.at }, { awards: [claim] })]
  })

/**
 * How many hours after it was granted a claim may have come at the earliest. Of a claim only its full hour is known, which begins
 * before the granting when both fall into one hour.
 */
export function hoursAfter({ at, grantedAt }: Pick<ClaimFacts, 'at' | 'grantedAt'>): number {
  return Math.max(0, Math.ceil((at.getTime() - grantedAt.getTime()) / HOUR_MS))
}

/** One account stands in several awards for tips, or in one for a tip and one for those who took part. */
export const sameAccount = (accounts: readonly AccountFacts[]): Alarm[] =>
  groups(accounts, ({ token }) => token).flatMap(([token, paid]) => {
    // A payment that came back and was made again is the same one.
    const awards = distinct(inTime(paid, ({ at }) => at).toReversed(), ({ award }) => award)
    const tips = awards.filter(({ fund }) => fund === 'tips')
    const strikes = awards.filter(({ fund }) => fund === 'strikes')
    const [newest, earlier] = [awards[0], awards.at(-1)]
    if (tips.length === 0 || awards.length < 2 || newest === undefined || earlier === undefined) return []
    const why = {
      kind: 'same-account',
      tips: tips.length,
      strikes: strikes.length,
      fen: String(awards.reduce((sum, { fen }) => sum + fen, 0n)),
    } as const
    return [
      raise(
        token,
        strikes.length > 0 ? 'urgent' : 'soon',
        why,
        { since: awards.at(-2)?.at ?? earlier.at, latest: newest.at },
        { awards, runs: paid.map(({ run }) => run) },
      ),
    ]
  })
