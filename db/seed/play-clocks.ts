import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ClockKind, OrderEntry } from '#contract/clocks.ts'
import type { Transaction } from '#db/connect.ts'
import { clocks } from '#db/schema/clocks.ts'
import { records } from '#db/schema/log.ts'
import { orderEntries, supervisionOrders } from '#db/schema/orders.ts'
import { seal } from '#seal/seal.ts'
import type { DemoOffice } from './found-demo.ts'
import type { TipRows } from './play-tip.ts'

/** What happened to the clocks of the demo: a pause, and supervision orders in each of their states. */
type DemoPause = { tip: string; clock: ClockKind; by: string; hoursAgo: number; reason: string }
type DemoOrder = {
  tip: string
  clock: ClockKind
  /** Hours after it was issued; what would lie ahead of now has not happened yet. */
  entries: readonly { did: OrderEntry; by: string; afterHours: number; text: string | null }[]
}

export const DEMO_PAUSES: readonly DemoPause[] = [
  {
    tip: 'vapes-at-school-gate',
    clock: 'verify',
    by: 'chen.haiming',
    hoursAgo: 28,
    reason: '已请家长确认孩子从何处得到电子烟、学校名称，待其答复后再启动核查。',
  },
]

/** In the order in which they were issued. */
export const DEMO_ORDERS: readonly DemoOrder[] = [
  {
    tip: 'flowers-in-the-garden',
    clock: 'close',
    entries: [
      { did: 'answer', by: 'chen.haiming', afterHours: 58, text: '已现场核查，所种为观赏花卉，忘记在系统中办结。' },
      {
        did: 'return',
        by: 'fang.yicheng',
        afterHours: 154,
        text: '请说明为什么没有及时办结、由谁负责整改，并写明办结日期。',
      },
      {
        did: 'answer',
        by: 'chen.haiming',
        afterHours: 202,
        text: '原因：核查民警休假期间没有移交待办事项。整改：大队今后每周一核对时限页，休假前当面移交。本事项待补齐核查材料后办结，由麦海生负责。',
      },
      { did: 'accept', by: 'fang.yicheng', afterHours: 226, text: null },
    ],
  },
  {
    tip: 'homestay-party',
    clock: 'close',
    entries: [
      {
        did: 'answer',
        by: 'huang.mingke',
        afterHours: 57,
        text: '查否结论已作出，因等待派出所反馈噪音扰民的处理结果延误办结。结果已于昨日反馈，三个工作日内办结。',
      },
    ],
  },
  {
    tip: 'expat-forum',
    clock: 'close',
    entries: [
      { did: 'answer', by: 'chen.haiming', afterHours: 58, text: '案件已移送起诉，线索办结延误，尽快处理。' },
      {
        did: 'return',
        by: 'fang.yicheng',
        afterHours: 130,
        text: '“尽快处理”不是办理措施。请写明延误原因、责任人和办结日期。',
      },
    ],
  },
]

type Played = { office: DemoOffice; tips: ReadonlyMap<string, TipRows['tip']>; now: Date }

/** Pauses clocks and issues orders as officers and jobs did; the clocks themselves came about with the tips. */
export async function insertClockActs(tx: Transaction, played: Played): Promise<void> {
  for (const pause of DEMO_PAUSES) await insertPause(tx, played, pause)
  for (const order of DEMO_ORDERS) await insertOrder(tx, played, order)
}

async function insertPause(tx: Transaction, played: Played, pause: DemoPause): Promise<void> {
  const [tip, staffId] = [tipOf(played, pause.tip), personOf(played, pause.by)]
  const run = await runOf(tx, tip.id, pause.clock)
  const at = new Date(played.now.getTime() - pause.hoursAgo * HOUR_MS)
  const reason = await seal({ tip: tip.id, kind: 'pause-reason', seq: 0 }, pause.reason, [tip.tipRecipient])
  await tx.execute(
    sql`SELECT pause_clock(${tip.id}, 0, ${run.id}, ${staffId}, ${at.toISOString()}, ${Buffer.from(reason)})`,
  )
  await tx.insert(records).values({ did: 'pause-clock', staffId, deskId: run.deskId, tipId: tip.id, at })
}

async function insertOrder(tx: Transaction, played: Played, order: DemoOrder): Promise<void> {
  const tip = tipOf(played, order.tip)
  const run = await runOf(tx, tip.id, order.clock)
  for (const [level, day] of [
    ['reminder', run.remindOn],
    ['lead', run.leadOn],
    ['order', run.orderOn],
  ] as const)
    await tx.execute(sql`SELECT escalate_clock(${run.id}, ${level}, ${`${day}T00:10:00+08:00`})`)
  const [issued] = await tx.select().from(supervisionOrders).where(eq(supervisionOrders.clockId, run.id))
  if (issued === undefined) throw new Error(`The demo's order about ${order.tip} was not issued`)
  for (const [seq, { did, by, afterHours, text }] of order.entries.entries()) {
    const at = new Date(issued.issuedAt.getTime() + afterHours * HOUR_MS)
    if (at > played.now) return
    const staffId = personOf(played, by)
    const readers = recipientsOf(played, issued.deskId)
    const sealed = text === null ? null : await seal({ tip: issued.id, kind: 'order-entry', seq }, text, readers)
    await tx.insert(orderEntries).values({ tipId: tip.id, orderId: issued.id, seq, kind: did, staffId, at, sealed })
    const own = { staffId, deskId: issued.deskId, tipId: tip.id, at }
    await tx.insert(records).values({ did: `${did}-order`, ...own })
  }
}

const HOUR_MS = 3_600_000

async function runOf(tx: Transaction, tipId: string, kind: ClockKind): Promise<typeof clocks.$inferSelect> {
  const isIt = and(eq(clocks.tipId, tipId), eq(clocks.kind, kind), isNull(clocks.endedAt))
  const [run] = await tx.select().from(clocks).where(isIt)
  if (run === undefined) throw new Error(`The demo has no running ${kind}`)
  return run
}

function recipientsOf({ office }: Played, deskId: string): string[] {
  const desks = [...office.desks].filter(([key, { id }]) => id === deskId || key === 'audit')
  return desks.map(([, { pair }]) => pair.recipient)
}

function tipOf({ tips }: Played, key: string): TipRows['tip'] & { id: string } {
  const tip = tips.get(key)
  if (tip?.id === undefined) throw new Error(`The demo has no tip ${key}`)
  return { ...tip, id: tip.id }
}

function personOf({ office }: Played, login: string): string {
  const id = office.people.get(login)
  if (id === undefined) throw new Error(`The demo has no ${login}`)
  return id
}
