import { ed25519 } from '@noble/curves/ed25519.js'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { fromB64 } from '../http/b64.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist, Refusal } from '../http/refusal.ts'

/** Insists that a text was signed with the claim key of the tip, strictly by RFC 8032; gives the signature. Refuses `claimWrong`. */
export function insistSignedByClaimKey(claimPublicB64: string, messageBytes: Uint8Array, signatureB64: string): Buffer {
  const signature = fromB64(signatureB64)
  insist(ed25519.verify(signature, messageBytes, fromB64(claimPublicB64), { zip215: false }), 'claimWrong')
  return signature
}

/** What the guards of money keep out, as a refusal; anything else as it is. */
export function refusedMoney(error: unknown): unknown {
  const code = codeOf(error)
  const refusal = code === null ? undefined : MONEY_REFUSALS[code]
  return refusal === undefined ? error : new Refusal(refusal)
}
