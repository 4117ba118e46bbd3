import type { ClaimContent } from '#contract/money/claim.ts'
import { signedClaim, signedDispute } from '#contract/money/signed-claim.ts'
import { isSignedClaim, signClaim } from './claim.ts'

/** Signs all that a claim says. Ed25519, 64 bytes; the key is the claim key of the tip, or a member's signing key. */
export const signClaimContent = (secretBytes: Uint8Array, content: ClaimContent): Uint8Array =>
  signClaim(secretBytes, signedClaim(content))

/** Whether this key signed exactly this claim. */
export const isSignedClaimContent = (
  publicBytes: Uint8Array,
  content: ClaimContent,
  signatureBytes: Uint8Array,
): boolean => isSignedClaim(publicBytes, signedClaim(content), signatureBytes)

/** Signs that a claim was made by somebody else. */
export const signDispute = (secretBytes: Uint8Array, payable: string, seq: number): Uint8Array =>
  signClaim(secretBytes, signedDispute(payable, seq))

/** Whether this key signed that this claim is not its own. */
export const isSignedDispute = (
  publicBytes: Uint8Array,
  payable: string,
  seq: number,
  signatureBytes: Uint8Array,
): boolean => isSignedClaim(publicBytes, signedDispute(payable, seq), signatureBytes)
