import { and, asc, eq } from 'drizzle-orm'
import type { DeskKind } from '#contract/roles.ts'
import type { Transaction } from '#db/connect.ts'
import { notices } from '#db/schema/notices.ts'
import { desks } from '#db/schema/staff.ts'
import { noticeFor } from '../notices/notice.ts'

/** Something waits for a desk. One notice that is not mailed yet says it for all. */
export async function noticeUnlessWaiting(tx: Transaction, deskId: string): Promise<void> {
  const fresh = and(eq(notices.deskId, deskId), eq(notices.attempts, 0))
  const waiting = await tx.select({ id: notices.id }).from(notices).where(fresh).limit(1)
  if (waiting.length === 0) await noticeFor(tx, deskId)
}

/** Something waits for every desk of a kind. */
export async function noticeToAll(tx: Transaction, kind: DeskKind): Promise<void> {
  const those = await tx.select({ id: desks.id }).from(desks).where(eq(desks.kind, kind)).orderBy(asc(desks.position))
  for (const { id } of those) await noticeUnlessWaiting(tx, id)
}

/** Something waits for every audit desk. */
export const noticeToAuditors = (tx: Transaction): Promise<void> => noticeToAll(tx, 'audit')
