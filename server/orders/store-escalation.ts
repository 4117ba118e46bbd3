import { and, asc, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Level } from '#contract/clocks.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { clockEvents, clocks } from '#db/schema/clocks.ts'

/** The SQL of escalation. What a level does, and that it happens once, is in the functions of migration 0008. */

const PAGE = 500

/** Runs that go on and whose reminder was due, by their id, five hundred at a time. */
export async function selectLateRuns(db: Database, today: string, after: string | null) {
  return db
    .select({
      clock: clocks.id,
      deskId: clocks.deskId,
      remindOn: clocks.remindOn,
      leadOn: clocks.leadOn,
      orderOn: clocks.orderOn,
      had: sql<
        Level[]
      >`array(select ${clockEvents.level} from ${clockEvents} where ${clockEvents.clockId} = ${clocks.id})`,
    })
    .from(clocks)
    .where(
      and(
        isNull(clocks.endedAt),
        isNull(clocks.pausedOn),
        lte(clocks.remindOn, today),
        after === null ? undefined : gt(clocks.id, after),
      ),
    )
    .orderBy(asc(clocks.id))
    .limit(PAGE)
}

/** Those who escalate come one after the other, so that two of them do not both tell a desk. */
export async function lockEscalation(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7203)`)
}

/** Takes a run to a level; an order with its number comes about in the same transaction. False when there is nothing to tell. */
export async function escalateRun(tx: Transaction, clock: string, level: Level, at: Date): Promise<boolean> {
  const [row] = await tx.execute<{ done: boolean }>(
    sql`select escalate_clock(${clock}, ${level}, ${at.toISOString()}::timestamptz) as done`,
  )
  return row?.done === true
}

/** Ends pauses that have lasted as long as they may. Answers how many. */
export async function endLongPauses(db: Database, at: Date): Promise<number> {
  const [row] = await db.execute<{ ended: number }>(
    sql`select end_long_pauses(${at.toISOString()}::timestamptz) as ended`,
  )
  return row?.ended ?? 0
}
