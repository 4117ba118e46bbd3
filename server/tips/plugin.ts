import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { id, wholeNumber } from '#contract/route.ts'
import * as contract from '#contract/tips.ts'
import * as triage from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import { found } from '../http/refusal.ts'
import { letIn, parsed, type Gate, type Serve } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { answer } from './answer-tip.ts'
import { dropAnswer, keepAnswer, listAnswers } from './canned-answers.ts'
import { colleaguesAt } from './colleagues.ts'
import { countDeskTips, listDeskTips } from './list-tips.ts'
import { move } from './move-tip.ts'
import { peek, readTip } from './open-tip.ts'
import { ownTip } from './own-tip.ts'
import { relate, withdraw } from './relate-tips.ts'
import { dropOwnView, keepOwnView, viewsOf } from './saved-views.ts'
import { arrange } from './set-work.ts'
import { selectPiece } from './store.ts'
import { transfer } from './transfer-tip.ts'
import { undo } from './undo-move.ts'
import { note } from './write-note.ts'

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

/** What officers arrange among themselves: who works on what, notes, duplicates, answers of the desk, own views. */
export function mountTriage(serve: Serve, { db }: Pick<TipsDeps, 'db'>): void {
  serve(triage.setWork, { may: 'workTips' }, ({ who, params, body }) => arrange(db, who, params.tip, body))
  serve(triage.undoMove, { may: 'workTips' }, ({ who, params, body }) => undo(db, who, params.tip, body))
  serve(triage.writeNote, { may: 'workTips' }, ({ who, params, body }) => note(db, who, params.tip, body))
  serve(triage.relateTips, { may: 'workTips' }, ({ who, params, body }) => relate(db, who, params, body))
  serve(triage.withdrawRelation, { may: 'workTips' }, ({ who, params }) => withdraw(db, who, params))
  serve(triage.listColleagues, { may: 'readTips' }, ({ who, params }) => colleaguesAt(db, who, params.desk))
  serve(triage.listCannedAnswers, { may: 'readTips' }, ({ who, params }) => listAnswers(db, who, params.desk))
  serve(triage.keepCannedAnswer, { may: 'workTips' }, ({ who, params, body }) => keepAnswer(db, who, params, body))
  serve(triage.dropCannedAnswer, { may: 'workTips' }, ({ who, params }) => dropAnswer(db, who, params))
  serve(triage.listViews, { may: 'readTips' }, ({ who, params }) => viewsOf(db, who, params.desk))
  serve(triage.keepView, { may: 'readTips' }, ({ who, params, body }) => keepOwnView(db, who, params, body))
  serve(triage.dropView, { may: 'readTips' }, ({ who, params }) => dropOwnView(db, who, params))
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
