import { and, asc, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Level } from '#contract/clocks.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { clockEvents, clockPauses, clocks, pauseEnds } from '#db/schema/clocks.ts'
import { deadlineSets } from '#db/schema/deadlines.ts'
import { supervisionOrders } from '#db/schema/orders.ts'
import { desks, staff } from '#db/schema/staff.ts'

/** The SQL about the clocks of one tip. The lists of a desk, and what the keepers of the clocks do, have stores of their own. */

/** What happened to a run already. */
export const levelsReached = sql<Level[]>`coalesce(
  (select json_agg(e.level) from ${clockEvents} e where e.clock_id = ${clocks.id}), '[]')`

/** Working days until a run is due; of a paused one, when it goes on. */
export const daysLeft = (today: string) =>
  sql<number>`coalesce(${clocks.remaining}, working_days_between(${today}::date, ${clocks.dueOn}))`

const desk = { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn }

/** Runs of a tip that have not ended, the one that is due first before the others. */
export const selectRunning = (db: Database, tipId: string, today: string) =>
  db
    .select({ run: clocks, desk, left: daysLeft(today), levels: levelsReached })
    .from(clocks)
    .innerJoin(desks, eq(desks.id, clocks.deskId))
    .where(and(eq(clocks.tipId, tipId), isNull(clocks.endedAt)))
    .orderBy(asc(clocks.dueOn), asc(clocks.kind))

/** Runs of a tip that have ended, the newest first. */
export const selectPast = (db: Database, tipId: string) =>
  db
    .select({ run: clocks, desk, levels: levelsReached })
    .from(clocks)
    .innerJoin(desks, eq(desks.id, clocks.deskId))
    .where(and(eq(clocks.tipId, tipId), isNotNull(clocks.endedAt)))
    .orderBy(desc(clocks.endedAt), desc(clocks.startedAt), asc(clocks.kind))

/** The supervision orders of a tip, in the order of their numbers. */
export const selectOrders = (db: Database, tipId: string) =>
  db
    .select({ id: supervisionOrders.id, number: supervisionOrders.number, clock: supervisionOrders.clockId })
    .from(supervisionOrders)
    .where(eq(supervisionOrders.tipId, tipId))
    .orderBy(asc(supervisionOrders.year), asc(supervisionOrders.seq))

const enders = alias(staff, 'enders')
export const selectPauses = (db: Database, tipId: string) =>
  db
    .select({
      pause: clockPauses,
      by: { id: staff.id, name: staff.name },
      end: pauseEnds,
      ender: { id: enders.id, name: enders.name },
    })
    .from(clockPauses)
    .innerJoin(staff, eq(staff.id, clockPauses.staffId))
    .leftJoin(pauseEnds, and(eq(pauseEnds.tipId, clockPauses.tipId), eq(pauseEnds.seq, clockPauses.seq)))
    .leftJoin(enders, eq(enders.id, pauseEnds.staffId))
    .where(eq(clockPauses.tipId, tipId))
    .orderBy(asc(clockPauses.seq))

export type Run = typeof clocks.$inferSelect & { pauseMost: number }

/** A run of a tip that has not ended, and how many working days it may still stand still. */
export async function selectRun(tx: Transaction, tipId: string, clockId: string): Promise<Run | null> {
  const [row] = await tx
    .select({ run: clocks, most: deadlineSets.pauseMost })
    .from(clocks)
    .innerJoin(deadlineSets, eq(deadlineSets.seq, clocks.setSeq))
    .where(and(eq(clocks.id, clockId), eq(clocks.tipId, tipId), isNull(clocks.endedAt)))
  return row === undefined ? null : { ...row.run, pauseMost: row.most - row.run.pausedDays }
}

/** How many working days a pause may last in all, of the sets under which the runs of a tip are counted. */
export const selectPauseMost = (db: Database, tipId: string) =>
  db
    .select({ clock: clocks.id, most: sql<number>`${deadlineSets.pauseMost} - ${clocks.pausedDays}` })
    .from(clocks)
    .innerJoin(deadlineSets, eq(deadlineSets.seq, clocks.setSeq))
    .where(and(eq(clocks.tipId, tipId), isNull(clocks.endedAt)))

export async function nextPauseSeq(db: Database | Transaction, tipId: string): Promise<number> {
  const [row] = await db.select({ held: count() }).from(clockPauses).where(eq(clockPauses.tipId, tipId))
  return row?.held ?? 0
}

export type NewPause = { tipId: string; seq: number; clockId: string; staffId: string; at: Date; reason: Uint8Array }

/** Stops a run and writes the pause down; gives its last day. The database has its own word on whether it may. */
export async function pauseRun(tx: Transaction, pause: NewPause): Promise<string> {
  const [row] = await tx.execute<{
    ends: string
  }>(sql`select pause_clock(${pause.tipId}, ${pause.seq}, ${pause.clockId}, ${pause.staffId},
    ${pause.at.toISOString()}::timestamptz, ${Buffer.from(pause.reason)}::bytea)::text as ends`)
  if (row === undefined) throw new Error('A pause has a last day')
  return row.ends
}

/** Ends a pause; gives when its run is due now, or null when the pause is not open. */
export async function resumeRun(
  tx: Transaction,
  at: { tipId: string; seq: number; staffId: string; now: Date },
): Promise<{ dueOn: string; provisional: boolean } | null> {
  const [row] = await tx.execute<{ dueOn: string; provisional: boolean }>(sql`
    select due_on::text as "dueOn", provisional
    from resume_clock(${at.tipId}, ${at.seq}, ${at.staffId}, ${at.now.toISOString()}::timestamptz)`)
  return row ?? null
}
