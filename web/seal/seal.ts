import { Encrypter } from 'age-encryption'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import {
  KEY_PADDED_BYTES,
  PIECE_BYTES,
  SUITE,
  TEXT_PADDED_BYTES,
  type Envelope,
  type EnvelopeKind,
} from '#contract/envelope.ts'
import { padmeBytes } from './padme.ts'

/** Where a sealed thing belongs; written inside, checked when it is opened. */
export type At = { tip: string; kind: EnvelopeKind; seq: number }
export type FileName = { name: string; type: string; size: number }

/** The body does not fit the largest envelope. */
export class TooLong extends Error {}
/** A file is not as long as was said. */
export class WrongSize extends Error {}

const KEY_KINDS: ReadonlySet<EnvelopeKind> = new Set([
  'tip-key',
  'desk-key',
  'member-key',
  'matching-key',
  'invitation',
])

/** Seals a body to its place for the recipients: an age file, its plaintext padded. Throws TooLong. */
export async function seal(at: At, body: unknown, recipients: readonly string[]): Promise<Uint8Array> {
  const plainBytes = envelopeBytes(at, body)
  const sizes = KEY_KINDS.has(at.kind) ? [KEY_PADDED_BYTES] : TEXT_PADDED_BYTES
  const size = sizes.find((limit) => plainBytes.length <= limit)
  if (size === undefined) throw new TooLong(`${plainBytes.length} bytes do not fit an envelope`)
  const padded = new Uint8Array(size)
  padded.set(plainBytes)
  return encrypterFor(recipients).encrypt(padded)
}

/** Whether a body of a report or message fits an envelope. */
export function fitsEnvelope(body: unknown): boolean {
  const at: At = { tip: '00000000-0000-4000-8000-000000000000', kind: 'message', seq: 1_000_000 }
  return envelopeBytes(at, body).length <= TEXT_PADDED_BYTES[2]
}

/** Seals a file as a stream: length and envelope of the header, the content, zeros up to the Padmé size. */
export async function sealFile(
  at: At & { kind: 'file' },
  file: FileName,
  content: ReadableStream<Uint8Array>,
  recipients: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const header = envelopeBytes(at, file)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, header.length)
  const start = concatBytes(length, header)
  const zeros = padmeBytes(start.length + file.size) - start.length - file.size
  return encrypterFor(recipients).encrypt(content.pipeThrough(framed(start, file.size, zeros)))
}

/** Cuts a stream into pieces of one size; only the last is shorter. Stopping early cancels the stream. */
export async function* inPieces(
  stream: ReadableStream<Uint8Array>,
  pieceBytes = PIECE_BYTES,
): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(pieceBytes)
  let filled = 0
  for await (const chunk of portions(stream)) {
    for (let rest = chunk; rest.length > 0;) {
      const taken = rest.subarray(0, pieceBytes - filled)
      piece.set(taken, filled)
      filled += taken.length
      rest = rest.subarray(taken.length)
      if (filled === pieceBytes) {
        yield piece
        piece = new Uint8Array(pieceBytes)
        filled = 0
      }
    }
  }
  if (filled > 0) yield piece.slice(0, filled)
}

/** The chunks of a stream; not every browser's streams can be iterated. */
async function* portions(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
  } finally {
    // Of a stream that failed, cancelling fails again; whoever reads has that failure already.
    await reader.cancel().catch(() => undefined)
  }
}

function envelopeBytes(at: At, body: unknown): Uint8Array {
  const envelope: Envelope = { v: 1, suite: SUITE, tip: at.tip, kind: at.kind, seq: at.seq, body }
  return utf8ToBytes(JSON.stringify(envelope))
}

/** age would seal to nobody, or to a key that a quantum computer breaks, without a word. */
function encrypterFor(recipients: readonly string[]): Encrypter {
  if (recipients.length === 0) throw new TypeError('No recipient')
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    if (!recipient.startsWith('age1pq1')) throw new TypeError('Not a hybrid recipient')
    encrypter.addRecipient(recipient)
  }
  return encrypter
}

const ZEROS_AT_ONCE = 64 * 1024

function framed(start: Uint8Array, size: number, zeros: number): TransformStream<Uint8Array, Uint8Array> {
  let left = size
  return new TransformStream({
    start: (out) => out.enqueue(start),
    transform(chunk, out) {
      left -= chunk.length
      if (left < 0) throw new WrongSize('The file is longer than it was')
      out.enqueue(chunk)
    },
    flush(out) {
      if (left !== 0) throw new WrongSize('The file is shorter than it was')
      for (let done = 0; done < zeros; done += ZEROS_AT_ONCE)
        out.enqueue(new Uint8Array(Math.min(ZEROS_AT_ONCE, zeros - done)))
    },
  })
}
