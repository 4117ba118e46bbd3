import * as z from 'zod/mini'
import { awardBrief, awardNumber, notify } from './award-lists.ts'
import { CATEGORIES } from './categories.ts'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { LINKS } from './links.ts'
import { OUTCOME_KINDS } from './outcomes.ts'
import { REFUSALS, type RefusalCode } from './refusals.ts'
import { assessmentFacts, finding, REPORTER_PLACES } from './rewards/assessment.ts'
import { AWARD_KINDS, AWARD_STATES, AWARD_STEPS } from './rewards/chain.ts'
import { strikeChoice, tipChoice } from './rewards/choice.ts'
import { awardContent, FUNDS, reporterNumber } from './rewards/content.ts'
import { TAKEN_STEPS } from './rewards/may-step.ts'
import { PRECONDITIONS, ruleFen, ruleSet } from './rewards/rule-set.ts'
import { b64, b64Of, id, instant, recipient, route, wholeNumber } from './route.ts'
import { day } from './triage.ts'

/** Awards 奖励: for tips and, from a fund of their own, for those who took part in a case. Both go the same way. */

const hex32 = z.string().check(z.regex(/^[\da-f]{64}$/))
const version = z.int().check(z.gte(1))
const sealed = b64(MAX_SEALED_BYTES)
const signature = b64Of(64)
const who = z.object({ id, name: z.string() })
const named = z.object({ id, nameZh: z.string(), nameEn: z.string() })
const refusal = z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]])
/** To whom reasons are sealed: the proposing desk, reward desks, audit desks. */
const recipients = z.array(z.object({ desk: named, recipient }))
/** A rule set, with the day from which it holds. */
const datedRules = z.object({ seq: version, effectiveFrom: day, document: ruleSet })
/** Where a finding comes from, in the words of people. */
const reference = z.object({
  outcome: id,
  kind: z.enum(OUTCOME_KINDS),
  /** Of a weighing record or an expert report. */
  recordNumber: z.nullable(z.string()),
  happenedOn: day,
  /** The number of the case in which it was entered: this one, or one that was merged into it. */
  caseNumber: z.string(),
  enteredBy: who,
  confirmed: z.object({ by: who, at: instant }),
})
export type Reference = z.output<typeof reference>

/** A tip of the case other than the one that is awarded. */
const otherTip = z.object({
  tip: id,
  number: z.string(),
  reporter: reporterNumber,
  as: z.enum(LINKS),
  acceptedAt: z.nullable(instant),
  /** Whether an officer said that it is the same report: it came first, or later. */
  duplicate: z.nullable(z.enum(REPORTER_PLACES)),
  award: z.nullable(awardBrief),
})

/** What stands in the log about the tip: proof that it was there before anybody acted. */
const logEvidence = z.object({
  /** The place of its leaf; null while no head covers it. */
  leaf: z.nullable(wholeNumber),
  /** When the head was signed that covers it first. */
  signedAt: z.nullable(instant),
  /** Whether that was before the first action of the case. */
  isBeforeAction: z.boolean(),
})

export const prepareAward = route({
  id: 'prepareAward',
  about:
    'Everything that the records say for an award: of a tip of the case, or without a tip for those who took part. Leaves no trace; the case does.',
  method: 'GET',
  path: '/api/cases/:case/award',
  params: z.object({ case: id, tip: z.optional(id) }),
  reply: z.object({
    /** Of the award that is there, or of the new one. */
    award: id,
    /** Of the version that would be proposed. */
    version,
    /** The award that is there already, and its newest version. */
    existing: z.nullable(
      z.object({
        number: awardNumber,
        state: z.enum(AWARD_STATES),
        version,
        content: awardContent,
        groundsB64: sealed,
      }),
    ),
    /** Why a grant cannot be put forward now, as the server would refuse it. Empty: nothing stands in the way. */
    hurdles: z.array(refusal),
    case: z.object({
      case: id,
      number: z.string(),
      title: z.string(),
      category: z.enum(CATEGORIES),
      filedAs: z.nullable(z.string()),
      desk: named,
      firstActionAt: z.nullable(instant),
      crackedAt: z.nullable(instant),
    }),
    /** The rule set in force when the tip was accepted, of those who took part when the case was cracked; null: that day is open. */
    rules: z.nullable(datedRules),
    findings: z.array(finding),
    references: z.array(reference),
    /** Outcomes that wait for a second person and so do not count yet. */
    waiting: wholeNumber,
    /** The preconditions that records answer. */
    answered: z.partialRecord(z.enum(PRECONDITIONS), z.boolean()),
    takenFen: assessmentFacts.shape.takenFen,
    recipients,
    /** The other awards of the case. */
    others: z.array(awardBrief),
    /** The tip; null where none was asked for. */
    tip: z.nullable(
      z.object({
        tip: id,
        number: z.string(),
        reporter: reporterNumber,
        /** As what it is linked; null when it is not. */
        as: z.nullable(z.enum(LINKS)),
        acceptedAt: z.nullable(instant),
        /** Whether it was accepted before the first action of the case. */
        isBeforeAction: z.boolean(),
        log: logEvidence,
        others: z.array(otherTip),
        /** `later` where another tip came first for this lead. */
        place: z.enum(REPORTER_PLACES),
        /** Ten-thousandths that other awards of the case leave. */
        shareLeft: wholeNumber,
      }),
    ),
  }),
})
export type PreparedAward = z.output<typeof prepareAward.reply>

/** What stands inside `award-grounds` (subject: the award, seq: the version): reasons, by what they are for. */
export const grounds = z.object({
  conditions: z.record(z.string(), z.string()),
  decisions: z.record(z.string(), z.string()),
  share: z.string(),
  other: z.string(),
})
export type Grounds = z.output<typeof grounds>
/** What stands inside `award-reason` (subject: the award, seq: the place of the step). */
export const awardReason = z.string().check(z.trim(), z.minLength(2), z.maxLength(4000))

const signedVersion = {
  version,
  /** Of the composed content, as the browser has it. */
  digest: hex32,
  groundsB64: sealed,
  /** Over `signedStep(award, version, 'propose', digest)`. */
  signatureB64: signature,
}
const proposed = z.object({ number: awardNumber, state: z.enum(AWARD_STATES), version })

export const proposeAward = route({
  id: 'proposeAward',
  about:
    'Puts an award for a tip forward, or a new version of it. The server puts it together from the records; `assessmentDiffers` when that is not what was signed.',
  method: 'POST',
  path: '/api/awards/:award/versions',
  maxBytes: 512 * 1024,
  params: z.object({ award: id }),
  body: z.object({ case: id, tip: id, choice: tipChoice, ...signedVersion }),
  reply: proposed,
})

export const proposeStrike = route({
  id: 'proposeStrike',
  about: 'Puts an award for those who took part in a case forward, or a new version of it.',
  method: 'POST',
  path: '/api/awards/:award/strikes',
  maxBytes: 512 * 1024,
  params: z.object({ award: id }),
  body: z.object({ case: id, choice: strikeChoice, ...signedVersion }),
  reply: proposed,
})

/** A version as it was proposed. */
const awardVersion = z.object({
  version,
  content: awardContent,
  digest: hex32,
  /** An envelope of kind `award-grounds` with the version as its place; null for those who may not read it. */
  groundsB64: z.nullable(sealed),
})

const takenStep = z.object({
  version,
  /** The place of the step in the award; a proposal's too. */
  seq: wholeNumber,
  step: z.enum(AWARD_STEPS),
  by: who,
  at: instant,
  digest: hex32,
  signatureB64: signature,
  /** The public half of the key that signs for this person, 32 bytes. */
  signPublicB64: z.nullable(b64Of(32)),
  /** An envelope of kind `award-reason` at this place; null where the step has none, or for those who may not read it. */
  sealedB64: z.nullable(sealed),
})
export type TakenAwardStep = z.output<typeof takenStep>

/** How an outcome of the case no longer is what the newest version rests on. */
const changedOutcome = z.object({ outcome: id, is: z.enum(['gone', 'new']), kind: z.enum(OUTCOME_KINDS) })

export const readAward = route({
  id: 'readAward',
  about:
    'One award with all its versions and steps, as far as the desk of the one who asks may see it. Leaves a trace.',
  method: 'GET',
  path: '/api/awards/:award',
  params: z.object({ award: id }),
  reply: z.object({
    award: id,
    fund: z.enum(FUNDS),
    number: awardNumber,
    desk: named,
    state: z.enum(AWARD_STATES),
    stateSince: instant,
    kind: z.enum(AWARD_KINDS),
    totalFen: ruleFen,
    needsSecond: z.boolean(),
    /** Newest first. */
    versions: z.array(awardVersion),
    /** In their order, over all versions. */
    steps: z.array(takenStep),
    /** The place of the next step: of a reason that is sealed now. */
    nextSeq: wholeNumber,
    /** To whom a reason is sealed; empty for those who cannot send or take back now. */
    recipients,
    /** The rule set that the newest version rests on. */
    rules: datedRules,
    notify: z.nullable(notify),
    grantedAt: z.nullable(instant),
    claim: z.nullable(z.object({ until: day, provisional: z.boolean() })),
    /** The case; null for finance desks. */
    case: z.nullable(
      z.object({
        case: id,
        number: z.string(),
        category: z.enum(CATEGORIES),
        filedAs: z.nullable(z.string()),
        /** Only for the desk of the case and for auditors. */
        title: z.nullable(z.string()),
        firstActionAt: z.nullable(instant),
        crackedAt: z.nullable(instant),
      }),
    ),
    /** The tip as the records have it; null for finance desks and for those who took part. */
    tip: z.nullable(
      z.object({
        /** Only for the desk of the case. */
        number: z.nullable(z.string()),
        as: z.nullable(z.enum(LINKS)),
        acceptedAt: z.nullable(instant),
        log: logEvidence,
      }),
    ),
    /** Of the findings of the newest version; empty for finance desks. */
    references: z.array(reference),
    /** The other awards of the case; empty for finance desks. */
    others: z.array(awardBrief),
    /** 所依据战果已变更: what differs now from what the newest version rests on. */
    factsChanged: z.array(changedOutcome),
    /** The rule set that would hold today for this award, where it is another one. */
    rulesSwitched: z.nullable(z.pick(datedRules, { seq: true, effectiveFrom: true })),
    /** Every step that I could take, and why not. */
    mine: z.array(z.object({ step: z.enum(['propose', ...TAKEN_STEPS]), refused: z.nullable(refusal) })),
  }),
})
export type ReadAward = z.output<typeof readAward.reply>

export const stepAward = route({
  id: 'stepAward',
  about:
    'Takes a step of an award, over the version and digest that were seen and signed. Sending and taking back have a sealed reason.',
  method: 'POST',
  path: '/api/awards/:award/steps',
  maxBytes: 256 * 1024,
  params: z.object({ award: id }),
  body: z.object({
    step: z.enum(TAKEN_STEPS),
    version,
    digest: hex32,
    signatureB64: signature,
    /** Where the reason was sealed to: the `nextSeq` that was seen. */
    seq: wholeNumber,
    sealedB64: z.nullable(sealed),
  }),
  reply: z.object({ state: z.enum(AWARD_STATES) }),
})

export const traceAwardPrint = route({
  id: 'traceAwardPrint',
  about: 'Says that a form of an award was printed or saved; leaves a trace.',
  method: 'POST',
  path: '/api/awards/:award/prints',
  params: z.object({ award: id }),
})
