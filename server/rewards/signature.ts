import { ed25519 } from '@noble/curves/ed25519.js'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { signedStep } from '#contract/rewards/content.ts'
import type { Transaction } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import { selectSignPublic } from './store-desks.ts'

/** A step as it was signed; `digest` as 64 hex digits. */
export type SignedStep = { award: string; version: number; step: AwardStep; digest: string; signatureB64: string }

/**
 * Insists that a member signed a step, and gives the signature, 64 bytes. Refuses `signingKeyMissing` before the member's
 * browser has registered a key, and `wrongSignature`. Strictly by RFC 8032, as where it is signed.
 */
export async function insistSigned(tx: Transaction, staffId: string, signed: SignedStep): Promise<Uint8Array> {
  const publicBytes = found(await selectSignPublic(tx, staffId), 'signingKeyMissing')
  const signatureBytes = fromB64(signed.signatureB64)
  const messageBytes = signedStep(signed.award, signed.version, signed.step, signed.digest)
  insist(ed25519.verify(signatureBytes, messageBytes, publicBytes, { zip215: false }), 'wrongSignature')
  return signatureBytes
}
