import * as z from 'zod/mini'
import { ruleDraft } from './rewards/rule-draft.ts'
import { ruleFen, ruleSet } from './rewards/rule-set.ts'
import { id, instant, route, wholeNumber } from './route.ts'
import { day } from './triage.ts'

/** How a rule set stands today. What is approved holds from its day until the next one begins. */
export const RULE_STANDINGS = ['in-force', 'future', 'past', 'proposed', 'withdrawn'] as const // 施行中 待施行 已失效 待批准 已撤回
export type RuleStanding = (typeof RULE_STANDINGS)[number]

/** Where the published JSON schema of rule sets stands, for whoever makes such files with another program. */
export const RULE_SET_SCHEMA_PATH = '/api/rule-set.schema.json'

/** The largest draft or imported file. */
export const MAX_RULES_BYTES = 512 * 1024

const who = z.object({ id, name: z.string() })
const deed = z.nullable(z.object({ by: who, at: instant }))
const digest = z.string().check(z.regex(/^[\da-f]{64}$/))

export const ruleSetHead = z.object({
  seq: wholeNumber,
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  isOfficial: z.boolean(),
  source: z.string(),
  standing: z.enum(RULE_STANDINGS),
  effectiveFrom: day,
  /** The last day on which it holds; null without an end, and for what never held. */
  lastDay: z.nullable(day),
  /** SHA-256 of the document in canonical form. */
  digest,
  /** All null for the set that the product ships with. The reason is about the rules, never about a tip. */
  reason: z.nullable(z.string()),
  proposed: deed,
  approved: deed,
  withdrawn: deed,
})
export type RuleSetHead = z.output<typeof ruleSetHead>

export const listRuleSets = route({
  id: 'listRuleSets',
  about: 'All rule sets with who proposed, approved or withdrew them, those that begin last first.',
  method: 'GET',
  path: '/api/rules',
  reply: z.object({ today: day, sets: z.array(ruleSetHead) }),
})

export const openRuleSet = route({
  id: 'openRuleSet',
  about: 'One rule set with its document.',
  method: 'GET',
  path: '/api/rules/:seq',
  params: z.object({ seq: wholeNumber }),
  reply: z.object({ head: ruleSetHead, document: ruleSet }),
})

export const ruleReason = z.string().check(z.trim(), z.minLength(2), z.maxLength(500))

export const proposeRules = route({
  id: 'proposeRules',
  about: 'Proposes a draft as the rules from a day on; the draft is used up. A second person approves it.',
  method: 'POST',
  path: '/api/rules',
  /** `version` is that of the draft as it was seen. */
  body: z.object({ draft: id, version: wholeNumber, effectiveFrom: day, reason: ruleReason }),
  reply: z.object({ seq: wholeNumber }),
})

export const approveRules = route({
  id: 'approveRules',
  about: 'Approves a rule set that somebody else proposed.',
  method: 'POST',
  path: '/api/rules/:seq/approval',
  params: z.object({ seq: wholeNumber }),
})

export const withdrawRules = route({
  id: 'withdrawRules',
  about: 'Takes a proposed rule set away: one’s own, or refuses somebody else’s.',
  method: 'DELETE',
  path: '/api/rules/:seq',
  params: z.object({ seq: wholeNumber }),
})

export const exportRules = route({
  id: 'exportRules',
  about: 'The document of a rule set, to be saved as a file. Leaves a trace.',
  method: 'POST',
  path: '/api/rules/:seq/export',
  params: z.object({ seq: wholeNumber }),
  reply: z.object({ document: ruleSet }),
})

const draftHead = z.object({
  draft: id,
  code: z.string(),
  zh: z.string(),
  /** Grows with every save. */
  version: wholeNumber,
  savedBy: who,
  savedAt: instant,
})
export type RuleDraftHead = z.output<typeof draftHead>

export const listRuleDrafts = route({
  id: 'listRuleDrafts',
  about: 'Drafts of rule sets, those saved last first.',
  method: 'GET',
  path: '/api/rules/drafts',
  reply: z.object({ drafts: z.array(draftHead) }),
})

export const readRuleDraft = route({
  id: 'readRuleDraft',
  about: 'One draft with its document.',
  method: 'GET',
  path: '/api/rules/drafts/:draft',
  params: z.object({ draft: id }),
  reply: z.object({ head: draftHead, document: ruleDraft }),
})

export const saveRuleDraft = route({
  id: 'saveRuleDraft',
  about: 'Saves a draft. Refused when somebody saved it since it was read. `version` 0 makes a new one.',
  method: 'PUT',
  path: '/api/rules/drafts/:draft',
  maxBytes: MAX_RULES_BYTES,
  params: z.object({ draft: id }),
  body: z.object({ version: wholeNumber, document: ruleDraft }),
  reply: z.object({ version: wholeNumber, savedAt: instant }),
})

export const dropRuleDraft = route({
  id: 'dropRuleDraft',
  about: 'Deletes a draft as it was seen.',
  method: 'DELETE',
  path: '/api/rules/drafts/:draft',
  params: z.object({ draft: id, version: wholeNumber }),
})

export const listRuleExamples = route({
  id: 'listRuleExamples',
  about: 'The rule sets that ship with the product, to begin a draft with.',
  method: 'GET',
  path: '/api/rules/examples',
  reply: z.object({ examples: z.array(ruleSet) }),
})

/** A rule set by its place, or a draft by its id. */
const compared = z.union([z.string().check(z.regex(/^[1-9]\d{0,8}$/)), id])
const totalUnder = z.object({ fen: ruleFen, open: wholeNumber })
export const reassessed = z.object({
  /** Of the award; it says nothing about who reported. */
  number: z.string(),
  grantedOn: day,
  /** What was granted. */
  fen: ruleFen,
  before: totalUnder,
  after: totalUnder,
})
export type Reassessed = z.output<typeof reassessed>

const reassessment = z.object({ since: day, awards: z.array(reassessed) })

export const reassessAwards = route({
  id: 'reassessAwards',
  about:
    'What each award for a tip of the last 365 days would have been under one rule set and under another; facts only, no identities.',
  method: 'GET',
  path: '/api/rules/reassessment',
  params: z.object({ before: compared, after: compared }),
  reply: reassessment,
})

export const exportComparison = route({
  id: 'exportComparison',
  about: 'The same for a file. Leaves a trace.',
  method: 'POST',
  path: '/api/rules/reassessment/export',
  body: z.object({ before: compared, after: compared }),
  reply: reassessment,
})
