import { asc, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { ClockKind } from '#contract/clocks.ts'
import type { Grouping } from '#contract/supervision.ts'
import type { Transaction } from '#db/connect.ts'
import { clocks } from '#db/schema/clocks.ts'
import { orderEntries, supervisionOrders } from '#db/schema/orders.ts'
import { desks } from '#db/schema/staff.ts'
import { tipMoves, tips, tipStates, tipTransfers } from '#db/schema/tips.ts'
import { outerOf, type Bounds } from './bounds.ts'

/** The SQL of the figures. Each statement reads one table once for all groups and both periods. */

/** Of which groups, over which stretches of time, and which day it is in Sanya. */
export type Asked = { by: Grouping; bounds: Bounds; today: string }
/** A count of a group in a stretch; `stretch` counts the bounds that have passed. */
export type Counted = { group: string; stretch: number; count: number }

const byDesk = ({ by }: Asked, desk: SQL | AnyColumn, district: SQL | AnyColumn): SQL =>
  sql`${by === 'desk' ? desk : district}`
const instantsOf = ({ bounds }: Asked): SQL =>
  sql`array[${sql.join(
    bounds.instants.map((instant) => sql`${instant.toISOString()}::timestamptz`),
    sql`, `,
  )}]`
const stretchOf = (asked: Asked, at: SQL | AnyColumn): SQL => sql`width_bucket(${at}, ${instantsOf(asked)})`
function within({ bounds }: Asked, at: SQL | AnyColumn): SQL {
  const { from, to } = outerOf(bounds)
  return sql`${at} >= ${from.toISOString()}::timestamptz and ${at} < ${to.toISOString()}::timestamptz`
}

/** Whether something happened in the period before; from `startOf` on it was in the period. Quicker than the stretch, for many rows. */
const isBefore = ({ bounds }: Asked, at: AnyColumn): SQL => sql`${at} < ${instantAt(bounds, 1)}`
const startOf = ({ bounds }: Asked): SQL => instantAt(bounds, 2)
const instantAt = ({ instants }: Bounds, place: number): SQL => sql`${instants[place]?.toISOString()}::timestamptz`

export const selectDesks = (tx: Transaction) =>
  tx.select({ id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn }).from(desks).orderBy(asc(desks.position))

/** Tips by where and when they arrived. */
export const countReceived = (tx: Transaction, asked: Asked): Promise<Counted[]> =>
  rows(
    tx,
    sql`select ${byDesk(asked, tips.deskId, tips.district)} as "group", ${stretchOf(asked, tips.receivedAt)} as stretch, count(*)::int as count
    from ${tips} where ${within(asked, tips.receivedAt)} group by 1, 2`,
  )

/** Those of them that are marked as spam now, which are few: they are found first. */
export const countSpam = (tx: Transaction, asked: Asked): Promise<Counted[]> =>
  rows(
    tx,
    sql`select ${byDesk(asked, tips.deskId, tips.district)} as "group", ${stretchOf(asked, tips.receivedAt)} as stretch, count(*)::int as count
    from ${tipStates} join ${tips} on ${tips.id} = ${tipStates.tipId}
    where ${tipStates.stage} = 'spam' and ${tipStates.deskId} in (select ${desks.id} from ${desks}) and ${within(asked, tips.receivedAt)}
    group by 1, 2`,
  )

/** Moves that ended a tip and were not taken back, by the desk that has it. */
export const countFinished = (tx: Transaction, asked: Asked): Promise<Counted[]> =>
  rows(
    tx,
    sql`select ${byDesk(asked, tipStates.deskId, tipStates.district)} as "group", ${stretchOf(asked, tipMoves.at)} as stretch, count(*)::int as count
    from ${tipMoves} join ${tipStates} on ${tipStates.tipId} = ${tipMoves.tipId} where ${within(asked, tipMoves.at)} and ${standsStill} group by 1, 2`,
  )

/** The condition of such a move. */
export const standsStill = sql`${tipMoves.toStage} in ('closed', 'invalid', 'spam')
    and (${tipMoves.tipId}, ${tipMoves.seq}) not in (select u.tip_id, u.undoes from ${tipMoves} u where u.move = 'undo' and u.undoes is not null)`

export type EndedRow = {
  /** Null for all groups together. */
  group: string | null
  kind: ClockKind
  isBefore: boolean
  ended: number
  inTime: number
  medianDays: number
  medianHours: number | null
}
/**
 * Clocks that ended, with the medians of their working days, and of whole hours for the period itself, where they are
 * shown. First they are counted by value, which leaves few rows to sort; a median is where half of the counts have passed.
 */
export const countEnded = (tx: Transaction, asked: Asked): Promise<EndedRow[]> =>
  rows(
    tx,
    sql`
    with runs as materialized (
      select ${byDesk(asked, clocks.deskId, clocks.district)} as "group", ${clocks.kind} as kind, ${isBefore(asked, clocks.endedAt)} as before,
        ${clocks.tookDays} as days, case when ${clocks.endedAt} >= ${startOf(asked)} then floor(date_part('epoch', ${clocks.endedAt} - ${clocks.startedAt}) / 3600)::int end as hours,
        count(*)::int as count, (count(*) filter (where ${clocks.inTime}))::int as in_time
      from ${clocks}
      where ${clocks.endedAt} is not null and ${within(asked, clocks.endedAt)} and ${clocks.ended} <> 'undone'
        and (${isBefore(asked, clocks.endedAt)} or ${clocks.endedAt} >= ${startOf(asked)})
      group by 1, 2, 3, 4, 5),
    sums as (
      select "group", kind, before, sum(count)::int as ended, sum(in_time)::int as in_time from runs group by grouping sets (("group", kind, before), (kind, before))),
    ${medians('days')},
    ${medians('hours')}
    select s."group", s.kind, s.before as "isBefore", s.ended, s.in_time as "inTime", d.median as "medianDays", h.median as "medianHours"
    from sums s
    join days_median d on d."group" is not distinct from s."group" and d.kind = s.kind and d.before = s.before
    join hours_median h on h."group" is not distinct from s."group" and h.kind = s.kind and h.before = s.before`,
  )

/** The mean of the two middle values, or the middle one. */
function medians(value: 'days' | 'hours'): SQL {
  const name = sql.raw(value)
  return sql`${name}_counts as (
      select "group", kind, before, ${name} as value, sum(count) as count from runs
      group by grouping sets (("group", kind, before, ${name}), (kind, before, ${name}))),
    ${name}_passed as (
      select "group", kind, before, value, sum(count) over (partition by "group", kind, before order by value) as passed,
        sum(count) over (partition by "group", kind, before) as total from ${name}_counts),
    ${name}_median as (
      select "group", kind, before, ((min(value) filter (where passed * 2 >= total) + min(value) filter (where passed * 2 > total)) / 2.0)::float8 as median
      from ${name}_passed group by 1, 2, 3)`
}

export type StandingRow = { group: string; kind: ClockKind; open: number; overdue: number; paused: number }
/** Clocks that run now: each half along its own index. */
export const countStanding = (tx: Transaction, asked: Asked): Promise<StandingRow[]> => {
  const group = byDesk(asked, clocks.deskId, clocks.district)
  return rows(
    tx,
    sql`
    select ${group} as "group", ${clocks.kind} as kind, count(*)::int as open,
      (count(*) filter (where ${clocks.dueOn} < ${asked.today}))::int as overdue, 0 as paused
    from ${clocks} where ${clocks.endedAt} is null and ${clocks.pausedOn} is null group by 1, 2
    union all
    select ${group}, ${clocks.kind}, count(*)::int, 0, count(*)::int
    from ${clocks} where ${clocks.endedAt} is null and ${clocks.pausedOn} is not null group by 1, 2`,
  )
}

export type TransferRow = { from: string; to: string; stretch: number; count: number }
/** From where to where; of districts both are the district of the tip. */
export const countTransfers = (tx: Transaction, asked: Asked): Promise<TransferRow[]> =>
  rows(
    tx,
    sql`select ${byDesk(asked, tipTransfers.fromDesk, tipStates.district)} as "from", ${byDesk(asked, tipTransfers.toDesk, tipStates.district)} as "to",
      ${stretchOf(asked, tipTransfers.at)} as stretch, count(*)::int as count
    from ${tipTransfers} ${asked.by === 'desk' ? sql`` : sql`join ${tipStates} on ${tipStates.tipId} = ${tipTransfers.tipId}`}
    where ${within(asked, tipTransfers.at)} group by 1, 2, 3`,
  )

/** The first answer of a desk to an order. */
export const firstAnswers = sql`(select order_id, min(at) as at from ${orderEntries} where kind = 'answer' group by order_id)`
const orderGroup = (asked: Asked): SQL => byDesk(asked, supervisionOrders.deskId, clocks.district)
/** An order of a tip that retention deleted has no district any more; its desk stays. */
const ordersFrom = sql`${supervisionOrders} left join ${clocks} on ${clocks.id} = ${supervisionOrders.clockId}`

export const countOrders = (tx: Transaction, asked: Asked): Promise<Counted[]> =>
  rows(
    tx,
    sql`select ${orderGroup(asked)} as "group", ${stretchOf(asked, supervisionOrders.issuedAt)} as stretch, count(*)::int as count
    from ${ordersFrom} where ${within(asked, supervisionOrders.issuedAt)} group by 1, 2`,
  )

/** Orders whose first answer came in a period, and after its day. */
export const countLateAnswers = (tx: Transaction, asked: Asked): Promise<Counted[]> =>
  rows(
    tx,
    sql`select ${orderGroup(asked)} as "group", ${stretchOf(asked, sql`answered.at`)} as stretch, count(*)::int as count
    from ${ordersFrom} join ${firstAnswers} answered on answered.order_id = ${supervisionOrders.id}
    where ${within(asked, sql`answered.at`)} and ${answeredLate} group by 1, 2`,
  )
export const answeredLate = sql`(answered.at at time zone 'Asia/Shanghai')::date > ${supervisionOrders.answerDueOn}`

export type OpenOrders = { group: string; open: number; overdue: number }
/** Orders that the desk has to answer now. */
export const countOpenOrders = (tx: Transaction, asked: Asked): Promise<OpenOrders[]> =>
  rows(
    tx,
    sql`select ${orderGroup(asked)} as "group", count(*)::int as open, (count(*) filter (where ${supervisionOrders.answerDueOn} < ${asked.today}))::int as overdue
    from ${ordersFrom} where ${owesAnswer} group by 1`,
  )
export const owesAnswer = sql`${supervisionOrders.status} in ('issued', 'returned')`

async function rows<T>(tx: Transaction, statement: SQL): Promise<T[]> {
  return [...(await tx.execute(statement))] as T[]
}
