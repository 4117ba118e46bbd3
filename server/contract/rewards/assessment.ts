import * as z from 'zod/mini'
import { outcomeFacts } from '../outcomes.ts'
import { SUBSTANCES } from '../substances.ts'
import { id } from '../route.ts'
import { ADJUSTMENTS, REASONS } from './names.ts'
import {
  BOUNDS,
  bracket,
  CERTAINTIES,
  DECLARED_MEASURES,
  PRECONDITIONS,
  RULE_MEASURES,
  ruleFactor,
  ruleFen,
} from './rule-set.ts'

/** What goes into an assessment, and what comes out of it. Everything is JSON, so that it can be hashed, stored and shown again. */

/** A confirmed outcome of the case. */
export const finding = z.object({ id, ...z.omit(outcomeFacts, { happenedOn: true, recordNumber: true }).shape })
export type Finding = z.output<typeof finding>

/** What a person puts forward because no outcome says it: a wanted suspect with the number of the bounty, a special contribution. */
export const declared = z.object({
  id,
  measure: z.enum(DECLARED_MEASURES),
  count: z.int().check(z.gte(1), z.lte(1000)),
  number: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(60))),
})
export type Declared = z.output<typeof declared>

/** What a person decided about a line that the rules leave to people; its reason is sealed and no part of this. */
export const decision = z.object({ line: z.string().check(z.maxLength(120)), fen: ruleFen })
export type Decision = z.output<typeof decision>

export const REPORTER_PLACES = ['first', 'later'] as const
/** Whether this tip came first for its lead; joint reporters count as one, by their first tip. */
export type ReporterPlace = (typeof REPORTER_PLACES)[number]

/** Contributions are ten-thousandths; those of all tips of a case add up to this at most. */
export const WHOLE_SHARE = 10_000

export const assessmentFacts = z.object({
  findings: z.array(finding).check(z.maxLength(200)),
  declared: z.array(declared).check(z.maxLength(20)),
  /** One that is left out was not answered yet. */
  preconditions: z.partialRecord(z.enum(PRECONDITIONS), z.boolean()),
  place: z.enum(REPORTER_PLACES),
  share: z.int().check(z.gte(1), z.lte(WHOLE_SHARE)),
  decisions: z.array(decision).check(z.maxLength(60)),
  /** What other awards take already: of this case, and of the fund in this year. */
  takenFen: z.object({ case: ruleFen, year: ruleFen }),
})
export type AssessmentFacts = z.output<typeof assessmentFacts>

/** A quantity or a sum as it came out: sums and products are longer than what a rule or a fact may say. */
const measured = z.string().check(z.regex(/^(0|[1-9]\d{0,59})(\.\d{1,6})?$/))
const sumFen = z.string().check(z.regex(/^(0|[1-9]\d{0,59})$/))

/** What one finding, or one thing put forward, adds to a measured quantity: `quantity` times `factor` (null: as it is) is `equals`. */
export const part = z.object({
  finding: z.nullable(id),
  declared: z.nullable(id),
  substance: z.nullable(z.enum(SUBSTANCES)),
  quantity: measured,
  factor: z.nullable(ruleFactor),
  equals: measured,
})
export type Part = z.output<typeof part>

export const paidLine = z.object({
  kind: z.literal('row'),
  /**
   * The row, or for rows that look at each finding the row and the finding: `row:finding`. What was seized of substances without
   * a factor is a line of its own, `row:no-factor`, of quantity 0. Decisions name the line by this.
   */
  key: z.string(),
  row: z.string(),
  zh: z.string(),
  en: z.string(),
  measure: z.enum(RULE_MEASURES),
  /** In the unit of the measure, after conversion; a value with more than six decimals is cut for showing, never for comparing. */
  quantity: measured,
  parts: z.array(part),
  /** What other rows have counted already, taken from the quantity: the people of a gathering. */
  elsewhere: z.array(z.object({ row: z.string(), quantity: measured })),
  bracket,
  bounds: z.enum(BOUNDS),
  how: z.enum(REASONS),
  /** For a line left to people: what the rule allows. `maxFen` null: only the caps. */
  minFen: z.nullable(sumFen),
  maxFen: z.nullable(sumFen),
  /** What it adds to the total; an undecided line adds its least. */
  fen: sumFen,
  source: z.string(),
  certainty: z.enum(CERTAINTIES),
})
export type PaidLine = z.output<typeof paidLine>

export const takenLine = z.object({
  kind: z.literal('taken'),
  because: z.enum(ADJUSTMENTS),
  fen: sumFen,
  /** The cap, in fen; the share, in ten-thousandths; for stacking what stays, in fen. */
  limit: z.string(),
  source: z.nullable(z.string()),
})
export type TakenLine = z.output<typeof takenLine>

/** A row that was looked at and pays nothing, and why. `below`: no bracket holds the quantity. */
export const UNPAID = ['precondition', 'counted-elsewhere', 'below', 'unknown-precondition'] as const
export const unpaidRow = z.object({
  row: z.string(),
  zh: z.string(),
  en: z.string(),
  because: z.enum(UNPAID),
  precondition: z.nullable(z.enum(PRECONDITIONS)),
})

/** What a person must still decide before this can be approved. */
export const openPoint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), line: z.string(), minFen: sumFen, maxFen: z.nullable(sumFen) }),
  /** Closed by a decision about `line`, which may be 0. */
  z.object({ kind: z.literal('no-factor'), line: z.string(), finding: id, substance: z.enum(SUBSTANCES) }),
  z.object({ kind: z.literal('precondition'), row: z.string(), precondition: z.enum(PRECONDITIONS) }),
  z.object({
    kind: z.literal('decision-out-of-bounds'),
    line: z.string(),
    minFen: sumFen,
    maxFen: z.nullable(sumFen),
  }),
  z.object({ kind: z.literal('decision-without-line'), line: z.string() }),
])
export type OpenPoint = z.output<typeof openPoint>

/** Rows add, taken lines take away; their sum is the total, to the fen. */
export const assessment = z.object({
  rules: z.string(),
  lines: z.array(z.discriminatedUnion('kind', [paidLine, takenLine])),
  unpaid: z.array(unpaidRow),
  open: z.array(openPoint),
  totalFen: sumFen,
})
export type Assessment = z.output<typeof assessment>
