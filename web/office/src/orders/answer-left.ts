import type { OrderRow } from '#contract/orders.ts'
import { leftOf, type Left } from '../clocks/left.ts'

/** How long an order still waits for its answer, or since when it is late; null when the answer is there. */
export function answerLeft({ left, answerDueOn }: Pick<OrderRow, 'left' | 'answerDueOn'>, today: string): Left | null {
  return left === null ? null : leftOf({ dueOn: answerDueOn, left, pausedOn: null }, today)
}
