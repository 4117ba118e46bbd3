import * as z from 'zod/mini'
import { assessmentFacts } from './assessment.ts'
import { strikeAward, tipAward } from './content.ts'

/** What people choose of an award. All the rest of it comes from records; `compose.ts` puts both together. */

/** What a person chooses about an award for a tip. */
export const tipChoice = z.object({
  ...z.pick(tipAward, { kind: true, denial: true, conditions: true, joint: true, payees: true }).shape,
  ...z.pick(assessmentFacts, { declared: true, place: true, share: true, decisions: true }).shape,
  /** Whether those found are new users, which no record says; null: not answered. */
  newUser: z.nullable(z.boolean()),
})
export type TipChoice = z.output<typeof tipChoice>

/** What a person chooses about an award for those who took part. */
export const strikeChoice = z.object(z.pick(strikeAward, { participants: true }).shape)
export type StrikeChoice = z.output<typeof strikeChoice>
