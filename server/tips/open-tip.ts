import type { ReplyOf } from '#contract/route.ts'
import type { OpenedTip, peekTip, Person } from '#contract/tips.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { tipNumber } from './number.ts'
import { ownTip } from './own-tip.ts'
import {
  hasJustLooked,
  markRead,
  nextMessageSeq,
  nextReasonSeq,
  selectFiles,
  selectMessages,
  selectMoves,
  selectTransfers,
  selectViews,
  type TipHead,
} from './store.ts'

const MOST_VIEWS = 50
/** A left join gives an empty person for what nobody of the staff did. */
const person = (by: { id: string | null; name: string | null } | null): Person | null =>
  by === null || by.id === null || by.name === null ? null : { id: by.id, name: by.name }

/** One tip with everything around it, sealed. Who opened it and when is recorded first, so that nobody looks unseen. */
export async function readTip(db: Database, who: Who, tipId: string): Promise<OpenedTip> {
  const head = await db.transaction(async (tx) => {
    const own = await ownTip(tx, who, tipId, 'readTips')
    if (!(await hasJustLooked(tx, tipId, who.staff))) {
      await record(tx, { did: 'open-tip', staff: who.staff, desk: own.state.deskId, tip: tipId })
    }
    await markRead(tx, tipId, who.staff, own.state.tipsterSeq)
    return own
  })
  return { ...headOf(head), ...(await around(db, tipId)) }
}

/** How far a tip has come, without what is in it: no trace is left. */
export async function peek(db: Database, who: Who, tipId: string): Promise<ReplyOf<typeof peekTip>> {
  const { state } = await ownTip(db, who, tipId, 'readTips')
  const [messageSeq, reasonSeq] = await Promise.all([nextMessageSeq(db, tipId), nextReasonSeq(db, tipId)])
  return { desk: state.deskId, nextMessageSeq: messageSeq, nextReasonSeq: reasonSeq }
}

function headOf({ tip, state, wrap }: TipHead) {
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
      by: person(by),
      isQuestion: message.isQuestion,
      at: message.at.toISOString(),
      sealedB64: toB64(message.sealed),
    })),
    moves: moves.map(({ move, by }) => ({
      seq: move.seq,
      move: move.move,
      to: move.toStage,
      by: person(by),
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
