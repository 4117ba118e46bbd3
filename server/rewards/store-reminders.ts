import { and, asc, gt, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { awardReminders, awards } from '#db/schema/rewards.ts'
import { UNTOLD } from './notify.ts'
import type { Reminder } from './reminders.ts'

/** The SQL of reminding. That each is given once is the key of its table. */

const PAGE = 500

/** Awards whose turn is somebody's, by their id, five hundred at a time. */
export const selectWaiting = (db: Database, today: string, after: string | null) =>
  db
    .select({
      id: awards.id,
      fund: awards.fund,
      version: awards.version,
      state: awards.state,
      deskId: awards.deskId,
      ageDays: sql<number>`working_days_between(sanya_day(${awards.stateSince}), ${today}::date)`,
      left: sql<number>`working_days_between(${today}::date, ${awards.notifyDueOn})`,
      had: sql<Reminder[]>`array(select r.level from ${awardReminders} r where r.award_id = awards.id
        and r.version = awards.version and r.state = awards.state)`,
    })
    .from(awards)
    .where(and(inArray(awards.state, [...UNTOLD]), after === null ? undefined : gt(awards.id, after)))
    .orderBy(asc(awards.id))
    .limit(PAGE)
export type WaitingAward = Awaited<ReturnType<typeof selectWaiting>>[number]

/** Keeps that a reminder was given; false when it was before. */
export async function insertReminder(
  tx: Transaction,
  { id, version, state }: WaitingAward,
  level: Reminder,
  at: Date,
): Promise<boolean> {
  const added = await tx
    .insert(awardReminders)
    .values({ awardId: id, version, state, level, at })
    .onConflictDoNothing()
    .returning({ level: awardReminders.level })
  return added.length > 0
}
