import type { ClaimContent } from '#contract/money/claim.ts'

/** The file `vectors-vouchers.json`: inputs and answers of vouchers, their proofs, and what is signed of claims. */
export type VoucherVectors = {
  claimSecretHex: string
  vouchers: { payable: string; voucher: string }[]
  /** What was typed, and the voucher or why it is none. */
  typed: { typed: string; gives: string }[]
  words: { word: string; plain: string }[]
  proofs: { voucher: string; word: string; payable: string; proofHex: string; verifierHex: string }[]
  claims: { content: ClaimContent; digest: string; signatureHex: string }[]
  disputes: { payable: string; seq: number; signatureHex: string }[]
}
