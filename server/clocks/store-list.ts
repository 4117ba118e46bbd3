import { and, asc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { CLOCK_GROUPS, SOON_WORKING_DAYS, type ClockGroup, type ClockKind } from '#contract/clocks.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { clocks } from '#db/schema/clocks.ts'
import { staff } from '#db/schema/staff.ts'
import { tips, tipStates, tipWraps } from '#db/schema/tips.ts'
import { daysLeft, levelsReached } from './store.ts'

/** The SQL of a desk's list of clocks: pages and counts, each along an index of what runs or stands still. */

/** Which runs: of a desk, of one kind, of tips that are somebody's. `today` is the day in Sanya. */
export type Shown = {
  deskId: string
  today: string
  kind?: ClockKind | undefined
  assigneeId?: string | undefined
}
export type After = { dueOn: string; clock: string }

/** One row more than `most` tells that there are further ones. */
export async function selectClocks(db: Database, shown: Shown, group: ClockGroup, after: After | null, most: number) {
  const later = after && sql`(${clocks.dueOn}, ${clocks.id}) > (${after.dueOn}::date, ${after.clock}::uuid)`
  return db
    .select({
      run: clocks,
      left: daysLeft(shown.today),
      levels: levelsReached,
      tip: { serial: tips.serial, receivedAt: tips.receivedAt, category: tips.category },
      state: { stage: tipStates.stage, priority: tipStates.priority },
      assignee: { id: staff.id, name: staff.name },
      wrap: tipWraps.wrap,
    })
    .from(clocks)
    .innerJoin(tips, eq(tips.id, clocks.tipId))
    .innerJoin(tipStates, eq(tipStates.tipId, clocks.tipId))
    .innerJoin(tipWraps, and(eq(tipWraps.tipId, clocks.tipId), eq(tipWraps.deskId, clocks.deskId)))
    .leftJoin(staff, eq(staff.id, tipStates.assigneeId))
    .where(and(...conditions(shown, group), later ?? undefined))
    .orderBy(asc(clocks.dueOn), asc(clocks.id))
    .limit(most)
}

/** How many runs stand in each group, each up to the cap and one. */
export async function countGroups(db: Database, shown: Shown): Promise<Record<ClockGroup, number>> {
  const counts = CLOCK_GROUPS.map((group) => {
    const from =
      shown.assigneeId === undefined
        ? sql`${clocks}`
        : sql`${clocks} join ${tipStates} on ${tipStates.tipId} = ${clocks.tipId}`
    return sql`${group}::text, (select count(*) from (select from ${from} where ${and(...conditions(shown, group))} limit ${COUNT_CAP + 1}) counted)`
  })
  const [row] = await db.execute<{ groups: Record<ClockGroup, number> }>(
    sql`select json_build_object(${sql.join(counts, sql`, `)}) as groups`,
  )
  if (row === undefined) throw new Error('A select without tables gives a row')
  return row.groups
}

function conditions(shown: Shown, group: ClockGroup): (SQL | undefined)[] {
  return [
    eq(clocks.deskId, shown.deskId),
    isNull(clocks.endedAt),
    group === 'paused' ? isNotNull(clocks.pausedOn) : isNull(clocks.pausedOn),
    isIn(group, shown.today),
    shown.kind && eq(clocks.kind, shown.kind),
    shown.assigneeId === undefined ? undefined : eq(tipStates.assigneeId, shown.assigneeId),
  ]
}

function isIn(group: ClockGroup, today: string): SQL | undefined {
  const until = sql`(select due_on from add_working_days(${today}::date, ${SOON_WORKING_DAYS}))`
  if (group === 'overdue') return sql`${clocks.dueOn} < ${today}::date`
  if (group === 'today') return sql`${clocks.dueOn} = ${today}::date`
  if (group === 'soon') return sql`${clocks.dueOn} > ${today}::date and ${clocks.dueOn} <= ${until}`
  return group === 'rest' ? sql`${clocks.dueOn} > ${until}` : undefined
}
