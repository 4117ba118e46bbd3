import { commitmentOfHashes, filesHash } from '#contract/commitment.ts'
import type { Mailbox, OwnEntry } from '#contract/mailbox.ts'
import { entryOf, tipDigest } from '#contract/tlog/entry.ts'
import { isSame } from '#contract/tlog/hashes.ts'
import { openCheckpoint, parseVerifier } from '#contract/tlog/note.ts'
import { formatProof } from '#contract/tlog/proof-file.ts'
import { verifyInclusion } from '#contract/tlog/verify.ts'
import { fromB64 } from '#seal/b64.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import type { ShownEntry } from './own-entry.ts'

/** The parts of the keys that are public; they follow from the code, so nobody can exchange them. */
type OwnKeys = Pick<CodeKeys, 'lookupHashBytes' | 'claimPublicBytes' | 'mailboxRecipient'>
type Own = Pick<Mailbox, 'tip' | 'tipRecipient' | 'stages' | 'entry'>

/** A head comes every hour; after so many without an entry something is wrong. */
const LATE_AFTER_MS = 3 * 3_600_000

/**
 * Whether the tip of a code is what was entered in the log: from the keys of the code to the commitment, from there to the entry,
 * from the entry to the root, and the root under the signature of the log.
 */
export function checkEntry(keys: OwnKeys, own: Own, now: Date): ShownEntry {
  const { entry } = own
  if (entry === null) return { is: isLate(own, now) ? 'late' : 'waiting' }
  const { index, hour, note, verifierKey } = entry
  const bytes = entryOf(
    fromB64(entry.saltB64),
    tipDigest(fromB64(entry.commitmentB64), hour, fromB64(entry.columnsB64)),
  )
  const path = entry.pathB64?.map(fromB64) ?? null
  const proof = path === null ? null : formatProof({ index, path, checkpoint: note, extraBytes: bytes })
  const facts = { index, hour: new Date(hour * 1000).toISOString(), verifierKey, proof }
  if (!isCommitted(keys, own, entry)) return { is: 'differs', why: 'record', ...facts }
  const verifier = parseVerifier(verifierKey)
  const head = verifier === null ? null : openCheckpoint(note, verifier)
  if (head === null) return { is: 'differs', why: 'head', ...facts }
  if (path === null || proof === null || !verifyInclusion(bytes, index, head.size, path, head.root))
    return { is: 'differs', why: 'entry', ...facts }
  return { is: 'same', size: head.size, ...facts, proof }
}

/** Whether the commitment is over the keys of this code. Which of the files belong to the report, it tells itself. */
function isCommitted(keys: OwnKeys, { tip, tipRecipient }: Own, entry: OwnEntry): boolean {
  const committed = fromB64(entry.commitmentB64)
  const digests = entry.fileDigestsB64.map(fromB64)
  const { lookupHashBytes, claimPublicBytes, mailboxRecipient } = keys
  const parts = { tip, tipRecipient, lookupHashBytes, claimPublicBytes, mailboxRecipient }
  const reportHashBytes = fromB64(entry.reportHashB64)
  return Array.from({ length: digests.length + 1 }, (_, files) => filesHash(digests.slice(0, files))).some(
    (filesHashBytes) => isSame(committed, commitmentOfHashes({ ...parts, reportHashBytes, filesHashBytes })),
  )
}

function isLate({ stages }: Own, now: Date): boolean {
  const received = stages[0]
  return received !== undefined && now.getTime() - Date.parse(received.at) > LATE_AFTER_MS
}
