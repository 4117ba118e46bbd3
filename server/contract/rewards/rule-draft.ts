import * as z from 'zod/mini'
import { WAYS } from '../money/names.ts'
import { SUBSTANCES } from '../substances.ts'
import {
  BOUNDS,
  CERTAINTIES,
  CLAIMS,
  CONDITIONS,
  PRECONDITIONS,
  RULE_MEASURES,
  RULE_SET_FORMAT,
  STACKINGS,
  TERM_UNITS,
  type RuleSet,
} from './rule-set.ts'

/**
 * A rule set while somebody writes it: the same document, in which a text may be empty or not yet readable. Only the parts are
 * bounded, so that no page fails on it; whether it is a rule set is asked when it is proposed.
 */
const text = z.string().check(z.maxLength(1000))
const sourced = { source: text, certainty: z.enum(CERTAINTIES) }

const pay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('fixed'), fen: text }),
  z.object({ kind: z.literal('range'), minFen: text, maxFen: z.nullable(text), each: z.boolean() }),
  z.object({ kind: z.literal('per-unit'), fen: text, isProportional: z.boolean(), capFen: z.nullable(text) }),
  z.object({ kind: z.literal('base-plus'), baseUnits: text, baseFen: text, fen: text, capFen: z.nullable(text) }),
  z.object({ kind: z.literal('percent'), percent: text, capFen: z.nullable(text) }),
  z.object({ kind: z.literal('external'), maxFen: z.nullable(text) }),
])
const bracket = z.object({ from: text, to: z.nullable(text), pay })
const row = z.object({
  id: text,
  zh: text,
  en: text,
  measure: z.enum(RULE_MEASURES),
  substances: z.nullable(z.array(z.enum(SUBSTANCES))),
  per: z.enum(['total', 'finding']),
  bounds: z.nullable(z.enum(BOUNDS)),
  brackets: z.array(bracket).check(z.maxLength(60)),
  preconditions: z.array(z.enum(PRECONDITIONS)),
  replaces: z.array(text),
  ...sourced,
})
const strikeRow = z.object({
  id: text,
  zh: text,
  en: text,
  for: z.enum(['unit', 'person', 'either']),
  minFen: z.nullable(text),
  maxFen: z.nullable(text),
  ...sourced,
})
const equivalents = z.object({
  referenceZh: text,
  referenceEn: text,
  factors: z.array(z.object({ substance: z.enum(SUBSTANCES), factor: text, ...sourced })).check(z.maxLength(250)),
})
const term = z.object({ count: z.int().check(z.gte(0), z.lte(1_000_000)), unit: z.enum(TERM_UNITS), ...sourced })
const cap = z.nullable(z.object({ fen: text, ...sourced }))

export const ruleDraft = z.object({
  format: z.literal(RULE_SET_FORMAT),
  code: text,
  zh: text,
  en: text,
  isOfficial: z.boolean(),
  source: text,
  bounds: z.enum(BOUNDS),
  stacking: z.enum(STACKINGS),
  claim: z.enum(CLAIMS),
  caps: z.object({ report: cap, case: cap, year: cap }),
  secondApproval: cap,
  later: cap,
  notify: term,
  claimWithin: term,
  collect: z.optional(z.object({ methods: z.array(z.enum(WAYS)), needsId: z.boolean(), ...sourced })),
  conditions: z.array(z.object({ condition: z.enum(CONDITIONS), ...sourced })).check(z.maxLength(20)),
  excluded: z.array(z.object({ zh: text, en: text, ...sourced })).check(z.maxLength(60)),
  equivalence: z.object({ drugs: equivalents, precursors: equivalents, seeds: equivalents }),
  rows: z.array(row).check(z.maxLength(120)),
  strikeRows: z.array(strikeRow).check(z.maxLength(120)),
})
/** A draft has the shape of a rule set; what its texts say is not promised. */
export type RuleDraft = RuleSet
