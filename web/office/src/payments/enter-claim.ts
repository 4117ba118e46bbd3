import { sha256 } from '@noble/hashes/sha2.js'
import type { ClaimContent, TransferDetails } from '#contract/money/claim.ts'
import { enterClaim, type ReadPayable } from '#contract/payments.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { signClaimContent } from '#seal/claim-content.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf } from '#seal/signing.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

/** A claim ready to be sent; the same sent again is the same claim. */
export type SealedClaim = BodyOf<typeof enterClaim>

/** Seals where somebody who took part is paid to the finance desks, and signs the claim with the member's own key. */
export async function sealClaim(
  { evidence, nextSeq: seq, recipients }: ReadPayable,
  details: TransferDetails,
  memberIdentity: string,
): Promise<SealedClaim> {
  const { payable, award, fen } = evidence.payable
  const sealedBytes = await seal({ tip: payable, kind: 'claim-details', seq }, details, recipients)
  const parts = { sealedSha256: toHex(sha256(sealedBytes)), verifier: null, hasWord: false }
  const content: ClaimContent = { award, payable, seq, fen, method: 'transfer', ...parts }
  const signatureBytes = signClaimContent(signingKeyOf(memberIdentity).secretBytes, content)
  return { seq, sealedB64: toB64(sealedBytes), signatureB64: toB64(signatureBytes) }
}

export const sendClaim = (payable: string, body: SealedClaim): Promise<Answer<ReplyOf<typeof enterClaim>>> =>
  callOffice(enterClaim, { params: { payable }, body })
