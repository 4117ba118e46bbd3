import { ed25519 } from '@noble/curves/ed25519.js'
import { eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { staff } from '#db/schema/staff.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'

/**
 * Insists that a member signed a text, and gives the signature, 64 bytes. Refuses `signingKeyMissing` before the member's browser
 * has registered a key, and `wrongSignature`. Strictly by RFC 8032, as where it is signed.
 */
export async function insistSignedBy(
  tx: Transaction,
  staffId: string,
  messageBytes: Uint8Array,
  signatureB64: string,
): Promise<Uint8Array> {
  const publicBytes = found(await selectSignPublic(tx, staffId), 'signingKeyMissing')
  const signatureBytes = fromB64(signatureB64)
  insist(ed25519.verify(signatureBytes, messageBytes, publicBytes, { zip215: false }), 'wrongSignature')
  return signatureBytes
}

/** The public half of a member's signing key, 32 bytes; null until their browser has registered it. */
async function selectSignPublic(db: Database | Transaction, staffId: string): Promise<Uint8Array | null> {
  const [row] = await db.select({ signPublic: staff.signPublic }).from(staff).where(eq(staff.id, staffId))
  return row?.signPublic ?? null
}
