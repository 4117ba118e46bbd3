import { undoing, waitingAfterAll, type Acted, type PastMove, type Stage, type Waiting } from '#contract/stages.ts'
import type { BodyOf } from '#contract/route.ts'
import type { undoMove } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownTip } from './own-tip.ts'
import { insertMove, nextReasonSeq } from './store.ts'
import { selectPast, selectSaid, selectTransferred } from './store-triage.ts'

/**
 * Takes the last move of a tip back, as if it had not been: the stage before it, and waiting for whom it waited.
 * Refuses `moveForbidden` when the tip stands elsewhere by now, `nothingToUndo`, and `placeTaken`.
 */
export async function undo(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof undoMove>,
): Promise<{ stage: Stage }> {
  return db.transaction(async (tx) => {
    const { state } = await ownTip(tx, who, tipId, 'workTips', true)
    insist(state.stage === asked.seen, 'moveForbidden')
    const [past, at] = [await selectPast(tx, tipId), new Date()]
    const { undoes, to } = found(undoing(past, who.staff, at), 'nothingToUndo')
    insist(asked.seq === (await nextReasonSeq(tx, tipId)), 'placeTaken')
    const row = { tipId, seq: asked.seq, move: 'undo' as const, toStage: to, staffId: who.staff, at, undoes }
    await insertMove(tx, row, await waitingWithout(tx, tipId, past, undoes))
    await record(tx, { did: 'undo-move', staff: who.staff, desk: state.deskId, tip: tipId })
    return { stage: to }
  })
}

/** For whom the tip waits when neither this move nor any that was taken back before had been made. */
async function waitingWithout(
  tx: Transaction,
  tipId: string,
  past: readonly (PastMove & { undoes: number | null })[],
  undone: number,
): Promise<Waiting> {
  const takenBack = new Set([undone, ...past.map((move) => move.undoes)])
  const stands = past.filter(({ seq, move }) => move !== null && move !== 'undo' && !takenBack.has(seq))
  const acted: (Acted & { seq: number })[] = [...stands, ...(await selectTransferred(tx, tipId))]
  return waitingAfterAll(
    await selectSaid(tx, tipId),
    acted.toSorted((one, other) => one.seq - other.seq),
  )
}
