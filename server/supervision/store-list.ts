import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { ClockKind } from '#contract/clocks.ts'
import { daysLater, startOfDay } from '#contract/periods.ts'
import type { Stage } from '#contract/stages.ts'
import type { Behind, listSupervised } from '#contract/supervision.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { clocks } from '#db/schema/clocks.ts'
import { supervisionOrders } from '#db/schema/orders.ts'
import { tipMoves, tips, tipStates, tipTransfers } from '#db/schema/tips.ts'
import { answeredLate, firstAnswers, owesAnswer, standsStill } from './store.ts'

/** The SQL of the lists behind the figures: no column of theirs says what a tip says. */

export type ListAsked = ParamsOf<typeof listSupervised> & { today: string }
export type ListedRow = {
  tipId: string
  serial: number | null
  receivedAt: Date | null
  stage: Stage | null
  /** Where the tip is now. */
  atDesk: string | null
  deskId: string
  kind: ClockKind | null
  startedAt: Date | null
  dueOn: string | null
  provisional: boolean
  endedAt: Date | null
  isLate: boolean
  isPaused: boolean
  order: string | null
  toDesk: string | null
  /** Where the list goes on after this row. */
  cursor: string
}

/** What a list is made of: its columns, the tables, its conditions, by what it is sorted, and which way. */
type Source = {
  tip: AnyColumn
  /** Whose figure it is; `desk` of the columns where another one is shown. */
  desk: AnyColumn
  district: AnyColumn
  columns?: Partial<
    Record<
      'desk' | 'kind' | 'startedAt' | 'dueOn' | 'provisional' | 'endedAt' | 'isLate' | 'isPaused' | 'order' | 'toDesk',
      SQL | AnyColumn
    >
  >
  from: SQL
  where: SQL[]
  /** `day`: a date, the earliest first. `moment`: an instant, the newest first. */
  sort: { by: SQL | AnyColumn; as: 'day' | 'moment'; id: SQL | AnyColumn }
}

export async function selectBehind(tx: Transaction, asked: ListAsked, most: number): Promise<ListedRow[]> {
  const source = sourceOf(asked)
  const { tip, desk, from, where, sort, columns = {} } = source
  const { kind, startedAt, dueOn, provisional, endedAt, isLate, isPaused, order, toDesk } = columns
  const conditions = [...where, ...groupOf(source, asked), ...afterOf(source, asked)]
  const none = sql`null`
  const found = await tx.execute(sql`
    with page as materialized (
      select ${tip} as tip_id, ${columns.desk ?? desk} as desk_id, ${kind ?? none}::text as kind, ${startedAt ?? none}::timestamptz as started_at, ${dueOn ?? none}::date as due_on,
        ${provisional ?? sql`false`} as provisional, ${endedAt ?? none}::timestamptz as ended_at, ${isLate ?? sql`false`} as is_late,
        ${isPaused ?? sql`false`} as is_paused, ${order ?? none}::text as number, ${toDesk ?? none}::uuid as to_desk, ${cursorOf(source)} as cursor,
        ${sort.by} as sorted, ${sort.id} as id
      from ${from} where ${sql.join(conditions, sql` and `)}
      order by ${sort.by} ${way(source)}, ${sort.id} ${way(source)} limit ${most})
    select p.tip_id as "tipId", t.serial::int as serial, t.received_at as "receivedAt", s.stage, s.desk_id as "atDesk", p.desk_id as "deskId", p.kind,
      p.started_at as "startedAt", p.due_on::text as "dueOn", p.provisional, p.ended_at as "endedAt", p.is_late as "isLate", p.is_paused as "isPaused",
      p.number as "order", p.to_desk as "toDesk", p.cursor
    from page p left join tips t on t.id = p.tip_id left join tip_states s on s.tip_id = p.tip_id
    order by p.sorted ${way(source)}, p.id ${way(source)}`)
  return ([...found] as unknown as (Omit<ListedRow, Moment> & Record<Moment, string | null>)[]).map((row) => ({
    ...row,
    receivedAt: dateOf(row.receivedAt),
    startedAt: dateOf(row.startedAt),
    endedAt: dateOf(row.endedAt),
  }))
}
type Moment = 'receivedAt' | 'startedAt' | 'endedAt'
/** Statements written by hand give instants as texts. */
const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

const way = ({ sort }: Source): SQL => (sort.as === 'day' ? sql`asc` : sql`desc`)
const cursorOf = ({ sort }: Source): SQL =>
  sort.as === 'day'
    ? sql`(${sort.by} - date '1970-01-01') || '.' || ${sort.id}`
    : sql`(extract(epoch from ${sort.by}) * 1000000)::bigint || '.' || ${sort.id}`

/** Beyond it a day has no date in PostgreSQL. */
const LAST_DAY = 1_000_000

function afterOf(source: Source, { after }: ListAsked): SQL[] {
  if (after === undefined) return []
  const { by, as, id } = source.sort
  const [place = '', last = ''] = after.split('.')
  const day = Math.min(Number(place), LAST_DAY)
  return as === 'day'
    ? [sql`(${by}, ${id}) > (date '1970-01-01' + ${day}::int, ${last})`]
    : [sql`(${by}, ${id}) < (timestamptz 'epoch' + ${place}::bigint * interval '1 microsecond', ${last})`]
}

function groupOf({ desk, district }: Source, { by, group }: ListAsked): SQL[] {
  return group === undefined ? [] : [sql`${by === 'desk' ? desk : district} = ${group}`]
}

function sourceOf(asked: ListAsked): Source {
  return SOURCES[asked.behind](asked)
}

const during = ({ from, to }: ListAsked, at: SQL | AnyColumn): SQL =>
  sql`${at} >= ${startOfDay(from).toISOString()}::timestamptz and ${at} < ${startOfDay(daysLater(to, 1)).toISOString()}::timestamptz`

const received = (asked: ListAsked): Source => ({
  tip: tips.id,
  desk: tips.deskId,
  district: tips.district,
  columns: { startedAt: tips.receivedAt },
  from: sql`${tips}`,
  where: [during(asked, tips.receivedAt)],
  sort: { by: tips.receivedAt, as: 'moment', id: tips.id },
})

const clockColumns = {
  kind: clocks.kind,
  startedAt: clocks.startedAt,
  dueOn: clocks.dueOn,
  provisional: clocks.provisional,
  endedAt: clocks.endedAt,
  isPaused: sql`${clocks.pausedOn} is not null`,
}
const ofClocks = { tip: clocks.tipId, desk: clocks.deskId, district: clocks.district, from: sql`${clocks}` }
const ofKind = ({ kind }: ListAsked): SQL[] => (kind === undefined ? [] : [sql`${clocks.kind} = ${kind}`])
/** Without a kind all stages; answers to tipsters stand apart. */
const ofStages = (asked: ListAsked): SQL[] =>
  asked.kind === undefined ? [sql`${clocks.kind} <> 'answer'`] : ofKind(asked)

const ended = (asked: ListAsked): Source => ({
  ...ofClocks,
  columns: { ...clockColumns, isLate: sql`not ${clocks.inTime}` },
  where: [
    sql`${clocks.endedAt} is not null and ${clocks.ended} <> 'undone'`,
    during(asked, clocks.endedAt),
    ...ofStages(asked),
  ],
  sort: { by: clocks.endedAt, as: 'moment', id: clocks.id },
})
const running = (asked: ListAsked, and: SQL): Source => ({
  ...ofClocks,
  columns: { ...clockColumns, isLate: sql`${clocks.pausedOn} is null and ${clocks.dueOn} < ${asked.today}` },
  where: [sql`${clocks.endedAt} is null`, and, ...ofKind(asked)],
  sort: { by: clocks.dueOn, as: 'day', id: clocks.id },
})
const transfers = (asked: ListAsked, desk: AnyColumn): Source => ({
  tip: tipTransfers.tipId,
  desk,
  district: tipStates.district,
  columns: { desk: tipTransfers.fromDesk, endedAt: tipTransfers.at, toDesk: tipTransfers.toDesk },
  from: sql`${tipTransfers} join ${tipStates} on ${tipStates.tipId} = ${tipTransfers.tipId}`,
  where: [during(asked, tipTransfers.at)],
  sort: { by: tipTransfers.at, as: 'moment', id: tipTransfers.tipId },
})
const orders = (
  where: SQL,
  isLate: SQL,
  answered = sql`(select null::uuid as order_id, null::timestamptz as at)`,
): Source => ({
  tip: supervisionOrders.tipId,
  desk: supervisionOrders.deskId,
  district: clocks.district,
  columns: {
    kind: clocks.kind,
    startedAt: supervisionOrders.issuedAt,
    dueOn: supervisionOrders.answerDueOn,
    provisional: supervisionOrders.provisional,
    endedAt: sql`answered.at`,
    isLate,
    order: supervisionOrders.number,
  },
  from: sql`${supervisionOrders} left join ${clocks} on ${clocks.id} = ${supervisionOrders.clockId}
    left join ${answered} answered on answered.order_id = ${supervisionOrders.id}`,
  where: [where],
  sort: { by: supervisionOrders.issuedAt, as: 'moment', id: supervisionOrders.id },
})
const isOverdue = ({ today }: ListAsked): SQL => sql`${supervisionOrders.answerDueOn} < ${today}`

const SOURCES: Readonly<Record<Behind, (asked: ListAsked) => Source>> = {
  received,
  spam: (asked) => {
    const { where, ...all } = received(asked)
    const isSpam = sql`${tips.id} in (select ${tipStates.tipId} from ${tipStates} where ${tipStates.stage} = 'spam')`
    return { ...all, where: [...where, isSpam] }
  },
  finished: (asked) => ({
    tip: tipMoves.tipId,
    desk: tipStates.deskId,
    district: tipStates.district,
    columns: { endedAt: tipMoves.at },
    from: sql`${tipMoves} join ${tipStates} on ${tipStates.tipId} = ${tipMoves.tipId}`,
    where: [during(asked, tipMoves.at), standsStill],
    sort: { by: tipMoves.at, as: 'moment', id: tipMoves.tipId },
  }),
  ended,
  late: (asked) => {
    const { where, ...all } = ended(asked)
    return { ...all, where: [...where, sql`not ${clocks.inTime}`] }
  },
  open: (asked) => running(asked, sql`true`),
  overdue: (asked) => running(asked, sql`${clocks.pausedOn} is null and ${clocks.dueOn} < ${asked.today}`),
  paused: (asked) => running(asked, sql`${clocks.pausedOn} is not null`),
  'transfers-in': (asked) => transfers(asked, tipTransfers.toDesk),
  'transfers-out': (asked) => transfers(asked, tipTransfers.fromDesk),
  orders: (asked) =>
    orders(during(asked, supervisionOrders.issuedAt), sql`coalesce(${answeredLate}, false)`, firstAnswers),
  'orders-late': (asked) =>
    orders(sql`${during(asked, sql`answered.at`)} and ${answeredLate}`, sql`true`, firstAnswers),
  'orders-open': (asked) => orders(owesAnswer, isOverdue(asked)),
  'orders-overdue': (asked) => orders(sql`${owesAnswer} and ${isOverdue(asked)}`, sql`true`),
}
