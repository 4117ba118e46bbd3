import { ed25519 } from '@noble/curves/ed25519.js'

/** Signs a claim with the key that was fixed when the tip was sent. Ed25519, 64 bytes. */
export const signClaim = (claimSecretBytes: Uint8Array, messageBytes: Uint8Array): Uint8Array =>
  ed25519.sign(messageBytes, claimSecretBytes)

/** Whether a claim was signed by the key in the tip's record. False for anything that is no signature at all. */
export function isSignedClaim(
  claimPublicBytes: Uint8Array,
  messageBytes: Uint8Array,
  signatureBytes: Uint8Array,
): boolean {
  if (signatureBytes.length !== 64 || claimPublicBytes.length !== 32) return false
  // Strictly by RFC 8032: the laxer default takes a key of small order, under which anybody's signature is right.
  return ed25519.verify(signatureBytes, messageBytes, claimPublicBytes, { zip215: false })
}
