import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { bech32 } from '@scure/base'

/** A key pair: an age identity (secret) and its recipient (public), hybrid ML-KEM-768 + X25519. */
export type KeyPair = { identity: string; recipient: string }

const PREFIX = 'AGE-SECRET-KEY-PQ-'

/** A new key pair, for a tip, a desk, a member or recovery. */
export async function newKeyPair(): Promise<KeyPair> {
  const identity = await generateHybridIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The key pair of a seed of 32 bytes. */
export async function keyPairOf(seedBytes: Uint8Array): Promise<KeyPair> {
  const identity = bech32.encodeFromBytes(PREFIX, seedBytes).toUpperCase()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The seed of a hybrid identity; throws on any other text. 32 bytes. */
export function seedOf(identity: string): Uint8Array {
  const { prefix, bytes } = bech32.decodeToBytes(identity)
  if (prefix.toUpperCase() !== PREFIX || bytes.length !== 32) throw new TypeError('Not a hybrid identity')
  return bytes
}

/** Whether a text is a hybrid identity. What stands in an envelope was written by whoever sent it. */
export function isIdentity(text: string): boolean {
  try {
    return seedOf(text).length === 32
  } catch {
    return false
  }
}
