import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { decodeB64, decodeCount, decodeHash, encodeB64 } from './base64.ts'
import { isSame } from './hashes.ts'

// Signed notes and checkpoints as in c2sp.org/signed-note and c2sp.org/tlog-checkpoint, Ed25519 only, without extension lines.

/** What a head of the log says: whose log, how many entries, and the root over them. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }
/** The public half of a key that signs notes. */
export type Verifier = { name: string; publicKey: Uint8Array }
/** The private half stays wherever `sign` has it. It signs bytes with Ed25519, 64 bytes. */
export type Signer = {
  name: string
  keyId: Uint8Array
  sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
}
export type NoteSignature = { name: string; keyId: Uint8Array; signature: Uint8Array }
/** A note taken apart; nothing in it is verified yet. */
export type Note = { body: string; signatures: NoteSignature[] }

const ED25519 = Uint8Array.of(1)
const MOST_SIGNATURES = 16
const KEY_NAME = /^[^\p{White_Space}\p{Cc}+]+$/u

/** The four bytes that name a key: SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), its beginning. */
export const keyIdOf = ({ name, publicKey }: Verifier): Uint8Array =>
  sha256(concatBytes(utf8ToBytes(`${name}\n`), ED25519, publicKey)).slice(0, 4)

/** The text form of a public key: name+id in hex+base64(0x01 ‖ key). */
export const formatVerifier = (verifier: Verifier): string =>
  `${verifier.name}+${bytesToHex(keyIdOf(verifier))}+${encodeB64(concatBytes(ED25519, verifier.publicKey))}`

/** Reads the text form of a public key, or null when it is anything else. */
export function parseVerifier(text: string): Verifier | null {
  const [, name = '', id, keyB64 = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? []
  const bytes = decodeB64(keyB64)
  if (!KEY_NAME.test(name) || bytes?.length !== 33 || bytes[0] !== 1) return null
  const verifier = { name, publicKey: bytes.slice(1) }
  return bytesToHex(keyIdOf(verifier)) === id ? verifier : null
}

/** The text of a head, which is what is signed. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${encodeB64(root)}\n`

/** Reads the text of a head, or null when it is anything else. */
export function parseCheckpoint(body: string): Checkpoint | null {
  const [origin = '', sizeText = '', rootB64 = '', end, ...more] = body.split('\n')
  const [size, root] = [decodeCount(sizeText), decodeHash(rootB64)]
  if (!KEY_NAME.test(origin) || size === null || root === null || end !== '' || more.length > 0) return null
  return { origin, size, root }
}

/** Takes a note apart, or null when it is anything else. */
export function parseNote(text: string): Note | null {
  const cut = text.lastIndexOf('\n\n')
  if (cut < 1 || !text.isWellFormed() || /[^\P{Cc}\n]/u.test(text) || !text.endsWith('\n')) return null
  const signatures = text
    .slice(cut + 2, -1)
    .split('\n')
    .map(parseSignature)
  if (signatures.length > MOST_SIGNATURES || !signatures.every((signature) => signature !== null)) return null
  return { body: text.slice(0, cut + 1), signatures }
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name = '', b64 = '', ...more] = line.split(' ')
  const bytes = decodeB64(b64)
  if (dash !== '—' || !KEY_NAME.test(name) || bytes === null || bytes.length < 5 || more.length > 0) return null
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

/** Whether a signature of 64 bytes over some bytes is that of a key of 32 bytes. */
export type IsSignature = (signature: Uint8Array, bytes: Uint8Array, publicKey: Uint8Array) => boolean

/**
 * The text of a note that this key has signed, or null. Signatures of other keys say nothing; one of this key that is
 * wrong spoils the note. Who reads many notes can bring a faster Ed25519.
 */
export function verifyNote(text: string, verifier: Verifier, isSignature: IsSignature = isEd25519): string | null {
  const note = parseNote(text)
  if (note === null) return null
  const keyId = keyIdOf(verifier)
  const own = note.signatures.filter(({ name, keyId: id }) => name === verifier.name && isSame(id, keyId))
  const bytes = utf8ToBytes(note.body)
  const isSigned =
    own.length > 0 &&
    verifier.publicKey.length === 32 &&
    own.every(({ signature }) => signature.length === 64 && isSignature(signature, bytes, verifier.publicKey))
  return isSigned ? note.body : null
}

/** The head in a note that the key of its log has signed, or null. */
export function openCheckpoint(text: string, verifier: Verifier, isSignature?: IsSignature): Checkpoint | null {
  const body = verifyNote(text, verifier, isSignature)
  const checkpoint = body === null ? null : parseCheckpoint(body)
  return checkpoint?.origin === verifier.name ? checkpoint : null
}

/** The signed note over a text that ends in a newline. */
export async function signNote(body: string, { name, keyId, sign }: Signer): Promise<string> {
  const signature = await sign(utf8ToBytes(body))
  const text = `${body}\n— ${name} ${encodeB64(concatBytes(keyId, signature))}\n`
  if (parseNote(text)?.body !== body) throw new TypeError('This text or name cannot stand in a signed note')
  return text
}

/** Strict as RFC 8032 has it: no second form of a signature or a key is taken. */
const isEd25519: IsSignature = (signature, bytes, publicKey) =>
  ed25519.verify(signature, bytes, publicKey, { zip215: false })
