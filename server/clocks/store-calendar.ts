import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { ExceptionalDay } from '#contract/calendar.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { clocks } from '#db/schema/clocks.ts'
import { calendarDrafts, calendarYears } from '#db/schema/deadlines.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of the official calendar. Only `selectDrafts` shows the days of a first entry, and only to who made it. */

const verifiers = alias(staff, 'verifiers')

/** The version of each year that holds, the newest year first. */
export const selectYears = (db: Database) =>
  db
    .selectDistinctOn([calendarYears.year], {
      published: calendarYears,
      enterer: { id: staff.id, name: staff.name },
      verifier: { id: verifiers.id, name: verifiers.name },
    })
    .from(calendarYears)
    .leftJoin(staff, eq(staff.id, calendarYears.enteredBy))
    .leftJoin(verifiers, eq(verifiers.id, calendarYears.verifiedBy))
    .orderBy(desc(calendarYears.year), desc(calendarYears.version))

/** First entries that wait; the days are null for everybody but who entered them. */
export const selectDrafts = (db: Database, staffId: string) =>
  db
    .select({
      year: calendarDrafts.year,
      sourceDoc: calendarDrafts.sourceDoc,
      enteredAt: calendarDrafts.enteredAt,
      by: { id: staff.id, name: staff.name },
      days: sql<
        ExceptionalDay[] | null
      >`case when ${calendarDrafts.enteredBy} = ${staffId} then ${calendarDrafts.days} end`,
    })
    .from(calendarDrafts)
    .innerJoin(staff, eq(staff.id, calendarDrafts.enteredBy))
    .orderBy(asc(calendarDrafts.year))

/** How many running clocks are provisional, up to the cap and one, and the years of the days on which those are due. */
export async function selectProvisional(db: Database): Promise<{ held: number; years: number[] }> {
  const isProvisional = and(eq(clocks.provisional, true), isNull(clocks.endedAt))
  const these = db
    .select({ dueOn: clocks.dueOn })
    .from(clocks)
    .where(isProvisional)
    .limit(COUNT_CAP + 1)
  const [row] = await db.execute<{ held: number; years: number[] | null }>(sql`
    select count(*)::int as held, array_agg(distinct extract(year from due_on)::int) as years from (${these}) these`)
  return { held: row?.held ?? 0, years: row?.years ?? [] }
}

/** Who made the first entry of a year, if it waits; locked, so that those who act on it come one after the other. */
export async function selectDrafter(tx: Transaction, year: number): Promise<string | null> {
  const [row] = await tx
    .select({ by: calendarDrafts.enteredBy })
    .from(calendarDrafts)
    .where(eq(calendarDrafts.year, year))
    .for('update')
  return row?.by ?? null
}

export type Draft = typeof calendarDrafts.$inferInsert

/** Makes the first entry of a year; false when somebody has made one. */
export async function insertDraft(tx: Transaction, draft: Draft): Promise<boolean> {
  const added = await tx
    .insert(calendarDrafts)
    .values(draft)
    .onConflictDoNothing()
    .returning({ year: calendarDrafts.year })
  return added.length > 0
}

export async function updateDraft(tx: Transaction, { year, sourceDoc, days, enteredAt }: Draft): Promise<void> {
  await tx.update(calendarDrafts).set({ sourceDoc, days, enteredAt }).where(eq(calendarDrafts.year, year))
}

export async function deleteDraft(tx: Transaction, year: number): Promise<void> {
  await tx.delete(calendarDrafts).where(eq(calendarDrafts.year, year))
}

export type Published = { is: 'published'; version: number; recounted: number } | { is: 'different'; days: number }

/** Compares the second entry with the first, and publishes the year when they say the same. Everything that runs is counted again. */
export async function publish(
  tx: Transaction,
  typed: { year: number; days: readonly ExceptionalDay[]; staffId: string; at: Date },
): Promise<Published> {
  await tx.execute(sql`set local statement_timeout = '2min'`)
  const [row] = await tx.execute<{ differs: number; version: number | null; recounted: number | null }>(sql`
    select differs, version, recounted
    from publish_calendar(${typed.year}, ${JSON.stringify(typed.days)}::text::jsonb, ${typed.staffId}, ${typed.at.toISOString()}::timestamptz)`)
  if (row === undefined) throw new Error('The comparison gives a row')
  if (row.version === null || row.recounted === null) return { is: 'different', days: row.differs }
  return { is: 'published', version: row.version, recounted: row.recounted }
}
