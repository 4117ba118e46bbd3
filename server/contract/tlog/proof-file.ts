import { decodeB64, decodeCount, decodeHash, encodeB64 } from './base64.ts'
import { parseCheckpoint, parseNote } from './note.ts'

/** A proof that stands for itself, as in c2sp.org/tlog-proof: where an entry is, its path, and the signed head above it. */
export type ProofFile = {
  index: number
  /** The sibling of the leaf first. */
  path: readonly Uint8Array[]
  /** The signed note of the head, as it was published. */
  checkpoint: string
  /** Whatever the application adds; nobody has signed it. */
  extraBytes?: Uint8Array
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
/** No log of fewer than 2^53 entries has longer paths. */
const LONGEST_PATH = 53

/** The text of a `.tlog-proof`. */
export function formatProof({ index, path, checkpoint, extraBytes }: ProofFile): string {
  const extra = extraBytes === undefined ? [] : [`extra ${encodeB64(extraBytes)}`]
  return [FIRST_LINE, ...extra, `index ${index}`, ...path.map(encodeB64), '', checkpoint].join('\n')
}

/** Reads a `.tlog-proof`, or null when it is anything else. Neither path nor signature is verified yet. */
export function parseProof(text: string): ProofFile | null {
  const cut = text.indexOf('\n\n')
  const lines = text.slice(0, Math.max(cut, 0)).split('\n')
  if (lines.shift() !== FIRST_LINE) return null
  const extra = lines[0]?.startsWith('extra ') === true ? decodeB64(lines.shift()?.slice(6) ?? '') : undefined
  const indexLine = lines.shift() ?? ''
  const index = indexLine.startsWith('index ') ? decodeCount(indexLine.slice(6)) : null
  const path = lines.map(decodeHash)
  const checkpoint = text.slice(cut + 2)
  if (index === null || extra === null || path.length > LONGEST_PATH) return null
  if (parseCheckpoint(parseNote(checkpoint)?.body ?? '') === null) return null
  if (!path.every((hash) => hash !== null)) return null
  return { index, path, checkpoint, ...(extra === undefined ? {} : { extraBytes: extra }) }
}
