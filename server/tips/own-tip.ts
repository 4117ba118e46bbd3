import type { Permission } from '#contract/roles.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { selectTip, type TipHead } from './store.ts'

/** A tip of one of my desks. A tip of another desk is as unknown as one that does not exist. */
export async function ownTip(
  db: Database | Transaction,
  who: Who,
  tipId: string,
  permission: Permission,
  lock = false,
): Promise<TipHead> {
  const head = await selectTip(db, tipId, lock)
  if (head === null || !mayAt(who, head.state.deskId, permission)) throw new Refusal('tipNotFound')
  return head
}
