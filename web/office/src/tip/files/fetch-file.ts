import { sha256 } from '@noble/hashes/sha2.js'
import { fileDigest } from '#contract/commitment.ts'
import type { AttachedFile } from '#contract/report.ts'
import type { SealedFile } from '#contract/intake.ts'
import { FILE_PIECE_PATH } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { DamagedFile, openFile } from '#seal/open.ts'
import { send } from '../../session/send.ts'

export type Fetched = { is: 'here'; content: Blob } | { is: 'damaged' } | { is: 'unreachable' }
export type Source = { tip: string; file: AttachedFile; sealed: SealedFile; tipIdentity: string }

class Unreachable extends Error {}

/** Fetches a sealed file piece by piece, opens it as it comes, and checks it against what the tip committed to. */
export async function fetchFile(source: Source, onProgress: (share: number) => void): Promise<Fetched> {
  const { tip, file, sealed, tipIdentity } = source
  try {
    const opened = await openFile(piecesOf(tip, sealed, onProgress), [tipIdentity], {
      tip,
      kind: 'file',
      seq: file.seq,
    })
    if (opened.is !== 'opened') return { is: 'damaged' }
    return { is: 'here', content: await new Response(opened.content).blob() }
  } catch (error) {
    return error instanceof Unreachable ? { is: 'unreachable' } : { is: 'damaged' }
  }
}

function piecesOf(tip: string, sealed: SealedFile, onProgress: (share: number) => void): ReadableStream<Uint8Array> {
  const hashes: Uint8Array[] = []
  return new ReadableStream<Uint8Array>(
    {
      async pull(out) {
        if (hashes.length === sealed.pieces) {
          if (toB64(fileDigest(hashes)) !== sealed.digestB64)
            throw new DamagedFile('The pieces are not those that were sent')
          return out.close()
        }
        const piece = await fetchPiece(tip, sealed.id, hashes.length)
        hashes.push(sha256(piece))
        onProgress(hashes.length / sealed.pieces)
        out.enqueue(piece)
      },
    },
    { highWaterMark: 0 },
  )
}

async function fetchPiece(tip: string, file: string, seq: number): Promise<Uint8Array> {
  const path = FILE_PIECE_PATH.replace(':tip', tip).replace(':file', file).replace(':seq', String(seq))
  const response = await send(path, { method: 'GET' }).catch(() => null)
  if (!response?.ok) throw new Unreachable(`Piece ${seq} did not come`)
  return new Uint8Array(await response.arrayBuffer())
}
