import { ed25519 } from '@noble/curves/ed25519.js'

/** Signs a claim with the key that was fixed when the tip was sent. Ed25519, 64 bytes. */
export const signClaim = (claimSecretBytes: Uint8Array, messageBytes: Uint8Array): Uint8Array =>
  ed25519.sign(messageBytes, claimSecretBytes)

/** Whether a claim was signed by the key in the tip's record. */
export const isSignedClaim = (claimPublicBytes: Uint8Array, messageBytes: Uint8Array, signatureBytes: Uint8Array): boolean =>
  ed25519.verify(signatureBytes, messageBytes, claimPublicBytes)
