import type { ReplyOf } from '#contract/route.ts'
import type { OpenedTip, peekTip } from '#contract/tips.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { tipNumber } from './number.ts'
import { ownTip } from './own-tip.ts'
import { personOf } from './person.ts'
import {
  hasJustLooked,
  markRead,
  nextMessageSeq,
  nextReasonSeq,
  selectCases,
  selectFiles,
  selectIndex,
  selectMessages,
  selectMoves,
  selectTaken,
  selectTransfers,
  selectViews,
  type TipHead,
} from './store.ts'
import { nextNoteSeq, selectAssignments, selectMentions, selectNotes } from './store-triage.ts'

const MOST_VIEWS = 50

/** One tip with everything around it, sealed. Who opened it and when is recorded first, so that nobody looks unseen. */
export async function readTip(db: Database, who: Who, tipId: string): Promise<OpenedTip> {
  const head = await db.transaction(async (tx) => {
    const own = await ownTip(tx, who, tipId, 'readTips')
    if (!(await hasJustLooked(tx, tipId, who.staff))) {
      await record(tx, { did: 'open-tip', staff: who.staff, desk: own.state.deskId, tip: tipId })
    }
    await markRead(tx, tipId, who.staff)
    return own
  })
  return { ...headOf(head), ...(await around(db, tipId)), ...(await amongColleagues(db, tipId)) }
}

/** How far a tip has come, without what is in it: no trace is left. */
export async function peek(db: Database, who: Who, tipId: string): Promise<ReplyOf<typeof peekTip>> {
  const { state } = await ownTip(db, who, tipId, 'readTips')
  const [messageSeq, reasonSeq, noteSeq] = await Promise.all([
    nextMessageSeq(db, tipId),
    nextReasonSeq(db, tipId),
    nextNoteSeq(db, tipId),
  ])
  return {
    desk: state.deskId,
    assignee: state.assigneeId,
    priority: state.priority,
    followUpOn: state.followUpOn,
    nextMessageSeq: messageSeq,
    nextReasonSeq: reasonSeq,
    nextNoteSeq: noteSeq,
  }
}

function headOf({ tip, state, wrap, assignee }: TipHead) {
  return {
    tip: tip.id,
    number: tipNumber(tip.receivedAt, tip.serial),
    receivedAt: tip.receivedAt.toISOString(),
    category: tip.category,
    district: tip.district,
    stage: state.stage,
    waitingFor: state.waitingFor,
    desk: state.deskId,
    tipRecipient: tip.tipRecipient,
    mailboxRecipient: tip.mailboxRecipient,
    wrapB64: toB64(wrap),
    reportB64: toB64(tip.report),
    commitmentB64: toB64(tip.commitment),
    lookupHashB64: toB64(tip.lookupHash),
    claimPublicB64: toB64(tip.claimPublic),
    assignee: personOf(assignee),
    priority: state.priority,
    followUpOn: state.followUpOn,
    contentSeq: state.contentSeq,
  }
}

async function around(db: Database, tipId: string) {
  const [files, dialogue, moves, transfers, views, messageSeq, reasonSeq] = await Promise.all([
    selectFiles(db, tipId),
    selectMessages(db, tipId),
    selectMoves(db, tipId),
    selectTransfers(db, tipId),
    selectViews(db, tipId, MOST_VIEWS),
    nextMessageSeq(db, tipId),
    nextReasonSeq(db, tipId),
  ])
  return {
    files: files.map(({ fileId, seq, pieces, digest }) => ({ id: fileId, seq, pieces, digestB64: toB64(digest) })),
    messages: dialogue.map(({ message, by }) => ({
      seq: message.seq,
      from: message.sender,
      by: personOf(by),
      isQuestion: message.isQuestion,
      at: message.at.toISOString(),
      sealedB64: toB64(message.sealed),
    })),
    moves: moves.map(({ move, by }) => ({
      seq: move.seq,
      move: move.move,
      to: move.toStage,
      by: personOf(by),
      at: move.at.toISOString(),
      reasonB64: move.reason === null ? null : toB64(move.reason),
    })),
    transfers: transfers.map(({ transfer, by, from, to }) => ({
      seq: transfer.seq,
      from,
      to,
      by,
      at: transfer.at.toISOString(),
      reasonB64: toB64(transfer.reason),
    })),
    views: views.map(({ by, at }) => ({ by, at: at.toISOString() })),
    nextMessageSeq: messageSeq,
    nextReasonSeq: reasonSeq,
  }
}

async function amongColleagues(db: Database, tipId: string) {
  const [assignments, notes, mentions, taken, index, cases, noteSeq] = await Promise.all([
    selectAssignments(db, tipId),
    selectNotes(db, tipId),
    selectMentions(db, tipId),
    selectTaken(db, tipId),
    selectIndex(db, tipId),
    selectCases(db, tipId),
    nextNoteSeq(db, tipId),
  ])
  return {
    assignments: assignments.map(({ assignment, by, to }) => ({
      seq: assignment.seq,
      to: personOf(to),
      by,
      at: assignment.at.toISOString(),
    })),
    notes: notes.map(({ note, by }) => ({
      seq: note.seq,
      by,
      at: note.at.toISOString(),
      mentions: mentions.filter(({ seq }) => seq === note.seq).map(({ id, name }) => ({ id, name })),
      sealedB64: toB64(note.sealed),
    })),
    taken,
    index:
      index === null
        ? null
        : { revision: index.revision, contentSeq: index.contentSeq, sealedB64: toB64(index.sealed) },
    cases,
    nextNoteSeq: noteSeq,
  }
}
