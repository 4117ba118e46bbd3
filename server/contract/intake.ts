import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_FILES, MAX_HEADER_BYTES, MAX_PIECES, MAX_SEALED_BYTES } from './envelope.ts'
import { DISTRICTS } from './places.ts'
import { b64, b64Of, id, recipient, route, wholeNumber } from './route.ts'

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
  reply: z.object({
    siteId: z.string(),
    demo: z.boolean(),
    open: z.boolean(),
    desks: z.array(intakeDesk),
    /** Where and when rewards are handed out in cash; null where the office did not say. */
    cashDesk: z.nullable(z.string()),
  }),
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
