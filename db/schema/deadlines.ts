import { sql } from 'drizzle-orm'
import { boolean, check, date, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ExceptionalDay } from '#contract/calendar.ts'
import { instant } from './columns.ts'
import { staff } from './staff.ts'

/** The official calendar as published, every version of every year; the newest of a year holds. Final. */
export const calendarYears = pgTable(
  'calendar_years',
  {
    year: integer('year').notNull(),
    version: integer('version').notNull(),
    sourceDoc: text('source_doc').notNull(),
    days: jsonb('days').$type<ExceptionalDay[]>().notNull(),
    enteredBy: uuid('entered_by').references(() => staff.id),
    enteredAt: instant('entered_at'),
    verifiedBy: uuid('verified_by').references(() => staff.id),
    verifiedAt: instant('verified_at'),
  },
  (table) => [
    primaryKey({ columns: [table.year, table.version] }),
    check('calendar_by_two', sql`${table.enteredBy} <> ${table.verifiedBy}`),
    // Nobody entered what the product ships with.
    check(
      'calendar_by_both_or_none',
      sql`num_nulls(${table.enteredBy}, ${table.enteredAt}, ${table.verifiedBy}, ${table.verifiedAt}) IN (0, 4)`,
    ),
  ],
)

/** The exceptional days of the versions that hold, for counting; kept by a trigger. Every other day is as its weekday says. */
export const calendarDays = pgTable('calendar_days', {
  day: date('day', { mode: 'string' }).primaryKey(),
  isWorkday: boolean('is_workday').notNull(),
  name: text('name').notNull(),
})

/** The first entry of a year, which waits for the second person. Gone when the year is published or the entry withdrawn. */
export const calendarDrafts = pgTable('calendar_drafts', {
  year: integer('year').primaryKey(),
  sourceDoc: text('source_doc').notNull(),
  days: jsonb('days').$type<ExceptionalDay[]>().notNull(),
  enteredBy: uuid('entered_by')
    .notNull()
    .references(() => staff.id),
  enteredAt: instant('entered_at').notNull(),
})

/** Deadlines in working days. The newest approved set holds for clocks that start after it; a set only ever settles. */
export const deadlineSets = pgTable(
  'deadline_sets',
  {
    seq: integer('seq').generatedAlwaysAsIdentity().primaryKey(),
    accept: integer('accept').notNull(),
    verify: integer('verify').notNull(),
    decide: integer('decide').notNull(),
    close: integer('close').notNull(),
    answer: integer('answer').notNull(),
    remindBefore: integer('remind_before').notNull(),
    leadAfter: integer('lead_after').notNull(),
    orderAfter: integer('order_after').notNull(),
    orderAnswer: integer('order_answer').notNull(),
    pauseMost: integer('pause_most').notNull(),
    reason: text('reason'),
    proposedBy: uuid('proposed_by').references(() => staff.id),
    proposedAt: instant('proposed_at'),
    approvedBy: uuid('approved_by').references(() => staff.id),
    approvedAt: instant('approved_at'),
    withdrawnBy: uuid('withdrawn_by').references(() => staff.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    uniqueIndex('one_open_proposal')
      .on(sql`(${table.approvedAt} IS NULL)`)
      .where(sql`${table.approvedAt} IS NULL AND ${table.withdrawnAt} IS NULL`),
    check('deadlines_by_two', sql`${table.approvedBy} <> ${table.proposedBy}`),
    check(
      'proposed_with_a_reason',
      sql`num_nulls(${table.reason}, ${table.proposedBy}, ${table.proposedAt}) IN (0, 3)`,
    ),
    // The set that the product ships with is approved by nobody.
    check(
      'approved_by_somebody',
      sql`${table.proposedBy} IS NULL OR (${table.approvedAt} IS NULL) = (${table.approvedBy} IS NULL)`,
    ),
    check('withdrawn_by_somebody', sql`(${table.withdrawnAt} IS NULL) = (${table.withdrawnBy} IS NULL)`),
    check('approved_or_withdrawn', sql`${table.approvedAt} IS NULL OR ${table.withdrawnAt} IS NULL`),
    check(
      'deadlines_of_days',
      sql`least(${table.accept}, ${table.verify}, ${table.decide}, ${table.close}, ${table.answer}, ${table.leadAfter}, ${table.orderAnswer}, ${table.pauseMost}) >= 1
        AND ${table.remindBefore} >= 0 AND ${table.leadAfter} < ${table.orderAfter}
        AND greatest(${table.accept}, ${table.verify}, ${table.decide}, ${table.close}, ${table.answer}, ${table.remindBefore}, ${table.orderAfter}, ${table.orderAnswer}, ${table.pauseMost}) <= 120`,
    ),
  ],
)
