import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './staff.ts'

/** Who did what to which thing, append-only, written in the transaction of the change. Ids only, never content. */
export const records = pgTable(
  'records',
  {
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    at: instant('at').notNull(),
    did: text('did').notNull(),
    staffId: uuid('staff_id').references(() => staff.id),
    deskId: uuid('desk_id'),
    tipId: uuid('tip_id'),
    memberId: uuid('member_id'),
    caseId: uuid('case_id'),
  },
  (table) => [
    index('records_tip').on(table.tipId, table.did),
    index('records_case').on(table.caseId, table.did),
    index('records_staff').on(table.staffId, table.seq),
  ],
)
