import { createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { decodeHash } from '#contract/tlog/base64.ts'
import { parseCheckpoint, parseNote } from '#contract/tlog/note.ts'
import { parseProof } from '#contract/tlog/proof-file.ts'
import { readLastHead } from '../last-head.ts'
import type { KeptHead } from './walk-tree.ts'

/** A file that should hold a head and does not. */
export class NoHead extends Error {}

/** The head that somebody kept: a checkpoint or a proof. Whether it is of this log is for the walk to say. */
export async function readKeptHead(file: string): Promise<KeptHead> {
  const text = await readFile(file, 'utf8')
  const note = parseProof(text)?.checkpoint ?? text
  const head = parseCheckpoint(parseNote(note)?.body ?? '')
  if (head === null) throw new NoHead(`${file} is neither a checkpoint nor a .tlog-proof`)
  return { size: head.size, root: head.root, note }
}

/** The head that the publisher kept beside its key; none before the first. */
export async function readOwnHead(lastHeadFile: string): Promise<KeptHead[]> {
  const kept = await readLastHead(lastHeadFile)
  if (kept === null) return []
  const root = decodeHash(kept.rootB64)
  if (root === null) throw new NoHead(`${lastHeadFile} does not hold a head`)
  return [{ size: kept.size, root, note: null }]
}

/** The public half of the key in a file, 32 bytes; null where there is none, or none that this user may read. */
export async function readPublicKey(logKeyFile: string): Promise<Uint8Array | null> {
  try {
    const key = createPublicKey(await readFile(logKeyFile))
    return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(-32))
  } catch (error) {
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
