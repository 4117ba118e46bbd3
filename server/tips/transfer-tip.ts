import { isAgeFile } from '#contract/envelope.ts'
import type { transferTip } from '#contract/tips.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { noticeFor } from '../notices/notice.ts'
import { ownTip } from './own-tip.ts'
import { insertTransfer, nextReasonSeq } from './store.ts'

/** A desk that does not exist, or that takes no tips (migration 0001). */
const NO_SUCH_DESK = ['23503', 'LS002']

/** Gives a tip to another investigation desk, its key wrapped to that desk. Our desk loses the tip in the same moment. */
export async function transfer(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof transferTip>,
): Promise<{ desk: string }> {
  const wrap = Buffer.from(asked.wrapB64, 'base64')
  const reason = Buffer.from(asked.reasonB64, 'base64')
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
