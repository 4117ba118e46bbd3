import { isAgeFile } from '#contract/envelope.ts'
import type { answerTip } from '#contract/tips.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownTip } from './own-tip.ts'
import { insertAnswer, nextMessageSeq, selectMessage } from './store.ts'

/** Adds a message of the desk at its place. The same message again changes nothing; another one there is `placeTaken`. */
export async function answer(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof answerTip>,
): Promise<{ seq: number }> {
  const sealed = fromB64(asked.sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  return db.transaction(async (tx) => {
    const { state } = await ownTip(tx, who, tipId, 'workTips', true)
    const stored = await selectMessage(tx, tipId, asked.seq)
    if (stored?.id === asked.id) return { seq: asked.seq }
    insist(asked.seq === (await nextMessageSeq(tx, tipId)), 'placeTaken')
    await insertAnswer(tx, {
      tipId,
      seq: asked.seq,
      id: asked.id,
      sender: 'desk',
      staffId: who.staff,
      isQuestion: asked.isQuestion,
      sealed,
      at: new Date(),
    })
    await record(tx, { did: 'answer-tip', staff: who.staff, desk: state.deskId, tip: tipId })
    return { seq: asked.seq }
  })
}
