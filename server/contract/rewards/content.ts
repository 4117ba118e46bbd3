import * as z from 'zod/mini'
import { id } from '../route.ts'
import { assessment, assessmentFacts } from './assessment.ts'
import { AWARD_KINDS, type AwardStep } from './chain.ts'
import { DENIALS } from './names.ts'
import { CONDITIONS, ruleFen } from './rule-set.ts'

export { DENIALS, type Denial } from './names.ts'

/** What one version of an award says, all of it: this is what is hashed, what each step signs, and what is stored. */

/** Rewards for tips and rewards for those who took part have funds of their own. */
export const FUNDS = ['tips', 'strikes'] as const // 举报奖励 打击奖励
export type Fund = (typeof FUNDS)[number]

const hex32 = z.string().check(z.regex(/^[\da-f]{64}$/))
const every = {
  award: id,
  version: z.int().check(z.gte(1)),
  case: id,
  desk: id,
  /** The rule set that it rests on, by its place. */
  rules: z.int().check(z.gte(1)),
  /** SHA-256 of the sealed reasons, so that they cannot be exchanged either. */
  groundsSha256: hex32,
}

/** The reporter as officials name them: eight digits that follow from the tip's claim key, and say nothing else. */
export const reporterNumber = z.string().check(z.regex(/^\d{4}-\d{4}$/))

/** How many tokens one tip brings at most, and how many tips are rewarded as one: itself and those joined to it. */
export const PAYEE_TOKENS_OF_REPORTER = 6
const MAX_JOINT = 10

/**
 * What stands for a person's phone or identity number within one case, 16 bytes in hexadecimal (`web/seal/payee-tokens.ts`). Nobody
 * gets both rewards of a case, so no token stands in an award of each fund; the server learns nothing else from it.
 */
export const payeeToken = z.string().check(z.regex(/^[\da-f]{32}$/))

export const tipAward = z.object({
  fund: z.literal('tips'),
  ...every,
  tip: id,
  reporter: reporterNumber,
  kind: z.enum(AWARD_KINDS),
  denial: z.nullable(z.enum(DENIALS)),
  conditions: z.array(z.object({ condition: z.enum(CONDITIONS), met: z.boolean() })).check(z.length(CONDITIONS.length)),
  /** Other tips of the case that were sent jointly with this one: one reward for all of them. */
  joint: z.array(id).check(z.maxLength(MAX_JOINT)),
  /** What stands for the reporters, joint ones too, as far as they said who they are; none of a denial. */
  payees: z.array(payeeToken).check(z.maxLength((1 + MAX_JOINT) * PAYEE_TOKENS_OF_REPORTER)),
  facts: assessmentFacts,
  assessment,
})
export type TipAward = z.output<typeof tipAward>

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(60))
/** Who takes part: a unit, an officer, a grid worker 网格员, or somebody else who helped. */
export const PARTICIPANT_KINDS = ['unit', 'officer', 'grid-worker', 'other'] as const
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number]

export const MAX_PARTICIPANTS = 60

/** Two tokens at most stand for a person: one of a phone, one of an identity number. */
export const PAYEE_TOKENS_EACH = 2

/** Somebody who took part. `row` is a row of the rule set's strike rows; null where it has none. */
export const participant = z.object({
  kind: z.enum(PARTICIPANT_KINDS),
  name,
  /** Where a person works. */
  unit: z.nullable(name),
  /** Whose account this is, where it is somebody of the office: who takes part neither reviews, approves nor funds. */
  staff: z.nullable(id),
  row: z.nullable(z.string()),
  fen: ruleFen,
  /** What stands for a person in this case; none of a unit. */
  payees: z.array(payeeToken).check(z.maxLength(PAYEE_TOKENS_EACH)),
})
export type Participant = z.output<typeof participant>

export const strikeAward = z.object({
  fund: z.literal('strikes'),
  ...every,
  participants: z.array(participant).check(z.minLength(1), z.maxLength(MAX_PARTICIPANTS)),
  /** What the participants get, added up. */
  totalFen: ruleFen,
})
export type StrikeAward = z.output<typeof strikeAward>

export const awardContent = z.discriminatedUnion('fund', [tipAward, strikeAward])
export type AwardContent = z.output<typeof awardContent>

/** What a step of an award signs: the step, and the digest of what was seen. */
export const signedStep = (award: string, version: number, step: AwardStep, digest: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`lushao/award/v1\n${step}\n${award}\n${version}\n${digest}\n`)
