import * as z from 'zod/mini'
import { day } from '../triage.ts'
import { WAYS, type Way } from '../money/names.ts'
import { SUBSTANCES } from '../substances.ts'
import { BOUNDS, CLAIMS, CONDITIONS, RULE_MEASURES, type RuleMeasure } from './names.ts'

export { BOUNDS, CLAIMS, CONDITIONS, RULE_MEASURES, type Bounds, type Condition, type RuleMeasure } from './names.ts'

/**
 * A rule set 奖励规则: the rules of a city as one document. It is data; `assess.ts` reads it, people enter, compare and approve it.
 * Amounts are whole fen as text, quantities exact decimals as text, factors exact decimals or fractions as text.
 */

/** The name of this format, for files that leave the house. */
export const RULE_SET_FORMAT = 'lushao/rule-set/1'

/** How sure a row is: its words were seen; seen in the rule of another place; told by others; our own default. */
export const CERTAINTIES = ['seen', 'elsewhere', 'second-hand', 'default'] as const // 条文所见 外地条文 转引 系统默认
export type Certainty = (typeof CERTAINTIES)[number]

/** Measures that no outcome feeds: a person puts the row forward, with a reason and where there is one a number. */
export const DECLARED_MEASURES = ['manufacture-lead', 'wanted', 'special'] as const satisfies readonly RuleMeasure[]
export type DeclaredMeasure = (typeof DECLARED_MEASURES)[number]

/** Whether items add up, only the highest counts, or a case is rewarded once by its highest item. */
export const STACKINGS = ['cumulative', 'highest', 'one-per-case'] as const
export type Stacking = (typeof STACKINGS)[number]
/** What has to be true for a row to pay. The first three are answered from records, the last by a person. */
export const PRECONDITIONS = ['case-filed', 'case-cracked', 'suspect-caught', 'new-user'] as const
export type Precondition = (typeof PRECONDITIONS)[number]
export const TERM_UNITS = ['day', 'workday', 'month'] as const
export type TermUnit = (typeof TERM_UNITS)[number]

/** Whole fen, zero too, as text. */
export const ruleFen = z.string().check(z.regex(/^(0|[1-9]\d{0,14})$/))
/** An exact decimal without sign: up to twelve digits before the point, six after. */
export const ruleDecimal = z.string().check(z.regex(/^(0|[1-9]\d{0,11})(\.\d{1,6})?$/))
/** An exact decimal, or a fraction of whole numbers such as 1/3000. */
export const ruleFactor = z.string().check(z.regex(/^((0|[1-9]\d{0,11})(\.\d{1,8})?|[1-9]\d{0,11}\/[1-9]\d{0,11})$/))
const slug = z.string().check(z.regex(/^[a-z][a-z\d]*(-[a-z\d]+)*$/), z.maxLength(40))
const words = (most: number): z.ZodMiniString => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))

/** Where a row comes from, and how sure it is. */
const sourced = { source: words(300), certainty: z.enum(CERTAINTIES) }

/**
 * What a bracket pays. A range is decided by a person, within its bounds (`maxFen` null: only the caps bound it), for each unit
 * where `each` says so. `per-unit` pays whole units only, unless `isProportional`. `base-plus` pays `baseFen` for the first
 * `baseUnits` and `fen` for each whole unit beyond. `external` is an amount that stands in another document.
 */
export const pay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('fixed'), fen: ruleFen }),
  z.object({ kind: z.literal('range'), minFen: ruleFen, maxFen: z.nullable(ruleFen), each: z.boolean() }),
  z.object({ kind: z.literal('per-unit'), fen: ruleFen, isProportional: z.boolean(), capFen: z.nullable(ruleFen) }),
  z.object({
    kind: z.literal('base-plus'),
    baseUnits: ruleDecimal,
    baseFen: ruleFen,
    fen: ruleFen,
    capFen: z.nullable(ruleFen),
  }),
  z.object({ kind: z.literal('percent'), percent: ruleDecimal, capFen: z.nullable(ruleFen) }),
  z.object({ kind: z.literal('external'), maxFen: z.nullable(ruleFen) }),
])
export type Pay = z.output<typeof pay>

/** From, to: quantities in the unit of the measure; `to` null has no end. */
export const bracket = z.object({ from: ruleDecimal, to: z.nullable(ruleDecimal), pay })
export type Bracket = z.output<typeof bracket>

export const ruleRow = z.object({
  id: slug,
  zh: words(80),
  en: words(160),
  measure: z.enum(RULE_MEASURES),
  /** Only these substances feed the row; null: all that its measure knows. */
  substances: z.nullable(z.array(z.enum(SUBSTANCES)).check(z.minLength(1))),
  /** Whether everything is summed before the bracket, or each finding stands in a bracket of its own. */
  per: z.enum(['total', 'finding']),
  /** Null: as the whole rule set says. */
  bounds: z.nullable(z.enum(BOUNDS)),
  brackets: z.array(bracket).check(z.minLength(1), z.maxLength(40)),
  preconditions: z.array(z.enum(PRECONDITIONS)),
  /** Rows whose people this row has counted already; they are taken from those rows, in this order. */
  replaces: z.array(slug),
  ...sourced,
})
export type RuleRow = z.output<typeof ruleRow>

/** A row of the rewards for those who took part 打击奖励. Without bounds the amount is a person's, with a reason. */
export const strikeRow = z.object({
  id: slug,
  zh: words(80),
  en: words(160),
  for: z.enum(['unit', 'person', 'either']),
  minFen: z.nullable(ruleFen),
  maxFen: z.nullable(ruleFen),
  ...sourced,
})
export type StrikeRow = z.output<typeof strikeRow>

/** How much of the reference one unit of a substance stands for. The unit is the table's; of seedlings it is the plant. */
export const equivalent = z.object({ substance: z.enum(SUBSTANCES), factor: ruleFactor, ...sourced })
const equivalents = z.object({
  referenceZh: words(40),
  referenceEn: words(80),
  factors: z.array(equivalent).check(z.maxLength(200)),
})
export type Equivalents = z.output<typeof equivalents>

const term = z.object({ count: z.int().check(z.gte(1), z.lte(3660)), unit: z.enum(TERM_UNITS), ...sourced })
export type Term = z.output<typeof term>
/** How a reward may be collected, and whether a transfer needs the number of an identity card. */
export const collecting = z.object({
  methods: z.array(z.enum(WAYS)).check(z.minLength(1)),
  needsId: z.boolean(),
  ...sourced,
})
export type Collecting = z.output<typeof collecting>
const cap = z.nullable(z.object({ fen: ruleFen, ...sourced }))

export const ruleSet = z.object({
  format: z.literal(RULE_SET_FORMAT),
  /** Like SY-2026-1: what the office calls it. */
  code: z.string().check(z.regex(/^[A-Z\d]+(-[A-Z\d]+)*$/), z.maxLength(40)),
  zh: words(120),
  en: words(240),
  /** Whether this is the text of the city, or what the product shows until there is one. */
  isOfficial: z.boolean(),
  /** The document it follows, with its number. */
  source: words(300),
  bounds: z.enum(BOUNDS),
  stacking: z.enum(STACKINGS),
  claim: z.enum(CLAIMS),
  caps: z.object({ report: cap, case: cap, year: cap }),
  /** Above this sum a second leader approves; null: never. */
  secondApproval: cap,
  /** What a later reporter of the same lead may get: at most this, decided by a person; null: nothing. */
  later: cap,
  notify: term,
  claimWithin: term,
  /** Not there: every way, and an identity number where `claim` is by identity. */
  collect: z.optional(collecting),
  conditions: z.array(z.object({ condition: z.enum(CONDITIONS), ...sourced })),
  excluded: z.array(z.object({ zh: words(200), en: words(400), ...sourced })).check(z.maxLength(40)),
  equivalence: z.object({ drugs: equivalents, precursors: equivalents, seeds: equivalents }),
  rows: z.array(ruleRow).check(z.maxLength(100)),
  strikeRows: z.array(strikeRow).check(z.maxLength(100)),
})
export type RuleSet = z.output<typeof ruleSet>

/** A rule set of which it is said from when it holds. It holds until the next one begins, so there is never a gap. */
export type DatedRuleSet = { seq: number; effectiveFrom: z.output<typeof day>; document: RuleSet }

/** What holds for collecting under a rule set, whether or not it says so: where it does, with its source. */
export type HoldsForCollecting = { methods: readonly Way[]; needsId: boolean } & Partial<
  Pick<Collecting, 'source' | 'certainty'>
>
export const collectingUnder = ({ claim, collect }: Pick<RuleSet, 'claim' | 'collect'>): HoldsForCollecting =>
  collect ?? { methods: WAYS, needsId: claim === 'identity' }
