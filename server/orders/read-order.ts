import { MAX_RECIPIENTS } from '#contract/envelope.ts'
import type { ReadOrder } from '#contract/orders.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import type { OrdersDeps } from './deps.ts'
import { isLateEntry, orderRowOf } from './order-row.ts'
import { ownOrder } from './own-order.ts'
import { hasJustRead, nextSeq, selectEntries, selectRecipients, selectRows, selectSealed } from './store.ts'

/** One order with what was written about it, sealed as it is. Who read it is recorded first. */
export async function openOrder({ db, now }: OrdersDeps, who: Who, orderId: string): Promise<ReadOrder> {
  const own = await db.transaction(async (tx) => {
    const order = await ownOrder(tx, who, orderId)
    if (!(await hasJustRead(tx, order.tipId, who.staff)))
      await record(tx, { did: 'read-order', staff: who.staff, desk: order.deskId, tip: order.tipId })
    return order
  })
  const today = dayInSanya(now())
  const [rows, entries, sealed, next, recipients] = await Promise.all([
    selectRows(db, { order: orderId }, today, 1),
    selectEntries(db, [orderId]),
    selectSealed(db, orderId),
    nextSeq(db, orderId),
    selectRecipients(db, own.deskId, MAX_RECIPIENTS),
  ])
  const sealedAt = new Map(sealed.map((entry) => [entry.seq, entry.sealed]))
  return {
    row: orderRowOf(found(rows[0], 'orderNotFound'), entries, today),
    entries: entries.map((entry) => ({
      seq: entry.seq,
      kind: entry.kind,
      by: entry.by,
      at: entry.at.toISOString(),
      isLate: isLateEntry(entry),
      sealedB64: b64OrNull(sealedAt.get(entry.seq)),
    })),
    nextSeq: next,
    recipients,
  }
}

const b64OrNull = (bytes: Uint8Array | null | undefined): string | null =>
  bytes === null || bytes === undefined ? null : toB64(bytes)
