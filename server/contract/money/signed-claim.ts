import { digestOf } from '../rewards/digest.ts'
import type { ClaimContent } from './claim.ts'
import type { Method } from './names.ts'

/** What is signed of claims. Apart from their schemas, so that a page which signs carries no parser. */

/** Which parts a claim by this method has. */
export const PARTS_OF: Readonly<Record<Method, { sealed: boolean; verifier: boolean }>> = {
  transfer: { sealed: true, verifier: false },
  voucher: { sealed: false, verifier: true },
  proxy: { sealed: true, verifier: true },
  decline: { sealed: false, verifier: false },
}

/** What is signed of a claim: by the claim key of the tip, or by the member who enters it for somebody who took part. */
export const signedClaim = (content: ClaimContent): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`lushao/claim/v1\n${digestOf(content)}\n`)

/** What 这不是我 signs: that this claim was made by somebody else. */
export const signedDispute = (payable: string, seq: number): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`lushao/dispute/v1\n${payable}\n${seq}\n`)
