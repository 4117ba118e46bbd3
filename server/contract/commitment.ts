import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** What a tip commits to when it is sent. Every part is a hash or public, so the commitment can be shown to anyone. */
export type CommittedParts = {
  tip: string
  reportBytes: Uint8Array
  /** The digests of the attached files, in the order of the report. */
  fileDigestsBytes: readonly Uint8Array[]
  lookupHashBytes: Uint8Array
  claimPublicBytes: Uint8Array
  mailboxRecipient: string
  tipRecipient: string
}

/**
 * SHA-256 over "lushao/commitment/v1" and the SHA-256 of every part, each of fixed length, so that no two sets of parts
 * give the same input. The hour is added by the log, which knows it. 32 bytes.
 */
export function commitment(parts: CommittedParts): Uint8Array {
  return sha256(
    concatBytes(
      sha256(utf8ToBytes('lushao/commitment/v1')),
      sha256(utf8ToBytes(parts.tip)),
      sha256(parts.reportBytes),
      sha256(concatBytes(...parts.fileDigestsBytes)),
      sha256(parts.lookupHashBytes),
      sha256(parts.claimPublicBytes),
      sha256(utf8ToBytes(parts.mailboxRecipient)),
      sha256(utf8ToBytes(parts.tipRecipient)),
    ),
  )
}

/** The digest of a sealed file: SHA-256 over the SHA-256 of its pieces in order. */
export function fileDigest(pieceHashesBytes: readonly Uint8Array[]): Uint8Array {
  return sha256(concatBytes(...pieceHashesBytes))
}
