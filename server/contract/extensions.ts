import * as z from 'zod/mini'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { b64, id, instant, recipient, route } from './route.ts'
import { day } from './triage.ts'

/** More time to collect an award 延长领取期限: by somebody of a reward desk, with a reason that only reward and audit desks read. */

const seq = z.int().check(z.gte(1))
const sealed = b64(MAX_SEALED_BYTES)
const named = z.object({ id, nameZh: z.string(), nameEn: z.string() })

export const claimExtension = z.object({
  seq,
  until: day,
  by: z.object({ id, name: z.string() }),
  at: instant,
  /** An envelope of kind `extension-reason` at this place; null for those who may not read it. */
  sealedB64: z.nullable(sealed),
})
export type ClaimExtension = z.output<typeof claimExtension>

export const readExtensions = route({
  id: 'readExtensions',
  about: 'How often and why there was more time to collect an award, and whether there can be more.',
  method: 'GET',
  path: '/api/awards/:award/extensions',
  params: z.object({ award: id }),
  reply: z.object({
    /** In their order. */
    extensions: z.array(claimExtension),
    nextSeq: seq,
    /** Whether I may give more time now: somebody still has something to collect, and I work at a reward desk. */
    mayExtend: z.boolean(),
    /** To whom the reason is sealed; empty for those who may not. */
    recipients: z.array(z.object({ desk: named, recipient })),
  }),
})
export type ReadExtensions = z.output<typeof readExtensions.reply>

/** What stands inside `extension-reason`. */
export const extensionReason = z.string().check(z.trim(), z.minLength(2), z.maxLength(1000))

export const extendClaim = route({
  id: 'extendClaim',
  about: 'Gives more time to collect an award. The day is later than the one before.',
  method: 'POST',
  path: '/api/awards/:award/extensions',
  maxBytes: 128 * 1024,
  params: z.object({ award: id }),
  body: z.object({ seq, until: day, sealedB64: sealed }),
  reply: z.object({ until: day }),
})
