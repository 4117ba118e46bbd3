import { TURN_OF, type OrderRow } from '#contract/orders.ts'
import { dayInSanya } from '../tips/day.ts'
import { tipNumber } from '../tips/number.ts'
import type { Row } from './store.ts'

/** An answer, or another entry, with the day until which an answer was due. */
export type Dated = { at: Date; wasDueOn: string | null }

/** Whether an answer came after the day on which it was due. */
export function isLateEntry({ at, wasDueOn }: Dated): boolean {
  return wasDueOn !== null && dayInSanya(at) > wasDueOn
}

/** A row as the contract has it, with the entries of its order. */
export function orderRowOf(row: Row, entries: readonly Dated[], today: string): OrderRow {
  const { order, desk, tip, clock } = row
  const isOwed = TURN_OF[order.status] === 'desk'
  const isOverdue = isOwed && today > order.answerDueOn
  return {
    order: order.id,
    number: order.number,
    desk,
    tip: order.tipId,
    tipNumber: tip === null ? null : tipNumber(tip.receivedAt, tip.serial),
    clock:
      clock === null
        ? null
        : {
            kind: clock.kind,
            dueOn: clock.dueOn,
            provisional: clock.provisional,
            overdueDays: Math.max(0, clock.overdueDays),
            endedAt: clock.endedAt?.toISOString() ?? null,
          },
    issuedAt: order.issuedAt.toISOString(),
    status: order.status,
    answerDueOn: order.answerDueOn,
    provisional: order.provisional,
    left: isOwed ? row.left : null,
    isOverdue,
    isLate: isOverdue || entries.some(isLateEntry),
  }
}
