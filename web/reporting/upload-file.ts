import { sha256 } from '@noble/hashes/sha2.js'
import { fileDigest } from '#contract/commitment.ts'
import { UPLOAD_PIECE_PATH, type SealedFile } from '#contract/intake.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import type { AttachedFile } from '#contract/report.ts'
import { toB64 } from '#seal/b64.ts'
import { inPieces, sealFile } from '#seal/seal.ts'
import { ask } from '#ui/client.ts'
import { untilAnswered } from './again.ts'
import type { Progress, SendDeps } from './deps.ts'

export type Uploaded = { sealed: SealedFile; attached: AttachedFile }
/** The server did not take a piece. */
export class PieceRefused extends Error {
  readonly refusal: RefusalCode
  constructor(refusal: RefusalCode) {
    super(refusal)
    this.refusal = refusal
  }
}

/** Seals files to a tip and uploads them piece by piece; one piece at a time is in memory. `firstSeq` is the place of the first. */
export async function uploadFiles(
  deps: Pick<SendDeps, 'send' | 'patience'>,
  to: { tip: string; recipient: string; firstSeq: number },
  files: readonly File[],
  progress: Progress,
): Promise<Uploaded[]> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  const uploaded: Uploaded[] = []
  let done = 0
  for (const [index, file] of files.entries()) {
    const sent = (bytes: number): void => progress(Math.min((done += bytes), total), total)
    uploaded.push(await uploadFile(deps, { ...to, seq: to.firstSeq + index }, file, sent))
  }
  return uploaded
}

async function uploadFile(
  deps: Pick<SendDeps, 'send' | 'patience'>,
  to: { tip: string; recipient: string; seq: number },
  file: File,
  sent: (bytes: number) => void,
): Promise<Uploaded> {
  const id = crypto.randomUUID()
  const name = { name: file.name, type: file.type, size: file.size }
  const sealed = await sealFile({ tip: to.tip, kind: 'file', seq: to.seq }, name, file.stream(), [to.recipient])
  const hashesBytes: Uint8Array[] = []
  for await (const piece of inPieces(sealed)) {
    await uploadPiece(deps, UPLOAD_PIECE_PATH.replace(':file', id).replace(':seq', String(hashesBytes.length)), piece)
    hashesBytes.push(sha256(piece))
    sent(piece.length)
  }
  return {
    sealed: { id, seq: to.seq, pieces: hashesBytes.length, digestB64: toB64(fileDigest(hashesBytes)) },
    attached: { id, seq: to.seq, ...name },
  }
}

async function uploadPiece(deps: Pick<SendDeps, 'send' | 'patience'>, path: string, piece: Uint8Array): Promise<void> {
  const blob = new Blob([piece as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' })
  const answer = await untilAnswered(deps.patience, () => {
    const body = new FormData()
    body.set('piece', blob, 'piece')
    return ask(deps.send, path, { method: 'POST', body }, (response) => response.json())
  })
  if (answer.is === 'refused') throw new PieceRefused(answer.refusal)
}
