import { and, asc, desc, eq, inArray, lt, sql, type SQL } from 'drizzle-orm'
import type { OrderStatus } from '#contract/clocks.ts'
import { ORDER_TURNS, TURN_OF, type OrderTurn } from '#contract/orders.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { clocks } from '#db/schema/clocks.ts'
import { deadlineSets } from '#db/schema/deadlines.ts'
import { records } from '#db/schema/log.ts'
import { orderEntries, supervisionOrders as orders } from '#db/schema/orders.ts'
import { desks, staff } from '#db/schema/staff.ts'
import { tips } from '#db/schema/tips.ts'

/** The SQL about supervision orders that stand. That of issuing them is in `store-escalation.ts`; statuses are kept by triggers. */

type Db = Database | Transaction
export type Order = typeof orders.$inferSelect

/** Statuses of which somebody has the turn. */
const inTurn = (turn: OrderTurn): OrderStatus[] =>
  (Object.keys(TURN_OF) as OrderStatus[]).filter((status) => TURN_OF[status] === turn)
const isOwed = inArray(orders.status, inTurn('desk'))
const isOverdue = (today: string): SQL | undefined => and(isOwed, lt(orders.answerDueOn, today))

/** An order by its id. */
export async function selectOrder(db: Db, id: string): Promise<Order | null> {
  const [row] = await db.select().from(orders).where(eq(orders.id, id))
  return row ?? null
}

/** Which orders a list shows. Without a desk those of all. */
export type Shown = {
  deskId?: string | undefined
  turn?: OrderTurn | undefined
  overdue?: boolean
  order?: string
  after?: { year: number; seq: number }
}

/** Working days from one day to another, the first not counted; below zero when the second comes first. */
const daysBetween = (from: SQL, to: SQL): SQL<number> => sql`working_days_between(${from}, ${to})`

/** Rows of a list: what waits for somebody oldest first, all else newest first. */
export async function selectRows(db: Db, shown: Shown, today: string, most: number) {
  const isRising = shown.turn === 'desk' || shown.turn === 'auditor'
  const direction = isRising ? asc : desc
  return db
    .select({
      order: orders,
      desk: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn },
      tip: { serial: tips.serial, receivedAt: tips.receivedAt },
      clock: {
        kind: clocks.kind,
        dueOn: clocks.dueOn,
        provisional: clocks.provisional,
        endedAt: clocks.endedAt,
        overdueDays: daysBetween(sql`${clocks.dueOn}`, lastDay(today)),
      },
      left: daysBetween(sql`${today}::date`, sql`${orders.answerDueOn}`),
    })
    .from(orders)
    .innerJoin(desks, eq(desks.id, orders.deskId))
    .leftJoin(tips, eq(tips.id, orders.tipId))
    .leftJoin(clocks, eq(clocks.id, orders.clockId))
    .where(and(...conditions(shown, today, isRising)))
    .orderBy(direction(orders.year), direction(orders.seq))
    .limit(most)
}
export type Row = Awaited<ReturnType<typeof selectRows>>[number]

/** Until when a run was late: its end in Sanya, or today. */
const lastDay = (today: string): SQL => sql`coalesce(sanya_day(${clocks.endedAt}), ${today}::date)`

function conditions({ deskId, turn, overdue, order, after }: Shown, today: string, isRising: boolean) {
  return [
    deskId === undefined ? undefined : eq(orders.deskId, deskId),
    turn === undefined ? undefined : inArray(orders.status, inTurn(turn)),
    overdue === true ? isOverdue(today) : undefined,
    order === undefined ? undefined : eq(orders.id, order),
    after && sql`(${orders.year}, ${orders.seq}) ${isRising ? sql`>` : sql`<`} (${after.year}, ${after.seq})`,
  ]
}

/** How many orders wait for whom, and how many answers are late; each up to the cap and one. */
export async function countTurns(
  db: Db,
  deskId: string | undefined,
  today: string,
): Promise<{ turns: Record<OrderTurn, number>; overdue: number }> {
  const count = async (which: SQL | undefined): Promise<number> => {
    const found = db
      .select({ one: sql`1` })
      .from(orders)
      .where(and(deskId === undefined ? undefined : eq(orders.deskId, deskId), which))
      .limit(COUNT_CAP + 1)
    const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from (${found}) found`)
    return row?.n ?? 0
  }
  const turns = {} as Record<OrderTurn, number>
  for (const turn of ORDER_TURNS) turns[turn] = await count(inArray(orders.status, inTurn(turn)))
  return { turns, overdue: await count(isOverdue(today)) }
}

/** What was written about orders, in its order, with who wrote it and, of an answer, the day until which it was due. */
export async function selectEntries(db: Db, orderIds: readonly string[]) {
  if (orderIds.length === 0) return []
  const given = sql`(select max(r.at) from ${orderEntries} r
    where r.order_id = ${orderEntries.orderId} and r.kind = 'return' and r.seq < ${orderEntries.seq})`
  return db
    .select({
      orderId: orderEntries.orderId,
      seq: orderEntries.seq,
      kind: orderEntries.kind,
      at: orderEntries.at,
      by: { id: staff.id, name: staff.name },
      wasDueOn: sql<string | null>`case ${orderEntries.kind} when 'answer' then
        (add_working_days(sanya_day(coalesce(${given}, ${orders.issuedAt})), ${orderAnswerDays})).due_on end`,
    })
    .from(orderEntries)
    .innerJoin(orders, eq(orders.id, orderEntries.orderId))
    .innerJoin(staff, eq(staff.id, orderEntries.staffId))
    .where(inArray(orderEntries.orderId, [...orderIds]))
    .orderBy(asc(orderEntries.orderId), asc(orderEntries.seq))
}

/** How many working days an answer may take: the figure of the deadlines under which the clock ran. */
const orderAnswerDays = sql`(select ${deadlineSets.orderAnswer} from ${deadlineSets}
  join ${clocks} on ${clocks.setSeq} = ${deadlineSets.seq} where ${clocks.id} = ${orders.clockId})`

export const selectSealed = (db: Db, orderId: string) =>
  db
    .select({ seq: orderEntries.seq, sealed: orderEntries.sealed })
    .from(orderEntries)
    .where(eq(orderEntries.orderId, orderId))

export async function selectEntry(db: Db, orderId: string, seq: number) {
  const [row] = await db
    .select()
    .from(orderEntries)
    .where(and(eq(orderEntries.orderId, orderId), eq(orderEntries.seq, seq)))
  return row ?? null
}

export async function nextSeq(db: Db, orderId: string): Promise<number> {
  const [row] = await db
    .select({ next: sql<number>`coalesce(max(${orderEntries.seq}) + 1, 0)` })
    .from(orderEntries)
    .where(eq(orderEntries.orderId, orderId))
  return row?.next ?? 0
}

/** Whether a person wrote an answer to this order. */
export async function hasAnswered(db: Db, orderId: string, staffId: string): Promise<boolean> {
  const theirs = and(eq(orderEntries.kind, 'answer'), eq(orderEntries.staffId, staffId))
  const found = await db
    .select({ seq: orderEntries.seq })
    .from(orderEntries)
    .where(and(eq(orderEntries.orderId, orderId), theirs))
    .limit(1)
  return found.length > 0
}

/** Whether the tip of an order is still there; about one that was deleted nothing more is written. */
export async function isTipThere(db: Db, tipId: string): Promise<boolean> {
  return (await db.select({ id: tips.id }).from(tips).where(eq(tips.id, tipId))).length > 0
}

/** Adds an entry. A trigger holds the order meanwhile, and changes its status and the day on which an answer is due. */
export async function insertEntry(tx: Transaction, entry: typeof orderEntries.$inferInsert): Promise<void> {
  await tx.insert(orderEntries).values(entry)
}

/** The desk of an order, then the audit desks in their order. */
export const selectRecipients = (db: Db, deskId: string, most: number) =>
  db
    .select({
      desk: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn },
      recipient: desks.recipient,
    })
    .from(desks)
    .where(sql`${desks.id} = ${deskId} or ${desks.kind} = 'audit'`)
    .orderBy(sql`${desks.id} <> ${deskId}`, asc(desks.position))
    .limit(most)

/** Whether a person has read an order of this tip in the last five minutes: the same look. */
export async function hasJustRead(tx: Transaction, tipId: string, staffId: string): Promise<boolean> {
  const isTheirs = and(eq(records.tipId, tipId), eq(records.did, 'read-order'), eq(records.staffId, staffId))
  const isRecent = sql`${records.at} > now() - interval '5 minutes'`
  return (await tx.select({ seq: records.seq }).from(records).where(and(isTheirs, isRecent)).limit(1)).length > 0
}
