import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { alarmReviews } from '#db/schema/payments.ts'
import { desks, staff } from '#db/schema/staff.ts'

/** The SQL of what auditors found about alarms. */

/** When each alarm was last looked into; as the auditor, who sees no note. */
export async function selectLooks(tx: Transaction): Promise<Map<string, Date>> {
  const rows = await tx
    .select({ alarm: alarmReviews.alarm, at: alarmReviews.at })
    .from(alarmReviews)
    .orderBy(asc(alarmReviews.at))
  return new Map(rows.map(({ alarm, at }) => [alarm, at]))
}

/** What was found about these alarms, the newest first, sealed. */
export async function selectReviews(db: Database | Transaction, alarms: readonly string[]) {
  if (alarms.length === 0) return []
  return db
    .select({
      alarm: alarmReviews.alarm,
      review: alarmReviews.id,
      by: { id: staff.id, login: staff.login, name: staff.name },
      at: alarmReviews.at,
      note: alarmReviews.note,
    })
    .from(alarmReviews)
    .innerJoin(staff, eq(staff.id, alarmReviews.staffId))
    .where(inArray(alarmReviews.alarm, [...alarms]))
    .orderBy(desc(alarmReviews.at))
}

export async function selectReview(tx: Transaction, id: string) {
  const [row] = await tx
    .select({ alarm: alarmReviews.alarm, staffId: alarmReviews.staffId })
    .from(alarmReviews)
    .where(eq(alarmReviews.id, id))
  return row ?? null
}

export async function insertReview(tx: Transaction, review: typeof alarmReviews.$inferInsert): Promise<void> {
  await tx.insert(alarmReviews).values(review)
}

/** To whom auditors seal: the audit desks, in their order. */
export const selectAuditDesks = (db: Database | Transaction, most: number) =>
  db
    .select({ desk: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn }, recipient: desks.recipient })
    .from(desks)
    .where(eq(desks.kind, 'audit'))
    .orderBy(asc(desks.position))
    .limit(most)
