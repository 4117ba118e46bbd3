import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** A piece that lies on the disk, and what is known of it. */
export type StoredPiece = { size: number; sha256Bytes: Uint8Array }

/** The directory of the sealed pieces. Each file of a tip has a folder; a piece is named by its place and its hash. */
export type Blobs = {
  /** Writes a piece so that it is either there in full or not at all, also when the machine stops in between. */
  put: (file: string, seq: number, content: AsyncIterable<Uint8Array>) => Promise<StoredPiece>
  read: (file: string, seq: number, sha256Bytes: Uint8Array) => ReadStream
  /** Removes one piece. */
  drop: (file: string, seq: number, sha256Bytes: Uint8Array) => Promise<void>
  /** Removes all pieces of a file. */
  forget: (file: string) => Promise<void>
  /** Files whose folder was last touched before `before`. */
  untouchedSince: (before: Date) => Promise<string[]>
  /** Bytes left on the disk. */
  roomBytes: () => Promise<number>
}

/** Opens the directory, making it where there is none. */
export async function openBlobs(dir: string): Promise<Blobs> {
  await mkdir(join(dir, 'arriving'), { recursive: true, mode: 0o700 })
  const folder = (file: string): string => join(dir, file)
  const name = (seq: number, sha256Bytes: Uint8Array): string => `${seq}-${Buffer.from(sha256Bytes).toString('hex')}`

  return {
    async put(file, seq, content) {
      const arriving = join(dir, 'arriving', randomUUID())
      try {
        const piece = await write(arriving, content)
        await mkdir(folder(file), { recursive: true, mode: 0o700 })
        await rename(arriving, join(folder(file), name(seq, piece.sha256Bytes)))
        await sync(folder(file))
        await sync(dir)
        return piece
      } catch (error) {
        await rm(arriving, { force: true })
        throw error
      }
    },
    read: (file, seq, sha256Bytes) => createReadStream(join(folder(file), name(seq, sha256Bytes))),
    drop: (file, seq, sha256Bytes) => rm(join(folder(file), name(seq, sha256Bytes)), { force: true }),
    forget: (file) => rm(folder(file), { recursive: true, force: true }),
    async untouchedSince(before) {
      const old: string[] = []
      for (const file of await readdir(dir)) {
        if (file !== 'arriving' && (await stat(folder(file))).mtime < before) old.push(file)
      }
      return old
    },
    async roomBytes() {
      const { bavail, bsize } = await statfs(dir)
      return bavail * bsize
    },
  }
}

async function write(path: string, content: AsyncIterable<Uint8Array>): Promise<StoredPiece> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      hash.update(chunk)
      size += chunk.length
      await file.write(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { size, sha256Bytes: new Uint8Array(hash.digest()) }
}

/** A new name in a folder is on the disk only when the folder is. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
