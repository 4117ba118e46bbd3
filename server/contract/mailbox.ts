import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_FILES, MAX_RECIPIENTS, MAX_SEALED_BYTES } from './envelope.ts'
import { MOST_OWN_AWARDS, ownAward } from './own-award.ts'
import { b64, b64Of, id, instant, recipient, route, wholeNumber } from './route.ts'
import { STAGES } from './stages.ts'

/** What became of a tip, as its tipster sees it. It stands beside the intake, so that a page that only sends does not carry it. */

/** A dated stage, as the tipster sees it. The hour only: the minute would tell who worked when. */
export const datedStage = z.object({ stage: z.enum(STAGES), at: instant })
/** A message in the mailbox. Those of the desk carry their ciphertext; one's own cannot be read back with the code. */
export const mailboxMessage = z.object({
  seq: wholeNumber,
  from: z.enum(['desk', 'tipster']),
  isQuestion: z.boolean(),
  at: instant,
  sealedB64: z.nullable(b64(MAX_SEALED_BYTES)),
})
/**
 * The tip's entry in the log, with everything that checking it needs besides the keys of the code. The lengths are left open
 * here: what somebody tampered with must reach the check and be named there.
 */
export const ownEntry = z.object({
  index: wholeNumber,
  commitmentB64: b64(64),
  reportHashB64: b64(64),
  /** Of the files that came first; those of the report are the first of them, none to all. */
  fileDigestsB64: z.array(b64(64)).check(z.maxLength(MAX_FILES)),
  /** When the tip was received: the hour, in seconds since 1970. */
  hour: wholeNumber,
  columnsB64: b64(64),
  saltB64: b64(64),
  /** From the sibling of the leaf up to the child of the root; null when the log lacks what it would take. */
  pathB64: z.nullable(z.array(b64(32)).check(z.maxLength(64))),
  /** The newest head, as it was published, and the key of the log; empty when there is none. */
  note: z.string().check(z.maxLength(4096)),
  verifierKey: z.string().check(z.maxLength(512)),
})
export type OwnEntry = z.output<typeof ownEntry>

export const mailbox = z.object({
  tip: id,
  tipRecipient: recipient,
  category: z.enum(CATEGORIES),
  stages: z.array(datedStage),
  messages: z.array(mailboxMessage),
  /** Give this as `before` to read older messages; null when there are none. */
  older: z.nullable(wholeNumber),
  nextMessageSeq: wholeNumber,
  nextFileSeq: wholeNumber,
  /** Null until the full hour after the tip came. */
  entry: z.nullable(ownEntry),
  /** Newest first; empty until one is put forward. */
  /** The public keys of the finance desks, where there is something to collect; otherwise empty. */
  collectTo: z.array(recipient).check(z.maxLength(MAX_RECIPIENTS)),
  awards: z.array(ownAward).check(z.maxLength(MOST_OWN_AWARDS)),
})
export type Mailbox = z.output<typeof mailbox>

/** Every answer of `readMailbox` is exactly this long, for every code, known or not. */
export const MAILBOX_ANSWER_BYTES = 128 * 1024

export const readMailbox = route({
  id: 'readMailbox',
  about: 'What became of the tip with this code. Known or not, the answer has one size and takes one time.',
  method: 'POST',
  path: '/api/mailbox',
  body: z.object({ lookupB64: b64Of(16), before: z.nullable(wholeNumber) }),
  reply: z.object({ mailbox: z.nullable(mailbox), padding: z.string() }),
})
