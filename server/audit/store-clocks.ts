import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/connect.ts'
import { clockEvents, clockPauses, clocks, pauseEnds } from '#db/schema/clocks.ts'
import { staff } from '#db/schema/staff.ts'
import { personColumns } from './store-names.ts'

/** The SQL of clocks as the auditor sees them: their times, never why one stands still. */

export const selectRuns = (tx: Transaction, tipId: string) =>
  tx
    .select({
      clock: clocks.kind,
      startedAt: clocks.startedAt,
      dueOn: clocks.dueOn,
      provisional: clocks.provisional,
      endedAt: clocks.endedAt,
      inTime: clocks.inTime,
    })
    .from(clocks)
    .where(eq(clocks.tipId, tipId))

export const selectLevels = (tx: Transaction, tipId: string) =>
  tx
    .select({ clockId: clockEvents.clockId, clock: clocks.kind, level: clockEvents.level, at: clockEvents.at })
    .from(clockEvents)
    .innerJoin(clocks, eq(clocks.id, clockEvents.clockId))
    .where(eq(clockEvents.tipId, tipId))

export const selectPauses = (tx: Transaction, tipId: string) =>
  tx
    .select({ seq: clockPauses.seq, at: clockPauses.at, by: personColumns })
    .from(clockPauses)
    .innerJoin(staff, eq(staff.id, clockPauses.staffId))
    .where(eq(clockPauses.tipId, tipId))

export const selectPauseEnds = (tx: Transaction, tipId: string) =>
  tx
    .select({ seq: pauseEnds.seq, at: pauseEnds.at, by: personColumns })
    .from(pauseEnds)
    .leftJoin(staff, eq(staff.id, pauseEnds.staffId))
    .where(eq(pauseEnds.tipId, tipId))

/** Running clocks of all desks whose day is over; those that stand still are not. */
export async function countOverdue(tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ overdue: count() })
    .from(clocks)
    .where(
      and(
        isNull(clocks.endedAt),
        isNull(clocks.pausedOn),
        sql`${clocks.dueOn} < (now() at time zone 'Asia/Shanghai')::date`,
      ),
    )
  return row?.overdue ?? 0
}
