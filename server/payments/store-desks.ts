import { asc, eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { desks } from '#db/schema/staff.ts'

/** The keys of the finance desks, in the order of the desks. */
export async function selectFinanceRecipients(db: Database | Transaction, most: number): Promise<string[]> {
  const rows = await db
    .select({ recipient: desks.recipient })
    .from(desks)
    .where(eq(desks.kind, 'finance'))
    .orderBy(asc(desks.position))
    .limit(most)
  return rows.map(({ recipient }) => recipient)
}
