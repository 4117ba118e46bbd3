import { isAgeFile } from '#contract/envelope.ts'
import type { transferTip } from '#contract/tips.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { NO_SUCH_DESK } from '#db/sql-states.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { noticeFor } from '../notices/notice.ts'
import { ownTip } from './own-tip.ts'
import { insertTransfer, nextReasonSeq } from './store.ts'

/** Gives a tip to another investigation desk, its key wrapped to that desk. Our desk loses the tip in the same moment. */
export async function transfer(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof transferTip>,
): Promise<{ desk: string }> {
  const wrap = fromB64(asked.wrapB64)
  const reason = fromB64(asked.reasonB64)
  insist(isAgeFile(wrap) && isAgeFile(reason), 'notSealed')
  try {
    return await db.transaction(async (tx) => {
      const { state } = await ownTip(tx, who, tipId, 'workTips', true)
      insist(state.deskId === asked.seen, 'moveForbidden')
      insist(state.deskId !== asked.desk, 'alreadyThere')
      insist(asked.seq === (await nextReasonSeq(tx, tipId)), 'placeTaken')
      const row = {
        tipId,
        seq: asked.seq,
        fromDesk: state.deskId,
        toDesk: asked.desk,
        staffId: who.staff,
        at: new Date(),
        reason,
      }
      await insertTransfer(tx, row, wrap)
      await noticeFor(tx, asked.desk)
      await record(tx, { did: 'transfer-tip', staff: who.staff, desk: state.deskId, tip: tipId })
      return { desk: asked.desk }
    })
  } catch (error) {
    throw NO_SUCH_DESK.includes(codeOf(error) ?? '') ? new Refusal('deskUnknown') : error
  }
}
