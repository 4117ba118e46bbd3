import { ed25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Derive } from './argon2.ts'
import { keyPairOf } from './identities.ts'

/** Everything that follows from a tracking code. */
export type CodeKeys = {
  /** Shown to the server to read the mailbox; it stores only the hash. */
  lookupBytes: Uint8Array
  lookupHashBytes: Uint8Array
  mailboxIdentity: string
  mailboxRecipient: string
  claimSecretBytes: Uint8Array
  claimPublicBytes: Uint8Array
}

/** Derives the keys of a code at a site. Two sites give the same code different keys. */
export async function codeKeys(code: string, siteId: string, derive: Derive): Promise<CodeKeys> {
  const rootBytes = await derive(code, sha256(utf8ToBytes(`lushao/v1${siteId}`)))
  const lookupBytes = expand(rootBytes, 'lookup', 16)
  const mailbox = await keyPairOf(expand(rootBytes, 'mailbox', 32))
  const claimSecretBytes = expand(rootBytes, 'claim', 32)
  return {
    lookupBytes,
    lookupHashBytes: sha256(lookupBytes),
    mailboxIdentity: mailbox.identity,
    mailboxRecipient: mailbox.recipient,
    claimSecretBytes,
    claimPublicBytes: ed25519.getPublicKey(claimSecretBytes),
  }
}

/** HKDF-SHA256 without salt: the root is already uniform. */
export function expand(rootBytes: Uint8Array, info: string, length: number): Uint8Array {
  return hkdf(sha256, rootBytes, undefined, utf8ToBytes(info), length)
}
