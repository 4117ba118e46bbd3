import * as z from 'zod/mini'
import { assessment } from './rewards/assessment.ts'
import { ESTIMATE_FIELDS, type EstimateField } from './rewards/estimate-form.ts'
import { ruleSet } from './rewards/rule-set.ts'
import { route, wholeNumber } from './route.ts'
import { day } from './triage.ts'

/** What everybody may know of a rule set: when it holds, and the digest by which a copy is compared. Nobody's name is in it. */
export const publishedRules = z.object({
  seq: wholeNumber,
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  isOfficial: z.boolean(),
  /** The first day on which it holds, and the first on which it no longer does; null where no other set follows. */
  effectiveFrom: day,
  effectiveUntil: z.nullable(day),
  standing: z.enum(['past', 'in-force', 'future']),
  /** SHA-256 of the canonical JSON of the document, as `digestOf` makes it. */
  digest: z.string().check(z.regex(/^[\da-f]{64}$/)),
})
export type PublishedRules = z.output<typeof publishedRules>

/** The code of a set; without it the one in force is meant. */
const set = z.optional(z.string().check(z.maxLength(40)))

export const readPublishedRules = route({
  id: 'readPublishedRules',
  about: 'The rule set in force, or the one with a code, whole; and all sets that were approved, the newest first.',
  method: 'GET',
  path: '/api/published/rules',
  params: z.object({ set }),
  reply: z.object({ rules: publishedRules, document: ruleSet, sets: z.array(publishedRules) }),
})
export type PublishedRulesReply = z.output<typeof readPublishedRules.reply>

const typed = z.optional(z.union([z.string(), z.array(z.string())]))
const fields = Object.fromEntries(ESTIMATE_FIELDS.map((field) => [field, typed])) as Record<EstimateField, typeof typed>

export const estimateReward = route({
  id: 'estimateReward',
  about:
    'What a rule set would pay, first for a report that led to what is given. Fields as on the page; repeated ones are rows. Keeps nothing.',
  method: 'GET',
  path: '/api/estimate',
  params: z.object({ set, ...fields }),
  reply: z.object({ rules: publishedRules, assessment }),
})
