import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { ORDER_ENTRIES, ORDER_STATUSES } from '#contract/clocks.ts'
import { bytes, instant } from './columns.ts'
import { desks, staff } from './staff.ts'

/** The last number given in a year; its row is locked while one is given, so that none is left out or given twice. */
export const orderCounters = pgTable('order_counters', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
})

/**
 * 督办单: a desk did nothing for too long and owes an answer. It stays when retention deletes the tip, so that no number is
 * missing; what was written about it goes with the tip.
 */
export const supervisionOrders = pgTable(
  'supervision_orders',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    year: integer('year').notNull(),
    seq: integer('seq').notNull(),
    /** DB-2026-0001. */
    number: text('number').notNull().unique(),
    clockId: uuid('clock_id').notNull().unique(),
    tipId: uuid('tip_id').notNull(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    issuedAt: instant('issued_at').notNull(),
    answerDueOn: date('answer_due_on', { mode: 'string' }).notNull(),
    provisional: boolean('provisional').notNull(),
    status: text('status', { enum: ORDER_STATUSES }).notNull(),
  },
  (table) => [
    unique('order_number').on(table.year, table.seq),
    index('orders_desk').on(table.deskId, table.year, table.seq),
    index('orders_open')
      .on(table.status, table.answerDueOn)
      .where(sql`${table.status} <> 'accepted'`),
    index('orders_tip').on(table.tipId),
  ],
)

/** Answers of the desk, and what the auditor said to them. Final. */
export const orderEntries = pgTable(
  'order_entries',
  {
    tipId: uuid('tip_id').notNull(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => supervisionOrders.id),
    seq: integer('seq').notNull(),
    kind: text('kind', { enum: ORDER_ENTRIES }).notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
    sealed: bytes('sealed'),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.seq] }),
    index('order_entries_tip').on(table.tipId),
    check('answers_say_something', sql`${table.kind} = 'accept' OR ${table.sealed} IS NOT NULL`),
  ],
)
