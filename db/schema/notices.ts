import { bigint, date, index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { desks } from './staff.ts'

/** "Something is waiting" for a desk. Mailed in a digest after a random delay; deleted when a mail server has taken it. */
export const notices = pgTable(
  'notices',
  {
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
  },
  (table) => [index('notices_due').on(table.dueAt)],
)

/** The auditor's daily mail that a mail server has taken, once a desk a day, and the size of the head that stands in it. */
export const auditorMails = pgTable(
  'auditor_mails',
  {
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    /** A day in Sanya. */
    day: date('day', { mode: 'string' }).notNull(),
    sentAt: instant('sent_at').notNull(),
    /** Null before the first head. */
    size: bigint('size', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.deskId, table.day] })],
)
