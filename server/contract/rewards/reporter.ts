import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const NUMBERS = 100_000_000n

/**
 * The public number of a reporter, like 1234-5678: what officials outside the receiving desk call them by. SHA-256 over
 * "lushao/reporter/v1" and the 32 bytes of the claim public key; its first eight bytes as one whole number, first byte highest,
 * modulo 10^8, with leading zeros. It follows from a public key, so it proves nothing; two reporters share one by chance, once in 10^8.
 */
export function reporterNumber(claimPublicBytes: Uint8Array): string {
  const digest = sha256(concatBytes(utf8ToBytes('lushao/reporter/v1'), claimPublicBytes))
  const first = new DataView(digest.buffer, digest.byteOffset).getBigUint64(0)
  const digits = String(first % NUMBERS).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}
