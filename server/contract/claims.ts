import * as z from 'zod/mini'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { METHODS } from './money/names.ts'
import { b64, b64Of, id, route } from './route.ts'

/** What the public side takes about collecting an award: only whoever has the code can sign it. */

const parts = {
  lookupB64: b64Of(16),
  payable: id,
  /** The `nextSeq` that was seen. */
  seq: z.int().check(z.gte(1)),
}

export const fileClaim = route({
  id: 'fileClaim',
  about:
    'Says how the tipster wants to have an award, or corrects it while it is not being paid. Signed with the claim key of the tip. Sending the same again changes nothing.',
  method: 'POST',
  path: '/api/claims',
  maxBytes: 256 * 1024,
  body: z.object({
    ...parts,
    method: z.enum(METHODS),
    /** An envelope of kind `claim-details` at this place, to the keys of `collectTo`; of a transfer or a proxy. */
    sealedB64: z.nullable(b64(MAX_SEALED_BYTES)),
    /** SHA-256 of the proof of voucher and word; of a voucher or a proxy. */
    verifierB64: z.nullable(b64Of(32)),
    hasWord: z.boolean(),
    /** Over `signedClaim`. */
    signatureB64: b64Of(64),
  }),
  reply: z.object({ seq: z.int() }),
})
export type FiledClaim = z.output<typeof fileClaim.body>

export const disputeClaim = route({
  id: 'disputeClaim',
  about: 'Says that a claim was made by somebody else: the payment is held up and the auditor is told.',
  method: 'POST',
  path: '/api/disputes',
  body: z.object({
    lookupB64: b64Of(16),
    payable: id,
    /** The claim that was not one's own. */
    seq: z.int().check(z.gte(1)),
    /** Over `signedDispute`. */
    signatureB64: b64Of(64),
  }),
})
