import type { acceptOrder, returnOrder } from '#contract/orders.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { enter } from './enter.ts'
import type { OrdersDeps } from './deps.ts'
import { hasAnswered, type Order } from './store.ts'
import { noticeUnlessWaiting } from './tell.ts'

/** Sends an answer back. The desk owes another one, from today on, and is told that something waits. */
export async function sendBack(
  { db, now }: OrdersDeps,
  who: Who,
  orderId: string,
  body: BodyOf<typeof returnOrder>,
): Promise<ReplyOf<typeof returnOrder>> {
  const { status, answerDueOn } = await enter(
    db,
    { who, orderId, at: now() },
    { kind: 'return', ...body },
    notOwn(who),
    (tx, order) => noticeUnlessWaiting(tx, order.deskId),
  )
  return { status, answerDueOn }
}

/** Accepts the answer: nothing more is owed. */
export async function accept(
  { db, now }: OrdersDeps,
  who: Who,
  orderId: string,
  body: BodyOf<typeof acceptOrder>,
): Promise<ReplyOf<typeof acceptOrder>> {
  const { status } = await enter(
    db,
    { who, orderId, at: now() },
    { kind: 'accept', ...body, sealedB64: null },
    notOwn(who),
    async () => {},
  )
  return { status }
}

/** Who wrote an answer does not judge it. */
const notOwn =
  (who: Who) =>
  async (tx: Transaction, order: Order): Promise<void> =>
    insist(!(await hasAnswered(tx, order.id, who.staff)), 'ownAnswer')
