import { Decrypter } from 'age-encryption'
import { isAgeFile, SUITE, type Envelope } from '#contract/envelope.ts'
import { ByteReader } from './byte-reader.ts'
import type { At, FileName } from './seal.ts'

/**
 * The only code that opens sealed things. Nothing under `server/` may import this file; the architecture test holds it.
 */

export type Damage = 'ciphertext' | 'padding' | 'format' | 'suite' | 'place'
export type Closed = { is: 'notForUs' } | { is: 'damaged'; why: Damage }
export type Opened = { is: 'opened'; body: unknown } | Closed
export type OpenedFile = { is: 'opened'; file: FileName; content: ReadableStream<Uint8Array> } | Closed

/** A file that was cut, extended or changed; its content stream fails with this. */
export class DamagedFile extends Error {}

const MAX_FILE_HEADER_BYTES = 16 * 1024

/** Opens an envelope that should be at this place. */
export async function open(sealedBytes: Uint8Array, identities: readonly string[], at: At): Promise<Opened> {
  if (!isAgeFile(sealedBytes)) return { is: 'damaged', why: 'ciphertext' }
  try {
    return readEnvelope(await decrypterFor(identities).decrypt(sealedBytes), at)
  } catch (error) {
    return closedBy(error)
  }
}

/** Opens an envelope whose body is a key or a secret, a text. */
export async function openKey(
  sealedBytes: Uint8Array,
  identities: readonly string[],
  at: At,
): Promise<{ is: 'opened'; key: string } | Closed> {
  const opened = await open(sealedBytes, identities, at)
  if (opened.is !== 'opened') return opened
  return typeof opened.body === 'string' ? { is: 'opened', key: opened.body } : { is: 'damaged', why: 'format' }
}

/** Opens a sealed file as a stream. Its content ends at the size in its header; a damaged one fails with DamagedFile. */
export async function openFile(
  sealed: ReadableStream<Uint8Array>,
  identities: readonly string[],
  at: At & { kind: 'file' },
): Promise<OpenedFile> {
  try {
    const plain = new ByteReader(await decrypterFor(identities).decrypt(sealed))
    const opened = await readFileHeader(plain, at)
    // Whoever gave us the stream may be fetching it: nothing more is wanted of it.
    if (opened.is !== 'opened') await plain.cancel()
    return opened
  } catch (error) {
    return closedBy(error)
  }
}

async function readFileHeader(plain: ByteReader, at: At): Promise<OpenedFile> {
  const headerLength = new DataView((await plain.exactly(4)).buffer).getUint32(0)
  if (headerLength > MAX_FILE_HEADER_BYTES) return { is: 'damaged', why: 'format' }
  const header = readEnvelope(await plain.exactly(headerLength), at)
  if (header.is !== 'opened') return header
  if (!isFileName(header.body)) return { is: 'damaged', why: 'format' }
  return { is: 'opened', file: header.body, content: contentOf(plain, header.body.size) }
}

function readEnvelope(plainBytes: Uint8Array, at: At): Opened {
  const end = plainBytes.indexOf(0)
  const textBytes = end < 0 ? plainBytes : plainBytes.subarray(0, end)
  if (!plainBytes.subarray(textBytes.length).every((byte) => byte === 0)) return { is: 'damaged', why: 'padding' }
  const envelope = parsed(textBytes)
  if (envelope === null) return { is: 'damaged', why: 'format' }
  if (envelope.v !== 1 || envelope.suite !== SUITE) return { is: 'damaged', why: 'suite' }
  const isInPlace = envelope.tip === at.tip && envelope.kind === at.kind && envelope.seq === at.seq
  return isInPlace ? { is: 'opened', body: envelope.body } : { is: 'damaged', why: 'place' }
}

function parsed(textBytes: Uint8Array): Partial<Envelope> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(textBytes))
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

function isFileName(body: unknown): body is FileName {
  if (typeof body !== 'object' || body === null || !('name' in body && 'type' in body && 'size' in body)) return false
  return (
    typeof body.name === 'string' &&
    typeof body.type === 'string' &&
    Number.isSafeInteger(body.size) &&
    Number(body.size) >= 0
  )
}

function contentOf(plain: ByteReader, size: number): ReadableStream<Uint8Array> {
  let left = size
  return new ReadableStream({
    async pull(out) {
      try {
        if (left > 0) {
          const chunk = await plain.upTo(left)
          left -= chunk.length
          out.enqueue(chunk)
        }
        if (left === 0) {
          // The padding is read to its end: only then has age seen the last chunk and knows that nothing was cut.
          await plain.onlyZeros()
          out.close()
        }
      } catch {
        out.error(new DamagedFile('The file was changed or cut'))
      }
    },
    cancel: () => plain.cancel(),
  })
}

function decrypterFor(identities: readonly string[]): Decrypter {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  return decrypter
}

/** age says "no identity matched" in words; everything else means that the bytes are not what was sealed. */
function closedBy(error: unknown): Closed {
  const isNotForUs = error instanceof Error && /no identity matched/i.test(error.message)
  return isNotForUs ? { is: 'notForUs' } : { is: 'damaged', why: 'ciphertext' }
}
