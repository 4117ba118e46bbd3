import type { OrderEntry, OrderStatus } from '#contract/clocks.ts'
import { isAgeFile } from '#contract/envelope.ts'
import { statusAfter } from '#contract/orders.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { ORDER_IS_ELSEWHERE } from '#db/sql-states.ts'
import { fromB64 } from '../http/b64.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { codeOf } from '../http/refuse-error.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownOrder } from './own-order.ts'
import { insertEntry, isTipThere, nextSeq, selectEntry, type Order } from './store.ts'

/** An entry as asked for: where, over which state of the order, and what, if it says something. */
export type Entered = { kind: OrderEntry; seen: OrderStatus; seq: number; sealedB64: string | null }

/** What else there is to do for an entry that is new, in its transaction. */
type Then = (tx: Transaction, order: Order) => Promise<void>

/**
 * Writes an entry about an order, if `allows` lets it. Of two at once the second is refused, since the order is not as it was
 * seen; the very same entry again changes nothing. Gives the order as it is then.
 */
export async function enter(
  db: Database,
  { who, orderId, at }: { who: Who; orderId: string; at: Date },
  asked: Entered,
  allows: Then,
  then: Then,
): Promise<Order> {
  const sealed = asked.sealedB64 === null ? null : fromB64(asked.sealedB64)
  insist(sealed === null || isAgeFile(sealed), 'notSealed')
  return db
    .transaction(async (tx) => {
      const order = await ownOrder(tx, who, orderId)
      await allows(tx, order)
      if (await isStored(tx, who, orderId, asked, sealed)) return order
      await insistPlace(tx, who, order, asked)
      const { tipId, deskId } = order
      await insertEntry(tx, { orderId, tipId, seq: asked.seq, kind: asked.kind, staffId: who.staff, at, sealed })
      await record(tx, { did: `${asked.kind}-order`, staff: who.staff, desk: deskId, tip: tipId })
      await then(tx, order)
      return ownOrder(tx, who, orderId)
    })
    .catch(refuseRace)
}

async function isStored(
  tx: Transaction,
  who: Who,
  orderId: string,
  asked: Entered,
  sealed: Uint8Array | null,
): Promise<boolean> {
  const stored = await selectEntry(tx, orderId, asked.seq)
  return stored?.staffId === who.staff && stored.kind === asked.kind && isSame(stored.sealed, sealed)
}

async function insistPlace(tx: Transaction, who: Who, order: Order, asked: Entered): Promise<void> {
  insist(await isTipThere(tx, order.tipId), 'tipNotFound')
  insist(asked.seen === order.status && statusAfter(order.status, asked.kind) !== null, 'changedMeanwhile')
  if (asked.seq === (await nextSeq(tx, order.id))) return
  // Somebody may have written between the two looks.
  const { status } = await ownOrder(tx, who, order.id)
  throw new Refusal(status === asked.seen ? 'placeTaken' : 'changedMeanwhile')
}

/** Who comes second at the same moment is stopped by the trigger, which holds the order. */
function refuseRace(error: unknown): never {
  if (codeOf(error) === ORDER_IS_ELSEWHERE) throw new Refusal('changedMeanwhile')
  throw error
}

function isSame(one: Uint8Array | null, other: Uint8Array | null): boolean {
  return one === null || other === null ? one === other : Buffer.from(one).equals(other)
}
