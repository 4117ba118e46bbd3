import { bigint, index, integer, pgTable, uuid } from 'drizzle-orm/pg-core'
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
