import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** What the log holds of a record: SHA-256(salt ‖ digest of the record). Without the salt it says nothing. */
export const entryOf = (salt: Uint8Array, digest: Uint8Array): Uint8Array => sha256(concatBytes(salt, digest))

/**
 * The digest of a tip: SHA-256(commitment ‖ hour ‖ digest of its columns). The hour is in seconds since 1970, eight bytes,
 * big-endian. The tipster has the commitment, is told the hour, and can so find the entry without seeing the columns.
 */
export function tipDigest(commitment: Uint8Array, hourSeconds: number, columnsDigest: Uint8Array): Uint8Array {
  const hour = new DataView(new ArrayBuffer(8))
  hour.setBigInt64(0, BigInt(hourSeconds))
  return sha256(concatBytes(commitment, new Uint8Array(hour.buffer), columnsDigest))
}

/**
 * The filler at a place of the log, so that its growth does not tell how much happened:
 * SHA-256(seed ‖ SHA-256("lushao/filler/v1" ‖ place in decimal)). Only who has the seed of its head can tell it from a record.
 */
export const fillerEntry = (seed: Uint8Array, index: number): Uint8Array =>
  entryOf(seed, sha256(utf8ToBytes(`lushao/filler/v1${index}`)))
