import type { OrderRow } from '#contract/orders.ts'
import { m } from '#words/messages.js'
import { clockWords } from '../clocks/clock-words.ts'

/** What an order asks of its desk, as one sentence. */
export function demandOf({ clock, tipNumber }: Pick<OrderRow, 'clock' | 'tipNumber'>): string {
  if (clock === null) return m.order_demand_gone()
  const words = clock.endedAt === null ? m.order_demand : m.order_demand_done
  const tip = tipNumber ?? m.order_tip_gone()
  return words({ tip, clock: clockWords[clock.kind](), due: clock.dueOn, days: clock.overdueDays })
}
