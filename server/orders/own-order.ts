import { may } from '#contract/roles.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { selectOrder, type Order } from './store.ts'

/** Whether somebody judges the orders of all desks. */
export const isSupervisor = (who: Who): boolean => who.desks.some(({ role }) => may(role, 'superviseDesks'))

/** An order of one of my desks, or any for an auditor. Everybody else is told that there is none. */
export async function ownOrder(db: Database | Transaction, who: Who, orderId: string): Promise<Order> {
  const order = await selectOrder(db, orderId)
  if (order === null || !(isSupervisor(who) || mayAt(who, order.deskId, 'readTips'))) throw new Refusal('orderNotFound')
  return order
}
