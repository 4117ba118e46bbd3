import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** SHA-256 over the canonical form of a JSON value (RFC 8785), 64 hex digits: what people sign, and what a stored copy is compared by. */
export function digestOf(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('Only JSON has a canonical form')
  return bytesToHex(sha256(utf8ToBytes(text)))
}
