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

/** Keeps that reminders were given; how many of them were new, by award. */
export async function insertReminders(
  tx: Transaction,
  due: readonly { award: WaitingAward; level: Reminder }[],
  at: Date,
): Promise<Map<string, number>> {
  const added = await tx
    .insert(awardReminders)
    .values(due.map(({ award: { id, version, state }, level }) => ({ awardId: id, version, state, level, at })))
    .onConflictDoNothing()
    .returning({ awardId: awardReminders.awardId })
  const fresh = new Map<string, number>()
  for (const { awardId } of added) fresh.set(awardId, (fresh.get(awardId) ?? 0) + 1)
  return fresh
}
