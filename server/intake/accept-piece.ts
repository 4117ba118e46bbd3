import type { Readable } from 'node:stream'
import { isAgeFile, PIECE_BYTES } from '#contract/envelope.ts'
import type { Database } from '#db/connect.ts'
import { PIECE_DIFFERS, UNIQUE_VIOLATION } from '#db/sql-states.ts'
import type { Blobs } from '../blobs.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { hourOf } from './hour.ts'
import { insertPiece } from './store.ts'

/** Below this room on the disk no more pieces are taken, so that reports can still be stored. */
const ROOM_KEPT_BYTES = 1024 * 1024 * 1024

/** Stores one piece of a sealed file; its row is written after its bytes are on the disk. Sending it again is fine. */
export async function acceptPiece(
  deps: { db: Database; blobs: Blobs; now: () => Date },
  at: { file: string; seq: number },
  content: Readable,
): Promise<void> {
  insist((await deps.blobs.roomBytes()) > ROOM_KEPT_BYTES, 'busy')
  const piece = await deps.blobs.put(at.file, at.seq, checked(content, at.seq === 0))
  try {
    await insertPiece(deps.db, {
      fileId: at.file,
      seq: at.seq,
      size: piece.size,
      sha256: piece.sha256Bytes,
      arrivedAt: hourOf(deps.now()),
    })
  } catch (error) {
    const code = codeOf(error)
    // The same piece again: its bytes are there already, under the same name.
    if (code === UNIQUE_VIOLATION) return
    // After any other failure the row may be there all the same, so its bytes stay; unclaimed ones are swept after a day.
    if (code !== PIECE_DIFFERS) throw error
    await deps.blobs.drop(at.file, at.seq, piece.sha256Bytes)
    throw new Refusal('pieceDiffers')
  }
}

/** Lets a piece through that is not empty, not too large, and begins as age does where the file begins. */
async function* checked(content: Readable, isFirst: boolean): AsyncGenerator<Buffer> {
  let size = 0
  let head: Buffer | null = isFirst ? Buffer.alloc(0) : null
  for await (const chunk of whole(content)) {
    size += chunk.length
    insist(size <= PIECE_BYTES, 'tooLarge')
    if (head !== null) {
      head = Buffer.concat([head, chunk])
      if (head.length < 64) continue
      insist(isAgeFile(head), 'notSealed')
      yield head
      head = null
    } else yield chunk
  }
  insist(head === null && size > 0, 'notSealed')
}

/** A form that breaks off is the sender's fault; what its parser says of it is not passed on. */
async function* whole(content: Readable): AsyncGenerator<Buffer> {
  try {
    yield* content as AsyncIterable<Buffer>
  } catch {
    throw new Refusal('invalidInput', { field: 'piece' })
  }
}
