import * as z from 'zod/mini'
import { id } from '../route.ts'
import { METHODS } from './names.ts'

export { METHODS, type Method } from './names.ts'
export { PARTS_OF, signedClaim, signedDispute } from './signed-claim.ts'

/** A claim 领取登记: how whoever an award is for wants to have it. What stands here is hashed and signed; nothing of it names a person. */

const hex32 = z.string().check(z.regex(/^[\da-f]{64}$/))
const fen = z.string().check(z.regex(/^[1-9]\d{0,14}$/))

/**
 * All that a claim says. `sealedSha256` is of the envelope `claim-details` (transfer and proxy), `verifier` of the voucher (voucher and
 * proxy): SHA-256 of the proof that `web/seal/voucher.ts` makes of the voucher and the agreed word.
 */
export const claimContent = z.object({
  award: id,
  payable: id,
  /** From 1; a later one replaces those before it. */
  seq: z.int().check(z.gte(1)),
  fen,
  method: z.enum(METHODS),
  sealedSha256: z.nullable(hex32),
  verifier: z.nullable(hex32),
  /** Whether a word was agreed on that has to be said with the voucher. */
  hasWord: z.boolean(),
})
export type ClaimContent = z.output<typeof claimContent>

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(60))
const idNumber = z.nullable(z.string().check(z.maxLength(18)))

/** What stands inside `claim-details` of a transfer (subject: the payable, seq: that of the claim). */
export const transferDetails = z.object({
  method: z.literal('transfer'),
  name,
  /** The bank with its branch 开户行, as the holder writes it. */
  bank: z.string().check(z.trim(), z.minLength(2), z.maxLength(100)),
  /** Digits only. */
  account: z.string().check(z.regex(/^\d{8,32}$/)),
  idNumber,
})
export type TransferDetails = z.output<typeof transferDetails>

/** What stands inside `claim-details` of a proxy: who comes, and with which identity card. */
export const proxyDetails = z.object({ method: z.literal('proxy'), name, idNumber: z.string().check(z.length(18)) })
export type ProxyDetails = z.output<typeof proxyDetails>

export const claimDetails = z.discriminatedUnion('method', [transferDetails, proxyDetails])
export type ClaimDetails = z.output<typeof claimDetails>
