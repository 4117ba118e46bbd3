import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { PARTS_OF, signedClaim } from '#contract/money/signed-claim.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { contentOf } from './claim-content.ts'
import type { Claim } from './store.ts'

/** A claim with what it is about, and the key under which it must be signed. */
export type Claimed = {
  claim: Claim
  award: string
  /** What is owed, in fen. */
  fen: bigint
  isOfTipster: boolean
  /** The claim key of the tip, or of a strike the signing key of the member who entered it; null where there is none. */
  publicBytes: Uint8Array | null
}

/**
 * Whether a claim is over this sum, has the parts of its way, says what its digest says, and was signed by whoever must: the tipster,
 * never a member in their place. The finance browser finds out more; the server insists on this by itself.
 */
export function isSound({ claim, award, fen, isOfTipster, publicBytes }: Claimed): boolean {
  const parts = PARTS_OF[claim.method]
  const hasParts = parts.sealed === (claim.sealed !== null) && parts.verifier === (claim.verifier !== null)
  if (!hasParts || claim.fen !== fen || isOfTipster !== (claim.staffId === null)) return false
  const content = contentOf(award, claim)
  if (digestOf(content) !== bytesToHex(claim.digest) || publicBytes === null) return false
  return (
    claim.signature.length === 64 &&
    publicBytes.length === 32 &&
    ed25519.verify(claim.signature, signedClaim(content), publicBytes, { zip215: false })
  )
}
