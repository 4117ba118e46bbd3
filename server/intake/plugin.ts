import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { PIECE_BYTES } from '#contract/envelope.ts'
import { pieceAt, postMessage, readMailbox, readSite, submitTip, UPLOAD_PIECE_PATH } from '#contract/intake.ts'
import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import { found, insist } from '../http/refusal.ts'
import { parsed, serveOn, type Gate } from '../http/serve.ts'
import { acceptPiece } from './accept-piece.ts'
import { acceptMessage } from './post-message.ts'
import { openMailbox } from './read-mailbox.ts'
import { selectSite } from './store.ts'
import { acceptTip } from './submit-tip.ts'

export type IntakeDeps = { db: Database; blobs: Blobs; demo: boolean; now: () => Date; clock: () => number }

const nobody: Gate = async () => null

/** The routes of the public side. */
export async function mountIntake(app: FastifyInstance, deps: IntakeDeps): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: PIECE_BYTES + 1, files: 1, fields: 0, parts: 1, headerPairs: 20 },
  })
  const serve = serveOn(app, nobody)
  serve(readSite, { may: 'anyone' }, async () => ({ ...(await selectSite(deps.db)), demo: deps.demo }))
  serve(submitTip, { may: 'anyone' }, ({ body }) => acceptTip(deps, body))
  serve(readMailbox, { may: 'anyone' }, ({ body }) => openMailbox(deps, body))
  serve(postMessage, { may: 'anyone' }, ({ body }) => acceptMessage(deps, body))
  mountPieces(app, deps)
}

function mountPieces(app: FastifyInstance, deps: IntakeDeps): void {
  app.post(UPLOAD_PIECE_PATH, { config: { id: 'uploadPiece' }, bodyLimit: PIECE_BYTES + 4096 }, async (request) => {
    const at = parsed(pieceAt, request.params)
    insist(request.isMultipart(), 'wrongContentType')
    const part = found(await request.file().catch(() => null), 'invalidInput')
    insist(part.fieldname === 'piece', 'invalidInput', { field: 'piece' })
    await acceptPiece(deps, at, part.file)
    return {}
  })
}
