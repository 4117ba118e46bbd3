import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_FILES, MAX_HEADER_BYTES, MAX_PIECES, MAX_SEALED_BYTES } from './envelope.ts'
import { DISTRICTS } from './places.ts'
import { b64, b64Of, id, instant, recipient, route, wholeNumber } from './route.ts'
import { STAGES } from './stages.ts'

/** A desk that takes tips, as the tipster's browser sees it. */
export const intakeDesk = z.object({
  id,
  nameZh: z.string(),
  nameEn: z.string(),
  recipient,
  districts: z.array(z.enum(DISTRICTS)),
  categories: z.array(z.enum(CATEGORIES)),
})
export type IntakeDesk = z.output<typeof intakeDesk>

export const readSite = route({
  id: 'readSite',
  about: 'The site id, which goes into every code, and the public keys of the desks that take tips.',
  method: 'GET',
  path: '/api/site',
  reply: z.object({ siteId: z.string(), demo: z.boolean(), open: z.boolean(), desks: z.array(intakeDesk) }),
})
export type Site = z.output<typeof readSite.reply>

export const pieceAt = z.object({ file: id, seq: wholeNumber.check(z.lt(MAX_PIECES)) })

/** A piece travels as multipart/form-data with one file part named `piece`; so it is no JSON route. */
export const UPLOAD_PIECE_PATH = '/api/pieces/:file/:seq'

/** A file whose pieces have arrived: how many, and the digest over their hashes. `seq` is its place in the tip. */
export const sealedFile = z.object({
  id,
  seq: wholeNumber,
  pieces: z.int().check(z.gte(1), z.lte(MAX_PIECES)),
  digestB64: b64Of(32),
})
export type SealedFile = z.output<typeof sealedFile>

export const submitTip = route({
  id: 'submitTip',
  about: 'Stores a sealed tip. Sending the same tip again gives the same receipt.',
  method: 'POST',
  path: '/api/tips',
  maxBytes: 256 * 1024,
  body: z.object({
    id,
    category: z.enum(CATEGORIES),
    district: z.enum(DISTRICTS),
    desk: id,
    wrapB64: b64(1024 + MAX_HEADER_BYTES),
    tipRecipient: recipient,
    mailboxRecipient: recipient,
    reportB64: b64(MAX_SEALED_BYTES),
    lookupHashB64: b64Of(32),
    claimPublicB64: b64Of(32),
    files: z.array(sealedFile).check(z.maxLength(MAX_FILES)),
    commitmentB64: b64Of(32),
  }),
  reply: z.object({ tip: id, commitmentB64: b64Of(32) }),
})
export type SubmittedTip = z.output<typeof submitTip.body>

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

export const postMessage = route({
  id: 'postMessage',
  about: 'Adds a sealed message of the tipster, with files. Sending the same message again changes nothing.',
  method: 'POST',
  path: '/api/messages',
  maxBytes: 256 * 1024,
  body: z.object({
    lookupB64: b64Of(16),
    id,
    seq: wholeNumber,
    sealedB64: b64(MAX_SEALED_BYTES),
    files: z.array(sealedFile).check(z.maxLength(MAX_FILES)),
  }),
  reply: z.object({ seq: wholeNumber }),
})
export type PostedMessage = z.output<typeof postMessage.body>
