import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundedOffice, newOfficer, sentTip, startWorld, type World } from '../server/world.ts'

/** What the database itself holds of escalation and supervision orders, as the role of the office process. */
let world: World
let office: postgres.Sql
let clocks: string[]
let officer: string
let auditor: string

beforeAll(async () => {
  world = await startWorld()
  const founded = await foundedOffice(world)
  officer = (await newOfficer(world, founded, founded.city, 'lin.yue')).id
  auditor = founded.lead.account.id
  for (let n = 0; n < 6; n++) await sentTip(world)
  clocks = (await world.database.owner`select c.id from clocks c join tips t on t.id = c.tip_id order by t.serial`).map(
    (row) => String(row['id']),
  )
  office = postgres(world.database.officeUrl, { max: 8, onnotice: () => {} })
})
afterAll(async () => {
  await office.end()
  await world.stop()
})

const clock = (n: number): string => clocks[n] ?? ''
/** Escalates a run on the day that one of its own columns names, or the day before. */
async function escalate(
  run: string,
  level: string,
  on: 'remind_on' | 'lead_on' | 'order_on',
  daysBefore = 0,
): Promise<boolean> {
  const [row] = await office.unsafe(
    `select escalate_clock(id, '${level}', (${on} - ${daysBefore})::timestamp at time zone 'Asia/Shanghai' + interval '8 hours') as did from clocks where id = '${run}'`,
  )
  return row?.['did'] === true
}
const orderOf = async (run: string) => (await office`select * from supervision_orders where clock_id = ${run}`)[0]

test('each level comes on its day and once, whoever else tries at the same moment', async () => {
  for (const [level, on] of [
    ['reminder', 'remind_on'],
    ['lead', 'lead_on'],
    ['order', 'order_on'],
  ] as const) {
    expect([level, await escalate(clock(0), level, on, 1)]).toEqual([level, false])
    const tries = await Promise.all(Array.from({ length: 4 }, () => escalate(clock(0), level, on)))
    expect([level, tries.filter(Boolean).length]).toEqual([level, 1])
  }
  const events = await office`select level from clock_events where clock_id = ${clock(0)} order by at`
  expect(events.map((row) => row['level'])).toEqual(['reminder', 'lead', 'order'])
})

test('what has ended or stands still is not escalated', async () => {
  const { owner } = world.database
  await owner`update clocks set paused_on = due_on, remaining = 1 where id = ${clock(1)}`
  expect(await escalate(clock(1), 'order', 'order_on')).toBe(false)
  await owner`update clocks set paused_on = null, remaining = null where id = ${clock(1)}`
  await owner`select end_clock(${clock(1)}, 'done', now(), 1)`
  expect(await escalate(clock(1), 'order', 'order_on')).toBe(false)
})

test('numbers of orders are given without a gap, also when one that had a number is rolled back', async () => {
  const rolledBack = office.begin(async (tx) => {
    await tx`select escalate_clock(id, 'order', order_on::timestamp at time zone 'Asia/Shanghai') from clocks where id = ${clock(2)}`
    throw new Error('Something else failed')
  })
  await expect(rolledBack).rejects.toThrow('Something else failed')
  await Promise.all([2, 3, 4, 5].map((n) => escalate(clock(n), 'order', 'order_on')))
  const rows = await office`select number, year, seq, status from supervision_orders order by year, seq`
  const year = Number(rows[0]?.['year'])
  expect(rows.map(({ number, seq, status }) => [number, seq, status])).toEqual(
    [1, 2, 3, 4, 5].map((seq) => [`DB-${year}-000${seq}`, seq, 'issued']),
  )
})

test('an order goes from answer to judgement and back, each entry at its place', async () => {
  const order = await orderOf(clock(2))
  const enter = async (kind: string, seq: number, by: string): Promise<string> => {
    const entering = office`insert into order_entries (tip_id, order_id, seq, kind, staff_id, at, sealed)
      values (${order?.['tip_id']}, ${order?.['id']}, ${seq}, ${kind}, ${by}, ${order?.['issued_at']}, ${kind === 'accept' ? null : 'x'})`
    return entering.then(
      async () => String((await orderOf(clock(2)))?.['status']),
      (error: postgres.PostgresError) => error.code,
    )
  }
  expect(await enter('accept', 0, auditor)).toBe('LS009')
  expect(await enter('answer', 1, officer)).toBe('LS009')
  expect(await enter('answer', 0, officer)).toBe('answered')
  expect(await enter('answer', 1, officer)).toBe('LS009')
  expect(await enter('accept', 1, officer)).toBe('LS010')
  expect(await enter('return', 1, auditor)).toBe('returned')
  expect(await enter('accept', 2, auditor)).toBe('LS009')
  expect(await enter('answer', 2, officer)).toBe('answered')
  expect(await enter('accept', 3, auditor)).toBe('accepted')
  expect(await enter('return', 4, auditor)).toBe('LS009')
})

test('an answer is due in so many working days after the order, and again after it was sent back', async () => {
  const order = await orderOf(clock(3))
  const [first] = await office`select (add_working_days(sanya_day(${order?.['issued_at']}), 5)).due_on`
  expect(order?.['answer_due_on']).toEqual(first?.['due_on'])
  for (const [seq, kind, by, later] of [
    [0, 'answer', officer, 1],
    [1, 'return', auditor, 10],
  ] as const)
    await office`insert into order_entries (tip_id, order_id, seq, kind, staff_id, at, sealed)
      select tip_id, id, ${seq}, ${kind}, ${by}, issued_at + ${later} * interval '1 day', 'x' from supervision_orders where id = ${order?.['id']}`
  const [again] =
    await office`select (add_working_days(sanya_day(issued_at + interval '10 days'), 5)).due_on from supervision_orders where id = ${order?.['id']}`
  expect((await orderOf(clock(3)))?.['answer_due_on']).toEqual(again?.['due_on'])
})
