/**
 * What a sealed thing looks like from outside, and what stands inside it. Browser-safe, no I/O.
 * The server reads only the outside; the inside is written by `web/seal/` (its README is the specification).
 */

/** The algorithms of an envelope: age v1 with the hybrid recipient ML-KEM-768 + X25519 and ChaCha20-Poly1305. */
export const SUITE = 'age-mlkem768x25519'

/** Every kind of thing that is ever sealed. The kind stands inside the envelope, so nothing can be passed off as another. */
export const ENVELOPE_KINDS = [
  'report', // what the tipster wrote, sealed to the tip key
  'message', // dialogue, either way
  'reason', // why an officer moved or transferred a tip, sealed to the tip key
  'pause-reason', // why an officer stopped a clock, sealed to the tip key
  'note', // what colleagues tell each other about a tip, sealed to the tip key
  'index', // the identifiers found in a tip and what an officer decided about them, sealed to the tip key
  'narrative', // the account of a case, sealed to its desk
  'order-entry', // an answer to a supervision order or why it was sent back, sealed to its desk and the audit desks
  'award-grounds', // why an award is put forward, sealed to the proposing desk and the reward and audit desks
  'award-reason', // why a step of an award sends it back, sealed to the same desks
  'claim-details', // to whom an award is paid and how, sealed to the finance desks
  'freeze-reason', // why a payment goes on again, sealed to the audit desks
  'extension-reason', // why there is more time to claim, sealed to the reward and audit desks
  'alarm-note', // what an auditor found about an alarm, sealed to the audit desks
  'link-reason', // why a tip belongs to a case, sealed to the desk of the case
  'canned-answer', // an answer that a desk writes often, sealed to the desk
  'saved-view', // a view of the inbox that an officer keeps, sealed to the officer
  'file', // an attachment: the header of its stream
  'tip-key', // a tip key wrapped to a desk
  'desk-key', // a desk key wrapped to a member, or to the recovery key
  'member-key', // a member key wrapped to the key derived from the member's password
  'matching-key', // the matching key wrapped to a desk
  'invitation', // the secret of an invitation, kept by the inviting desk
] as const
export type EnvelopeKind = (typeof ENVELOPE_KINDS)[number]

/**
 * The inside of every envelope. `tip` is the subject's id: the tip, or for keys the desk or member they belong to.
 * `seq` is the place of the thing inside the subject, so that a ciphertext moved elsewhere does not open.
 */
export type Envelope = {
  v: 1
  suite: typeof SUITE
  tip: string
  kind: EnvelopeKind
  seq: number
  body: unknown
}

/** Plaintext sizes in bytes that envelopes are zero-padded to; keys are short, all the rest is 4, 16 or 64 KiB. */
export const PADDED_BYTES = [1024, 4096, 16_384, 65_536] as const
export const KEY_PADDED_BYTES = PADDED_BYTES[0]
export const TEXT_PADDED_BYTES = [PADDED_BYTES[1], PADDED_BYTES[2], PADDED_BYTES[3]] as const

/** Room for the age header: each hybrid recipient costs about 1.6 KB. */
export const MAX_RECIPIENTS = 4
export const MAX_HEADER_BYTES = 512 + MAX_RECIPIENTS * 2048
/** The largest sealed envelope that the server takes. */
export const MAX_SEALED_BYTES = 65_536 + MAX_HEADER_BYTES

/** Sealed files travel and rest in pieces of this many bytes; only the last is shorter. */
export const PIECE_BYTES = 4 * 1024 * 1024
/** The largest file a tipster may attach, in bytes of content. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024
export const MAX_FILES = 10
/** The pieces of the largest file after Padmé padding (at most 12 % more) and the header. */
export const MAX_PIECES = Math.ceil((MAX_FILE_BYTES * 1.12) / PIECE_BYTES) + 1

const AGE_MAGIC = 'age-encryption.org/v1\n'

/** Whether bytes begin as an age file does. Says nothing about whether anybody can open them. */
export function isAgeFile(bytes: Uint8Array): boolean {
  if (bytes.length < AGE_MAGIC.length) return false
  for (let i = 0; i < AGE_MAGIC.length; i++) if (bytes[i] !== AGE_MAGIC.charCodeAt(i)) return false
  return true
}
