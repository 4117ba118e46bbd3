import * as z from 'zod/mini'
import { PAYABLE_STATES, REJECTIONS } from './money/chain.ts'
import { METHODS } from './money/names.ts'
import { ADJUSTMENTS, BOUNDS, CLAIMS, CONDITIONS, DENIALS, REASONS, RULE_MEASURES } from './rewards/names.ts'
import { SUBSTANCES } from './substances.ts'

/**
 * What a tipster sees of the award of their tip: whole days only, and nobody's name, no finding and no case. A phone carries
 * this, so it uses no more of the parser than sending a report does.
 */

/** Where it stands for the tipster: what is returned is being assessed again. */
export const OWN_AWARD_STATES = ['assessing', 'approved', 'granted', 'denied'] as const
export type OwnAwardState = (typeof OWN_AWARD_STATES)[number]

const text = z.string().check(z.maxLength(200))
const decimal = z.string().check(z.maxLength(40))
const day = z.nullable(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)))

export const ownPart = z.object({
  substance: z.nullable(z.enum(SUBSTANCES)),
  quantity: decimal,
  factor: z.nullable(decimal),
  equals: decimal,
})
/** A row that pays, as a line of the assessment without what only the office needs. */
export const ownLine = z.object({
  zh: text,
  en: text,
  measure: z.enum(RULE_MEASURES),
  quantity: decimal,
  parts: z.array(ownPart),
  /** What another row has counted already, as quantities. */
  elsewhere: z.array(decimal),
  from: decimal,
  to: z.nullable(decimal),
  bounds: z.enum(BOUNDS),
  how: z.enum(REASONS),
  /** Of an amount per unit: what one unit pays. */
  eachFen: z.nullable(decimal),
  minFen: z.nullable(decimal),
  maxFen: z.nullable(decimal),
  fen: decimal,
})
export type OwnLine = z.output<typeof ownLine>
/** What is taken away from the sum. Such lines come after those that pay. */
export const ownTaken = z.object({ because: z.enum(ADJUSTMENTS), fen: decimal, limit: decimal })
export type OwnTaken = z.output<typeof ownTaken>

/** What a tipster may do to collect, and what became of it. */
export const ownCollect = z.object({
  payable: z.uuid(),
  award: z.uuid(),
  state: z.enum(PAYABLE_STATES),
  fen: decimal,
  /** The place of a claim that is made now. */
  nextSeq: z.int().check(z.gte(1)),
  /** Whether a claim can be made or corrected now. */
  isOpen: z.boolean(),
  /** The ways that the rules allow, and whether they want an identity number for a transfer. */
  methods: z.array(z.enum(METHODS)),
  needsId: z.boolean(),
  /** The newest claim; its day only. */
  claim: z.nullable(
    z.object({ seq: z.int(), method: z.enum(METHODS), hasWord: z.boolean(), on: day, isDisputed: z.boolean() }),
  ),
  /** Whether the payment is held up. */
  isFrozen: z.boolean(),
  /** Why the bank sent the last payment back, where it did and nothing was claimed since. */
  rejected: z.nullable(z.enum(REJECTIONS)),
  /** The receipt, once it is paid. */
  paid: z.nullable(z.object({ on: day, receipt: text, method: z.enum(METHODS) })),
})
export type OwnCollect = z.output<typeof ownCollect>

export const ownAward = z.object({
  state: z.enum(OWN_AWARD_STATES),
  /** Whether it was sent jointly with the tip that the award is for; then only that one collects. */
  isJoint: z.boolean(),
  /** These are null while the investigators have not put anything forward yet, though they will. */
  since: day,
  rules: z.nullable(decimal),
  isOfficial: z.nullable(z.boolean()),
  claim: z.nullable(z.enum(CLAIMS)),
  notifyDueOn: day,
  notifyProvisional: z.nullable(z.boolean()),
  /** Null until it is granted. */
  claimUntil: day,
  claimProvisional: z.nullable(z.boolean()),
  /** Null until it is approved. */
  totalFen: z.nullable(decimal),
  denial: z.nullable(z.enum(DENIALS)),
  /** The conditions that are not met. */
  /** Null until it is granted, and for who has it jointly. */
  collect: z.nullable(ownCollect),
  unmet: z.array(z.enum(CONDITIONS)),
  lines: z.array(ownLine),
  taken: z.array(ownTaken),
  /** Paying lines that had no room in the answer: how many, and what they come to together. */
  more: z.object({ lines: z.int().check(z.gte(0)), fen: decimal }),
})
export type OwnAward = z.output<typeof ownAward>
/** All awards of one tip; one a case that it led to. */
export const MOST_OWN_AWARDS = 5
