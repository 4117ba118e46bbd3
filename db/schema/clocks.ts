import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { CLOCK_ENDS, CLOCK_KINDS, LEVELS, PAUSE_ENDS } from '#contract/clocks.ts'
import { DISTRICTS } from '#contract/places.ts'
import { bytes, instant } from './columns.ts'
import { deadlineSets } from './deadlines.ts'
import { desks, staff } from './staff.ts'
import { tips } from './tips.ts'

/**
 * One row for each run of a clock, made and kept by triggers alone. It has no running number and no time of its own: that
 * of a run which a tipster started is the whole hour, and an order among runs would tell the minute.
 */
export const clocks = pgTable(
  'clocks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    kind: text('kind', { enum: CLOCK_KINDS }).notNull(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    district: text('district', { enum: DISTRICTS }).notNull(),
    startedAt: instant('started_at').notNull(),
    /** The place among the tip's moves and transfers of what started it, and of what ended it; null where a message did. */
    startedSeq: integer('started_seq'),
    workingDays: integer('working_days').notNull(),
    setSeq: integer('set_seq')
      .notNull()
      .references(() => deadlineSets.seq),
    /** From here on while it runs: the days on which it is due, and on which somebody is reminded, the lead told, an order issued. */
    countedFrom: date('counted_from', { mode: 'string' }).notNull(),
    countedDays: integer('counted_days').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    remindOn: date('remind_on', { mode: 'string' }).notNull(),
    leadOn: date('lead_on', { mode: 'string' }).notNull(),
    orderOn: date('order_on', { mode: 'string' }).notNull(),
    /** Some day on the way lies in a year without a published calendar. */
    provisional: boolean('provisional').notNull(),
    pausedOn: date('paused_on', { mode: 'string' }),
    /** Of a paused run: the working days that were left. */
    remaining: integer('remaining'),
    /** Working days that it stood still in pauses that have ended. */
    pausedDays: integer('paused_days').notNull().default(0),
    endedAt: instant('ended_at'),
    endedSeq: integer('ended_seq'),
    ended: text('ended', { enum: CLOCK_ENDS }),
    inTime: boolean('in_time'),
    /** Working days from start to end without pauses. */
    tookDays: integer('took_days'),
    version: integer('version').notNull().default(0),
  },
  (table) => [
    uniqueIndex('one_run_of_a_kind')
      .on(table.tipId, table.kind)
      .where(sql`${table.endedAt} IS NULL`),
    unique('clock_of_tip').on(table.id, table.tipId),
    index('clocks_tip').on(table.tipId),
    // A desk's list, group by group, and what is overdue anywhere.
    index('clocks_running')
      .on(table.deskId, table.dueOn, table.id)
      .where(sql`${table.endedAt} IS NULL AND ${table.pausedOn} IS NULL`),
    index('clocks_paused')
      .on(table.deskId, table.dueOn, table.id)
      .where(sql`${table.endedAt} IS NULL AND ${table.pausedOn} IS NOT NULL`),
    index('clocks_overdue')
      .on(table.dueOn, table.deskId, table.district, table.kind)
      .where(sql`${table.endedAt} IS NULL AND ${table.pausedOn} IS NULL`),
    index('clocks_remind')
      .on(table.remindOn)
      .where(sql`${table.endedAt} IS NULL AND ${table.pausedOn} IS NULL`),
    index('clocks_provisional')
      .on(table.dueOn)
      .where(sql`${table.provisional}`),
    // What was done in a period, in time or not, without touching tips.
    index('clocks_ended')
      .on(
        table.endedAt,
        table.deskId,
        table.district,
        table.kind,
        table.ended,
        table.inTime,
        table.tookDays,
        table.startedAt,
      )
      .where(sql`${table.endedAt} IS NOT NULL`),
    check('some_working_days', sql`${table.workingDays} >= 1`),
    check('ended_somehow', sql`(${table.endedAt} IS NULL) = (${table.ended} IS NULL)`),
    check(
      'judged_when_ended',
      sql`(${table.ended} IS NULL OR ${table.ended} = 'undone') = (${table.inTime} IS NULL)
        AND (${table.inTime} IS NULL) = (${table.tookDays} IS NULL)`,
    ),
    check('pause_keeps_the_rest', sql`(${table.pausedOn} IS NULL) = (${table.remaining} IS NULL)`),
    check('no_pause_after_the_end', sql`${table.endedAt} IS NULL OR ${table.pausedOn} IS NULL`),
  ],
)

/** A digest of a run after each change. Like `row_changes`, but without time and without an order among runs. */
export const clockChanges = pgTable(
  'clock_changes',
  {
    tipId: uuid('tip_id').notNull(),
    clockId: uuid('clock_id').notNull(),
    version: integer('version').notNull(),
    digest: bytes('digest').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.clockId, table.version] }),
    foreignKey({
      name: 'change_of_a_clock',
      columns: [table.clockId, table.tipId],
      foreignColumns: [clocks.id, clocks.tipId],
    }),
  ],
)

/** What happened because nobody did anything; each level once a run. */
export const clockEvents = pgTable(
  'clock_events',
  {
    tipId: uuid('tip_id').notNull(),
    clockId: uuid('clock_id').notNull(),
    level: text('level', { enum: LEVELS }).notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clockId, table.level] }),
    foreignKey({
      name: 'event_of_a_clock',
      columns: [table.clockId, table.tipId],
      foreignColumns: [clocks.id, clocks.tipId],
    }),
    index('clock_events_at').on(table.at),
  ],
)

/** Pauses of a tip's clocks, in their order. The reason is sealed to the tip, as kind `pause-reason`, at this place. */
export const clockPauses = pgTable(
  'clock_pauses',
  {
    tipId: uuid('tip_id').notNull(),
    seq: integer('seq').notNull(),
    clockId: uuid('clock_id').notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
    reason: bytes('reason').notNull(),
    /** The last day that it may last; set by a trigger. */
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq] }),
    foreignKey({
      name: 'pause_of_a_clock',
      columns: [table.clockId, table.tipId],
      foreignColumns: [clocks.id, clocks.tipId],
    }),
    index('clock_pauses_clock').on(table.clockId),
    check('pause_place', sql`${table.seq} between 0 and 999`),
  ],
)

/** The end of a pause: final, like the pause. `at` is the whole hour where the tipster ended it. */
export const pauseEnds = pgTable(
  'pause_ends',
  {
    tipId: uuid('tip_id').notNull(),
    seq: integer('seq').notNull(),
    why: text('why', { enum: PAUSE_ENDS }).notNull(),
    staffId: uuid('staff_id').references(() => staff.id),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq] }),
    foreignKey({
      name: 'end_of_a_pause',
      columns: [table.tipId, table.seq],
      foreignColumns: [clockPauses.tipId, clockPauses.seq],
    }),
    check('resumed_by_somebody', sql`(${table.why} = 'resumed') <= (${table.staffId} IS NOT NULL)`),
  ],
)
