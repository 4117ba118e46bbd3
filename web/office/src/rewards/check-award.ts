import { sha256 } from '@noble/hashes/sha2.js'
import type { ReadAward, TakenAwardStep } from '#contract/awards.ts'
import { composeTipAward, type TipRecords } from '#contract/rewards/compose.ts'
import { awardAfter, type AwardState } from '#contract/rewards/chain.ts'
import type { AwardContent, TipAward } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { isAboveLimit, strikeTotal } from '#contract/rewards/strikes.ts'
import { fromB64, toHex } from '#seal/b64.ts'
import { isSignedStep } from '#seal/signing.ts'

/**
 * What does not hold of an award, found in the reader's browser: a server that shows something else than what was signed is
 * noticed here. Any alarm blocks signing.
 */
export type Alarm =
  | { is: 'digest'; version: number } // what the version says is not what its digest says
  | { is: 'assessment'; version: number } // the pinned rules and facts give something else
  | { is: 'grounds'; version: number } // the sealed reasons are others
  | { is: 'head'; version: number } // the state, the sum or the number of approvals is not what versions and steps say
  | { is: 'step'; seq: number; check: Exclude<StepCheck, 'signed'> }

/** `other`: it was signed over something else than what the version says. `noKey`: no key of this person is known. */
export type StepCheck = 'signed' | 'forged' | 'other' | 'noKey'

/** What of an award is checked. */
export type CheckedAward = Pick<
  ReadAward,
  'award' | 'versions' | 'steps' | 'state' | 'kind' | 'totalFen' | 'needsSecond' | 'rules'
>

export function alarmsOf(award: CheckedAward): Alarm[] {
  return [
    ...(isHeadTrue(award) ? [] : [{ is: 'head', version: award.versions[0]?.version ?? 0 } as const]),
    ...award.versions.flatMap((one, index) => versionAlarms(one, index === 0 ? award.rules : null)),
    ...award.steps.flatMap((step): Alarm[] => {
      const check = stepCheck(award, step)
      return check === 'signed' ? [] : [{ is: 'step', seq: step.seq, check }]
    }),
  ]
}

/** Whether a step was signed by the one who took it, over what its version says here. */
export function stepCheck({ award, versions }: Pick<ReadAward, 'award' | 'versions'>, step: TakenAwardStep): StepCheck {
  const signed = versions.find(({ version }) => version === step.version)
  if (signed?.digest !== step.digest) return 'other'
  if (step.signPublicB64 === null) return 'noKey'
  const { version, digest } = step
  const over = { award, version, step: step.step, digest }
  return isSignedStep(fromB64(step.signPublicB64), over, fromB64(step.signatureB64)) ? 'signed' : 'forged'
}

/** Whether what stands above the award follows from its newest version and the steps that were signed. */
function isHeadTrue({ versions, steps, state, kind, totalFen, needsSecond, rules }: CheckedAward): boolean {
  const [newest] = versions
  if (newest === undefined) return false
  const { content, version } = newest
  const said = content.fund === 'tips' ? { kind: content.kind, totalFen: content.assessment.totalFen } : null
  const { kind: saidKind, totalFen: saidFen } = said ?? { kind: 'grant' as const, totalFen: sumIn(content) }
  const asked = { kind: saidKind, needsSecond: saidKind === 'grant' && isAboveLimit(rules.document, saidFen) }
  const came = steps
    .filter((step) => step.version === version)
    .reduce<AwardState | null>((at, { step }) => awardAfter(at, step, asked), null)
  return came === state && saidKind === kind && saidFen === totalFen && asked.needsSecond === needsSecond
}

const sumIn = (content: AwardContent): string => (content.fund === 'strikes' ? strikeTotal(content.participants) : '0')

/** The rules are known for the newest version only. */
function versionAlarms(
  { version, content, digest, groundsB64 }: ReadAward['versions'][number],
  rules: ReadAward['rules'] | null,
): Alarm[] {
  const isAssessed = rules === null || content.fund !== 'tips' || isAssessedAs(content, rules, digest)
  const hasGrounds = groundsB64 === null || toHex(sha256(fromB64(groundsB64))) === content.groundsSha256
  return [
    ...(digestOf(content) === digest ? [] : [{ is: 'digest', version } as const]),
    ...(isAssessed ? [] : [{ is: 'assessment', version } as const]),
    ...(hasGrounds ? [] : [{ is: 'grounds', version } as const]),
  ]
}

/** Whether the same facts and choices under these rules, put together again, are this version to the byte. */
function isAssessedAs(content: TipAward, rules: ReadAward['rules'], digest: string): boolean {
  if (content.rules !== rules.seq) return false
  return composeTipAward(recordsIn(content, rules), choiceIn(content), content.groundsSha256).digest === digest
}

function recordsIn(content: TipAward, { seq, document }: { seq: number; document: RuleSet }): TipRecords {
  const { award, version, case: subject, desk, tip, reporter, facts } = content
  const { findings, preconditions: answered, takenFen } = facts
  return { award, version, case: subject, desk, tip, reporter, rules: { seq, document }, findings, answered, takenFen }
}

function choiceIn({ kind, denial, conditions, joint, payees, facts }: TipAward): Parameters<typeof composeTipAward>[1] {
  const { declared, place, share, decisions } = facts
  return { kind, denial, conditions, joint, payees, declared, place, share, decisions, newUser: null }
}
