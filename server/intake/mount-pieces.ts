import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PIECE_BYTES } from '#contract/envelope.ts'
import { pieceAt, UPLOAD_PIECE_PATH } from '#contract/intake.ts'
import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import { found, insist } from '../http/refusal.ts'
import { parsed } from '../http/serve.ts'
import { acceptPiece } from './accept-piece.ts'

type Deps = { db: Database; blobs: Blobs; now: () => Date }

/** Takes pieces of sealed files. `letIn` refuses who may not send any, before a byte of the form is read. */
export async function mountPieces(
  app: FastifyInstance,
  deps: Deps,
  letIn: (request: FastifyRequest) => Promise<unknown>,
): Promise<void> {
  // A room of its own: no other route of the process reads forms.
  await app.register(async (room) => {
    await room.register(multipart, {
      limits: { fileSize: PIECE_BYTES + 1, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    })
    room.post(UPLOAD_PIECE_PATH, { config: { id: 'uploadPiece' }, bodyLimit: PIECE_BYTES + 4096 }, async (request) => {
      await letIn(request)
      const at = parsed(pieceAt, request.params)
      insist(request.isMultipart(), 'wrongContentType')
      const part = found(await request.file().catch(() => null), 'invalidInput')
      insist(part.fieldname === 'piece', 'invalidInput', { field: 'piece' })
      await acceptPiece(deps, at, part.file)
      return {}
    })
  })
}
