import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'
import { desks, staff } from './staff.ts'
import { tips } from './tips.ts'

/** Who gave a tip to whom. Final; who has it now stands in `tip_states`. */
export const tipAssignments = pgTable(
  'tip_assignments',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    seq: integer('seq').notNull(),
    toStaff: uuid('to_staff').references(() => staff.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tipId, table.seq] })],
)

/** Notes among colleagues, sealed to the tip. */
export const tipNotes = pgTable(
  'tip_notes',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    seq: integer('seq').notNull(),
    id: uuid('id').notNull().unique(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    sealed: bytes('sealed').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq] }),
    check('note_place', sql`${table.seq} between 0 and 999`),
  ],
)

/** Whom a note mentions; `seen` when they have opened the tip since. */
export const noteMentions = pgTable(
  'note_mentions',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    seq: integer('seq').notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    seen: boolean('seen').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq, table.staffId] }),
    index('note_mentions_unseen')
      .on(table.staffId, table.tipId)
      .where(sql`NOT ${table.seen}`),
  ],
)

/** What an officer said about two tips. Of duplicates `firstTip` stays first; a tip is a duplicate of one other at most. */
export const tipRelations = pgTable(
  'tip_relations',
  {
    one: uuid('one')
      .notNull()
      .references(() => tips.id),
    other: uuid('other')
      .notNull()
      .references(() => tips.id),
    as: text('as', { enum: ['duplicate', 'unrelated'] }).notNull(),
    firstTip: uuid('first_tip').references(() => tips.id),
    secondTip: uuid('second_tip').references(() => tips.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.one, table.other] }),
    index('tip_relations_other').on(table.other),
    index('tip_relations_first').on(table.firstTip),
    uniqueIndex('duplicate_of_one').on(table.secondTip),
    check('one_way_only', sql`${table.one} < ${table.other}`),
    check(
      'duplicates_have_an_order',
      sql`CASE ${table.as} WHEN 'duplicate' THEN (${table.firstTip}, ${table.secondTip}) IN ((${table.one}, ${table.other}), (${table.other}, ${table.one}))
        ELSE ${table.firstTip} IS NULL AND ${table.secondTip} IS NULL END`,
    ),
  ],
)

/** Answers that a desk writes often, sealed to the desk. */
export const cannedAnswers = pgTable(
  'canned_answers',
  {
    id: uuid('id').primaryKey(),
    position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    revision: integer('revision').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (table) => [index('canned_answers_desk').on(table.deskId, table.position)],
)

/** Views of the inbox that an officer keeps, sealed to the officer. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid('id').primaryKey(),
    position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    sealed: bytes('sealed').notNull(),
  },
  (table) => [unique('saved_views_owner').on(table.staffId, table.deskId, table.position)],
)
