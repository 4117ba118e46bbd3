import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { claimExtensions } from '#db/schema/payments.ts'
import { desks, staff } from '#db/schema/staff.ts'

/** The SQL about more time to collect. */

type Db = Database | Transaction

/** Every extension of an award in its order, with who gave it. */
export const selectExtensions = (db: Db, awardId: string) =>
  db
    .select({
      seq: claimExtensions.seq,
      until: claimExtensions.until,
      by: { id: staff.id, name: staff.name },
      at: claimExtensions.at,
      reason: claimExtensions.reason,
    })
    .from(claimExtensions)
    .innerJoin(staff, eq(staff.id, claimExtensions.staffId))
    .where(eq(claimExtensions.awardId, awardId))
    .orderBy(asc(claimExtensions.seq))

/** Whether a reporter has not said yet how they want this award. The term binds nobody else. */
export async function hasUncollected(db: Db, awardId: string): Promise<boolean> {
  const rows = await db
    .select({ id: payables.id })
    .from(payables)
    .where(and(eq(payables.awardId, awardId), eq(payables.fund, 'tips'), eq(payables.state, 'open')))
    .limit(1)
  return rows.length > 0
}

/** Reward desks, then audit desks, each in its order. */
export const selectReasonReaders = (db: Db, most: number) =>
  db
    .select({ desk: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn }, recipient: desks.recipient })
    .from(desks)
    .where(inArray(desks.kind, ['rewards', 'audit']))
    .orderBy(sql`${desks.kind} = 'audit'`, asc(desks.position))
    .limit(most)

export async function insertExtension(tx: Transaction, row: typeof claimExtensions.$inferInsert): Promise<void> {
  await tx.insert(claimExtensions).values(row)
}
