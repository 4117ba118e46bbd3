import { blindCommitment } from '#contract/commitment.ts'
import { PARTS_OF, type ClaimContent } from '#contract/money/claim.ts'
import type { FreezeCause } from '#contract/money/chain.ts'
import type { Evidence, TipEvidence } from '#contract/money/evidence.ts'
import type { AwardContent } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import { entryOf, tipDigest } from '#contract/tlog/entry.ts'
import { isSame } from '#contract/tlog/hashes.ts'
import { openCheckpoint, parseVerifier } from '#contract/tlog/note.ts'
import { verifyInclusion } from '#contract/tlog/verify.ts'
import { fromB64 } from '#seal/b64.ts'
import { isSignedClaimContent } from '#seal/claim-content.ts'
import { alarmsOf, type Alarm } from '../rewards/check-award.ts'

/**
 * Whether what is to be paid is what was approved, and claimed by whoever sent the tip: found out in the finance browser, from the
 * signatures and the log, so that a changed database pays nothing. Anything that does not hold has a name and blocks paying.
 */

/** The checks, in the order in which they are shown. */
export const CHECKS = [
  'approval', // every step of the award is signed, over what the rules give
  'granted', // the award is granted and stands
  'sum', // what is owed is the signed sum
  'claim', // the claim says this award, this sum, and is the newest
  'signature', // signed by whoever may
  'key', // with the key that was committed to when the tip was sent, and that the award's number names
  'log', // the commitment stands in the public log, under a head that the log's key signed
  'free', // nothing holds it up
] as const
export type Check = (typeof CHECKS)[number]

/** What does not hold. */
export type Finding =
  | { check: 'approval'; is: 'award'; alarm: Alarm } // something of the award is forged or changed
  | { check: 'granted'; is: 'not-granted' }
  | { check: 'granted'; is: 'other-award' } // the evidence is that of another award
  | { check: 'sum'; is: 'sum' } // the amount owed is not the one that was signed
  | { check: 'claim'; is: 'none' } // nobody has claimed it
  | { check: 'claim'; is: 'declined' } // it was given up: nothing is paid
  | { check: 'claim'; is: 'other' } // the claim is over another award, person or sum
  | { check: 'claim'; is: 'old' } // it is not the newest
  | { check: 'claim'; is: 'parts' } // account or voucher are missing, or do not belong to this way
  | { check: 'claim'; is: 'digest' } // what it says is not what its digest says
  | { check: 'signature'; is: 'forged' }
  | { check: 'signature'; is: 'no-key' } // no key is known of the one who entered it
  | { check: 'key'; is: 'no-tip' } // a reporter is paid, and nothing is shown of the tip
  | { check: 'key'; is: 'commitment' } // the key is not the one that the tip was sent with
  | { check: 'key'; is: 'reporter' } // the award was approved for another reporter
  | { check: 'log'; is: 'not-yet' } // the full hour has not passed
  | { check: 'log'; is: 'head' } // the head is not signed by the key of the log
  | { check: 'log'; is: 'entry' } // the log does not hold it, or the path is missing
  | { check: 'free'; is: 'disputed' } // the reporter says that the claim was not theirs
  | { check: 'free'; is: 'frozen'; cause: FreezeCause }

/** Everything that does not hold, in the order of the checks; empty: it may be paid. */
export function findingsOf(evidence: Evidence): Finding[] {
  return [
    ...alarmsOf(evidence.award).map((alarm): Finding => ({ check: 'approval', is: 'award', alarm })),
    ...awardFindings(evidence),
    ...claimFindings(evidence),
    ...signatureFindings(evidence),
    ...tipFindings(evidence),
    ...freeFindings(evidence),
  ]
}

/** What would hold up a payment for good reason, but is nothing to report: the reporter has to act, or the hour to pass. */
const HARMLESS: readonly string[] = ['none', 'declined', 'not-yet', 'disputed', 'frozen', 'not-granted']
/** Whether something was found that nobody does by mistake: the auditor has to know. */
export const isSuspicious = (findings: readonly { is: string }[]): boolean =>
  findings.some(({ is }) => !HARMLESS.includes(is))

function awardFindings({ payable, award }: Evidence): Finding[] {
  const content = award.versions[0]?.content
  const isOther =
    content?.award !== payable.award || award.award !== payable.award || content.version !== payable.version
  const isGranted = award.state === 'granted' && award.kind === 'grant'
  return [
    ...(isOther ? [{ check: 'granted', is: 'other-award' } as const] : []),
    ...(isGranted ? [] : [{ check: 'granted', is: 'not-granted' } as const]),
    ...(signedFen(content, payable.participant) === payable.fen ? [] : [{ check: 'sum', is: 'sum' } as const]),
  ]
}

/** What the signed content gives this person; null where it names nobody there. */
export function signedFen(content: AwardContent | undefined, participant: number): string | null {
  if (content === undefined) return null
  if (content.fund === 'tips') return participant === 0 ? content.assessment.totalFen : null
  return content.participants[participant - 1]?.fen ?? null
}

function claimFindings({ payable, claim }: Evidence): Finding[] {
  if (claim === null) return [{ check: 'claim', is: 'none' }]
  const { content, digest } = claim
  const isOther = content.payable !== payable.payable || content.award !== payable.award || content.fen !== payable.fen
  return [
    ...(content.method === 'decline' ? [{ check: 'claim', is: 'declined' } as const] : []),
    ...(isOther ? [{ check: 'claim', is: 'other' } as const] : []),
    ...(content.seq === payable.claimSeq ? [] : [{ check: 'claim', is: 'old' } as const]),
    ...(hasItsParts(content) ? [] : [{ check: 'claim', is: 'parts' } as const]),
    ...(digestOf(content) === digest ? [] : [{ check: 'claim', is: 'digest' } as const]),
  ]
}

function hasItsParts({ method, sealedSha256, verifier, hasWord }: ClaimContent): boolean {
  const parts = PARTS_OF[method]
  if (parts.sealed !== (sealedSha256 !== null) || parts.verifier !== (verifier !== null)) return false
  return !hasWord || parts.verifier
}

/** Whether the signed content, and nothing else, says that a reporter is paid: a server that hides the tip changes nothing. */
const isOfTip = ({ award }: Evidence): boolean => award.versions[0]?.content.fund === 'tips'

/** A reporter signs with the claim key of the tip; for somebody who took part a member of finance signs. */
function signatureFindings(evidence: Evidence): Finding[] {
  const { claim, tip } = evidence
  if (claim === null) return []
  const isReporters = isOfTip(evidence)
  const publicB64 = isReporters ? tip?.claimPublicB64 : claim.enteredBy?.signPublicB64
  if (publicB64 === undefined || publicB64 === null) return [{ check: 'signature', is: 'no-key' }]
  // What a member of staff entered never stands for the reporter's own claim.
  const isByWhoMay = isReporters === (claim.enteredBy === null)
  const isSigned = isSignedClaimContent(fromB64(publicB64), claim.content, fromB64(claim.signatureB64))
  return isByWhoMay && isSigned ? [] : [{ check: 'signature', is: 'forged' }]
}

function tipFindings({ award, tip, logKey }: Evidence): Finding[] {
  const content = award.versions[0]?.content
  if (content?.fund !== 'tips') return []
  if (tip === null) return [{ check: 'key', is: 'no-tip' }]
  const isReporter = content.reporter === reporterNumber(fromB64(tip.claimPublicB64))
  const reporter = isReporter ? [] : [{ check: 'key', is: 'reporter' } as const]
  if (tip.entry === null) return [...reporter, { check: 'log', is: 'not-yet' }]
  const committed = fromB64(tip.entry.commitmentB64)
  const isCommitted = isSame(committed, commitmentOf(content.tip, tip))
  return [
    ...(isCommitted ? [] : [{ check: 'key', is: 'commitment' } as const]),
    ...reporter,
    ...logFindings(tip.entry, logKey),
  ]
}

const commitmentOf = (tip: string, evidence: TipEvidence): Uint8Array =>
  blindCommitment({
    tip,
    reportHashBytes: fromB64(evidence.reportHashB64),
    filesHashBytes: fromB64(evidence.filesHashB64),
    lookupHashHashBytes: fromB64(evidence.lookupHashHashB64),
    claimPublicBytes: fromB64(evidence.claimPublicB64),
    mailboxHashBytes: fromB64(evidence.mailboxHashB64),
    tipRecipientHashBytes: fromB64(evidence.tipRecipientHashB64),
  })

/** The key of the log comes from a file of the office: one that stands in the database could be a thief's own. */
function logFindings(entry: NonNullable<TipEvidence['entry']>, logKey: string): Finding[] {
  const verifier = parseVerifier(logKey)
  const head = verifier === null ? null : openCheckpoint(entry.note, verifier)
  if (head === null) return [{ check: 'log', is: 'head' }]
  const digest = tipDigest(fromB64(entry.commitmentB64), entry.hour, fromB64(entry.columnsB64))
  const bytes = entryOf(fromB64(entry.saltB64), digest)
  const path = entry.pathB64?.map(fromB64) ?? null
  const isIn = path !== null && verifyInclusion(bytes, entry.index, head.size, path, head.root)
  return isIn ? [] : [{ check: 'log', is: 'entry' }]
}

const freeFindings = ({ claim, freezes }: Evidence): Finding[] => [
  ...(claim?.isDisputed === true ? [{ check: 'free', is: 'disputed' } as const] : []),
  ...freezes.map(({ cause }): Finding => ({ check: 'free', is: 'frozen', cause })),
]
