import { and, asc, desc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { calendarYears } from '#db/schema/deadlines.ts'
import { logChecks, logHeads } from '#db/schema/log.ts'
import { auditorMails } from '#db/schema/notices.ts'
import { desks } from '#db/schema/staff.ts'

/** The SQL of the auditor's daily mail: counts and the head, of nothing a name or a number. */

/** Audit desks that have a mail address. */
export const selectAuditDesks = (db: Database) =>
  db
    .select({ id: desks.id, mail: desks.mail })
    .from(desks)
    .where(and(eq(desks.kind, 'audit'), isNotNull(desks.mail)))
    .orderBy(asc(desks.position))

/** Takes the day for a desk, unless it was taken. Who asks at the same moment waits until this transaction ends. */
export async function takeDay(tx: Transaction, row: typeof auditorMails.$inferInsert): Promise<boolean> {
  return (await tx.insert(auditorMails).values(row).onConflictDoNothing().returning()).length === 1
}

/** The newest head, or the newest that was signed before an instant. */
export async function selectHead(db: Database, before?: Date) {
  const [row] = await db
    .select({ size: logHeads.size, note: logHeads.note, signedAt: logHeads.signedAt })
    .from(logHeads)
    .where(before && lt(logHeads.signedAt, before))
    .orderBy(desc(logHeads.size))
    .limit(1)
  return row ?? null
}

/** The newest run of the verifier. */
export async function selectCheck(db: Database) {
  const [row] = await db
    .select({ finishedAt: logChecks.finishedAt, found: sql<number>`jsonb_array_length(${logChecks.findings})` })
    .from(logChecks)
    .orderBy(desc(logChecks.id))
    .limit(1)
  return row ?? null
}

export type LateCounts = { overdue: number; owed: number; late: number; answered: number }

/** What is late on a day: runs of clocks, and answers to supervision orders. */
export async function countLate(db: Database, today: string): Promise<LateCounts> {
  const [row] = await db.execute<LateCounts>(sql`select
    (select count(*)::int from clocks where ended_at is null and paused_on is null and due_on < ${today}) as overdue,
    (select count(*)::int from supervision_orders where status in ('issued', 'returned')) as owed,
    (select count(*)::int from supervision_orders where status in ('issued', 'returned') and answer_due_on < ${today}) as late,
    (select count(*)::int from supervision_orders where status = 'answered') as answered`)
  if (row === undefined) throw new Error('A count always answers')
  return row
}

/** Whether the official calendar of a year is entered. */
export async function hasCalendar(db: Database, year: number): Promise<boolean> {
  return (
    (await db.select({ year: calendarYears.year }).from(calendarYears).where(eq(calendarYears.year, year))).length > 0
  )
}
