import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/connect.ts'
import { notices } from '#db/schema/notices.ts'

/** Something waits for a desk: a mail after a random delay of up to ten minutes, as for a tip that arrives (migration 0001). */
export async function noticeFor(tx: Transaction, deskId: string): Promise<void> {
  await tx.insert(notices).values({ deskId, dueAt: sql`now() + random() * interval '10 minutes'` })
}
