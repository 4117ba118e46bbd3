import { isAgeFile } from '#contract/envelope.ts'
import { after, MOVE_TABLE, waitingAfter, type Stage } from '#contract/stages.ts'
import type { moveTip } from '#contract/tips.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownTip } from './own-tip.ts'
import { insertMove, nextReasonSeq } from './store.ts'

/**
 * Moves a tip from the stage that the officer saw. Refuses `moveForbidden` when it stands elsewhere by now or the table
 * has no such move, `reasonMissing`, and `placeTaken` when the reason was sealed to a place that is used.
 */
export async function move(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof moveTip>,
): Promise<{ stage: Stage }> {
  return db.transaction(async (tx) => {
    const { state } = await ownTip(tx, who, tipId, 'workTips', true)
    const to = after(state.stage, asked.move)
    if (state.stage !== asked.seen || to === null) throw new Refusal('moveForbidden')
    const reason = asked.reasonB64 === null ? null : fromB64(asked.reasonB64)
    insist(!MOVE_TABLE[asked.move].reason || reason !== null, 'reasonMissing')
    insist(reason === null || isAgeFile(reason), 'notSealed')
    insist(asked.seq === (await nextReasonSeq(tx, tipId)), 'placeTaken')
    const row = { tipId, seq: asked.seq, move: asked.move, toStage: to, staffId: who.staff, at: new Date(), reason }
    await insertMove(tx, row, waitingAfter(to, state.waitingFor))
    await record(tx, { did: 'move-tip', staff: who.staff, desk: state.deskId, tip: tipId })
    return { stage: to }
  })
}
