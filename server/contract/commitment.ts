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

/** The same with hashes in place of the parts that are long or that only the server has: enough to make the commitment again. */
export type HashedParts = Omit<CommittedParts, 'reportBytes' | 'fileDigestsBytes'> & {
  reportHashBytes: Uint8Array
  filesHashBytes: Uint8Array
}

/**
 * SHA-256 over "lushao/commitment/v1" and the SHA-256 of every part, each of fixed length, so that no two sets of parts
 * give the same input. The hour is added by the log, which knows it. 32 bytes.
 */
export function commitment({ reportBytes, fileDigestsBytes, ...parts }: CommittedParts): Uint8Array {
  return commitmentOfHashes({
    ...parts,
    reportHashBytes: sha256(reportBytes),
    filesHashBytes: filesHash(fileDigestsBytes),
  })
}

/** The same with everything hashed that could lead to somebody: what finance is shown. Only tip and claim key stand in clear. */
export type BlindParts = Pick<HashedParts, 'tip' | 'claimPublicBytes' | 'reportHashBytes' | 'filesHashBytes'> & {
  /** SHA-256 of the lookup hash, 32 bytes. */
  lookupHashHashBytes: Uint8Array
  /** SHA-256 of each recipient, 32 bytes. */
  mailboxHashBytes: Uint8Array
  tipRecipientHashBytes: Uint8Array
}

/** As `commitment`, from hashes. */
export const commitmentOfHashes = (parts: HashedParts): Uint8Array => blindCommitment(blindParts(parts))

/** What is shown of the parts of a tip to whoever must not learn them. */
export const blindParts = ({ lookupHashBytes, mailboxRecipient, tipRecipient, ...parts }: HashedParts): BlindParts => ({
  ...parts,
  lookupHashHashBytes: sha256(lookupHashBytes),
  mailboxHashBytes: sha256(utf8ToBytes(mailboxRecipient)),
  tipRecipientHashBytes: sha256(utf8ToBytes(tipRecipient)),
})

/** As `commitment`, from parts of which all but the tip and the claim key are hashed. */
export function blindCommitment(parts: BlindParts): Uint8Array {
  return sha256(
    concatBytes(
      sha256(utf8ToBytes('lushao/commitment/v1')),
      sha256(utf8ToBytes(parts.tip)),
      parts.reportHashBytes,
      parts.filesHashBytes,
      parts.lookupHashHashBytes,
      sha256(parts.claimPublicBytes),
      parts.mailboxHashBytes,
      parts.tipRecipientHashBytes,
    ),
  )
}

/** What a commitment holds of the attached files: SHA-256 over their digests, in the order of the report. */
export const filesHash = (fileDigestsBytes: readonly Uint8Array[]): Uint8Array =>
  sha256(concatBytes(...fileDigestsBytes))

/** The digest of a sealed file: SHA-256 over the SHA-256 of its pieces in order. */
export function fileDigest(pieceHashesBytes: readonly Uint8Array[]): Uint8Array {
  return sha256(concatBytes(...pieceHashesBytes))
}
