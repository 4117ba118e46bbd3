import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { PARTS_OF, signedClaim } from '#contract/money/signed-claim.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import { contentOf } from './claim-content.ts'
import type { Claim } from './store.ts'

/** A claim with what it is about, and the key under which it must be signed. */
export type Claimed = {
  claim: Claim
  award: string
  /** What is owed, in fen. */
  fen: bigint
  /** The public number of the reporter whom the award was approved for; null for who took part, for whom a member claims. */
  reporter: string | null
  /** The claim key of the tip, or of a strike the signing key of the member who entered it; null where there is none. */
  publicBytes: Uint8Array | null
}

/**
 * Whether a claim is over this sum, has the parts of its way, says what its digest says, and was signed by whoever must: the tipster,
 * never a member in their place, with the key whose number was approved. The finance browser finds out more; the server insists on this by itself.
 */
export function isSound({ claim, award, fen, reporter, publicBytes }: Claimed): boolean {
  if (publicBytes === null || !isOwn(claim, reporter, publicBytes)) return false
  const parts = PARTS_OF[claim.method]
  const hasParts = parts.sealed === (claim.sealed !== null) && parts.verifier === (claim.verifier !== null)
  const content = contentOf(award, claim)
  if (!hasParts || claim.fen !== fen || digestOf(content) !== bytesToHex(claim.digest)) return false
  return (
    claim.signature.length === 64 &&
    ed25519.verify(claim.signature, signedClaim(content), publicBytes, { zip215: false })
  )
}

/** Whether this key is the one to sign it: that of the reporter who was approved, or of the member who entered it. */
function isOwn({ staffId }: Claim, reporter: string | null, publicBytes: Uint8Array): boolean {
  if (publicBytes.length !== 32 || (reporter === null) === (staffId === null)) return false
  return reporter === null || reporterNumber(publicBytes) === reporter
}
