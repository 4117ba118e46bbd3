import * as z from 'zod/mini'
import { readAward } from '../awards.ts'
import { FUNDS } from '../rewards/content.ts'
import { b64, b64Of, id, instant, wholeNumber } from '../route.ts'
import { FREEZE_CAUSES, PAYABLE_STATES } from './chain.ts'
import { claimContent } from './claim.ts'

/** Everything that a finance browser needs to see for itself that exactly this person asked for exactly this sum, and that it was approved. */

export const hex32 = z.string().check(z.regex(/^[\da-f]{64}$/))
export const fen = z.string().check(z.regex(/^[1-9]\d{0,14}$/))
export const who = z.object({ id, name: z.string() })
/** Lengths are left open: what somebody tampered with must reach the check and be named there. */
const stored = b64(64)

/** A claim as it is stored, with all that was signed. What is sealed in it is not here. */
export const shownClaim = z.object({
  seq: z.int().check(z.gte(1)),
  content: claimContent,
  /** As it is stored; `digestOf(content)`, where nobody changed it. */
  digest: z.string(),
  signatureB64: b64(128),
  /** Of a tipster the full hour. */
  at: instant,
  /** Who entered it for somebody who took part, and the public half of the key that signs for them; null: the tipster. */
  enteredBy: z.nullable(z.object({ ...who.shape, signPublicB64: z.nullable(b64Of(32)) })),
  /** Whether the tipster said that somebody else made it. */
  isDisputed: z.boolean(),
})
export type ShownClaim = z.output<typeof shownClaim>

/**
 * What the tip committed to, each part public or hashed (`blindCommitment`), and where that stands in the log: so finance learns neither
 * mailbox nor key of the tip. The identifier of the tip is the one in the content of the award.
 */
export const tipEvidence = z.object({
  claimPublicB64: stored,
  reportHashB64: stored,
  /** SHA-256 over the digests of the files that came with the report. */
  filesHashB64: stored,
  /** SHA-256 of the stored lookup hash. */
  lookupHashHashB64: stored,
  mailboxHashB64: stored,
  tipRecipientHashB64: stored,
  /** Null before the full hour after the tip came. */
  entry: z.nullable(
    z.object({
      index: wholeNumber,
      /** Part of what was entered, in seconds since 1970; not to be shown. */
      hour: wholeNumber,
      commitmentB64: stored,
      columnsB64: stored,
      saltB64: stored,
      /** Null when the log lacks what it would take. */
      pathB64: z.nullable(z.array(b64(32)).check(z.maxLength(64))),
      /** The newest head, as it was published. */
      note: z.string(),
    }),
  ),
})
export type TipEvidence = z.output<typeof tipEvidence>

export const shownFreeze = z.object({
  seq: z.int(),
  cause: z.enum(FREEZE_CAUSES),
  at: instant,
  /** Null: it came about by itself, or by the tipster. */
  by: z.nullable(who),
  released: z.nullable(z.object({ by: who, at: instant })),
})
export type ShownFreeze = z.output<typeof shownFreeze>

export const evidence = z.object({
  payable: z.object({
    payable: id,
    award: id,
    /** Of the award, from which it came. */
    version: z.int(),
    /** 0: the reporter; from 1: the place among those who took part. */
    participant: wholeNumber,
    fund: z.enum(FUNDS),
    fen,
    state: z.enum(PAYABLE_STATES),
    /** The newest claim; null before the first. */
    claimSeq: z.nullable(z.int()),
  }),
  /** As `readAward` gives it to a finance desk: no case, no tip, no reasons. */
  award: readAward.reply,
  /** The newest claim. */
  claim: z.nullable(shownClaim),
  /** Null of strikes. */
  tip: z.nullable(tipEvidence),
  /** What holds it up now. */
  freezes: z.array(z.object({ cause: z.enum(FREEZE_CAUSES) })),
  /** The key that signs the log, from the office's own key file outside the database; empty before the first head. */
  logKey: z.string(),
})
export type Evidence = z.output<typeof evidence>
