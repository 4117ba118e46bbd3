import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { id, wholeNumber } from '#contract/route.ts'
import * as contract from '#contract/tips.ts'
import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import { found } from '../http/refusal.ts'
import { letIn, parsed, type Gate, type Serve } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { answer } from './answer-tip.ts'
import { countDeskTips, listDeskTips } from './list-tips.ts'
import { move } from './move-tip.ts'
import { peek, readTip } from './open-tip.ts'
import { ownTip } from './own-tip.ts'
import { selectPiece } from './store.ts'
import { transfer } from './transfer-tip.ts'

export type TipsDeps = { db: Database; blobs: Blobs }

/** The tips of one's own desks. */
export function mountTips(serve: Serve, { db }: TipsDeps): void {
  serve(contract.listTips, { may: 'readTips' }, ({ who, params: { desk, ...filters } }) =>
    listDeskTips(db, who, desk, filters),
  )
  serve(contract.countTips, { may: 'readTips' }, ({ who, params }) => countDeskTips(db, who, params.desk))
  serve(contract.openTip, { may: 'readTips' }, ({ who, params }) => readTip(db, who, params.tip))
  serve(contract.peekTip, { may: 'readTips' }, ({ who, params }) => peek(db, who, params.tip))
  serve(contract.moveTip, { may: 'workTips' }, ({ who, params, body }) => move(db, who, params.tip, body))
  serve(contract.answerTip, { may: 'workTips' }, ({ who, params, body }) => answer(db, who, params.tip, body))
  serve(contract.transferTip, { may: 'workTips' }, ({ who, params, body }) => transfer(db, who, params.tip, body))
}

const pieceOfTip = z.object({ tip: id, file: id, seq: wholeNumber })

/** Sealed pieces of files, as bytes. Reading the first one leaves a trace. */
export function mountFilePieces(app: FastifyInstance, gate: Gate, { db, blobs }: TipsDeps): void {
  app.get(contract.FILE_PIECE_PATH, { config: { id: 'readFilePiece' } }, async (request, reply) => {
    const who = await letIn(gate, request, 'readTips')
    const at = parsed(pieceOfTip, request.params)
    const { state } = await ownTip(db, who, at.tip, 'readTips')
    const piece = found(await selectPiece(db, at), 'notFound')
    if (at.seq === 0)
      await db.transaction((tx) => record(tx, { did: 'read-file', staff: who.staff, desk: state.deskId, tip: at.tip }))
    reply.header('content-type', 'application/octet-stream').header('content-length', piece.size)
    return reply.send(blobs.read(at.file, at.seq, piece.sha256))
  })
}
