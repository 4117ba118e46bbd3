import type { answerOrder } from '#contract/orders.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { enter } from './enter.ts'
import { isLateEntry } from './order-row.ts'
import type { OrdersDeps } from './deps.ts'
import { selectEntries } from './store.ts'
import { noticeToAuditors } from './tell.ts'

/** The answer of the desk, by somebody who leads it; the auditors are told that something waits. A late one is taken too, and marked. */
export async function answer(
  { db, now }: OrdersDeps,
  who: Who,
  orderId: string,
  body: BodyOf<typeof answerOrder>,
): Promise<ReplyOf<typeof answerOrder>> {
  const { status } = await enter(
    db,
    { who, orderId, at: now() },
    { kind: 'answer', ...body },
    async (_tx, order) => insist(mayAt(who, order.deskId, 'leadDesk'), 'notPermitted'),
    noticeToAuditors,
  )
  const entered = (await selectEntries(db, [orderId])).find(({ seq }) => seq === body.seq)
  return { status, isLate: entered !== undefined && isLateEntry(entered) }
}
