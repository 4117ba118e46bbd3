import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { levelsDue } from '#server/orders/levels.ts'
import { allOrders, dayOf, later, noticesOf, ordersWorld, quietTips, type Orders } from './orders-world.ts'
import { moved, newTip } from './triage-world.ts'

const RUN = { remindOn: '2026-03-02', leadOn: '2026-03-04', orderOn: '2026-03-06', had: [] }

test.each([
  ['2026-03-01', [], []],
  ['2026-03-02', [], ['reminder']],
  ['2026-03-03', ['reminder'], []],
  ['2026-03-04', ['reminder'], ['lead']],
  ['2026-03-05', ['reminder', 'lead'], []],
  ['2026-03-06', ['reminder', 'lead'], ['order']],
  ['2026-04-01', ['reminder', 'lead', 'order'], []],
  ['2026-04-01', [], ['reminder', 'lead', 'order']],
  ['2026-03-05', [], ['reminder', 'lead']],
  ['2026-04-01', ['reminder'], ['lead', 'order']],
] as const)('on %s, after %j, there is due %j', (today, had, due) => {
  expect(levelsDue({ ...RUN, had }, today)).toEqual(due)
})

let it: Orders
beforeAll(async () => {
  it = await ordersWorld()
})
afterAll(() => it.stop())
beforeEach(async () => {
  // Each test begins with an office in which nothing waits.
  await it.owner`select forget_tip(id) from tips`
  await it.owner`delete from notices`
})

const levels = async (): Promise<string[]> =>
  (await it.owner`select level from clock_events order by at, level`).map((row) => String(row['level']))

/** The numbers of each year begin with 1 and leave none out. */
async function expectNoGap(): Promise<void> {
  const years = Map.groupBy(await allOrders(it), (order) => order.number.slice(0, -4))
  for (const [year, orders] of years)
    expect(orders.map((order) => order.number)).toEqual(
      orders.map((_, index) => `${year}${String(index + 1).padStart(4, '0')}`),
    )
}

test('nobody does anything: a reminder, the lead, an order with its number, each once and on its day', async () => {
  await quietTips(it, 1)
  const [remindOn, leadOn, orderOn] = [
    await dayOf(it.owner, 'remind_on'),
    await dayOf(it.owner, 'lead_on'),
    await dayOf(it.owner, 'order_on'),
  ]
  expect(await it.escalateOn(later(remindOn, -1))).toBe(0)
  expect(await noticesOf(it, it.founded.city)).toBe(0)

  expect(await it.escalateOn(remindOn)).toBe(1)
  expect(await levels()).toEqual(['reminder'])
  expect(await noticesOf(it, it.founded.city)).toBe(1)
  expect(await it.escalateOn(remindOn)).toBe(0)
  expect(await noticesOf(it, it.founded.city)).toBe(1)

  await it.owner`delete from notices`
  expect(await it.escalateOn(leadOn)).toBe(1)
  expect(await noticesOf(it, it.founded.city)).toBe(1)
  expect(await noticesOf(it, it.founded.audit)).toBe(0)

  await it.owner`delete from notices`
  const before = (await allOrders(it)).length
  expect(await it.escalateOn(orderOn)).toBe(1)
  expect(await levels()).toEqual(['reminder', 'lead', 'order'])
  expect(await noticesOf(it, it.founded.city)).toBe(1)
  expect(await noticesOf(it, it.founded.audit)).toBe(1)
  const orders = (await allOrders(it)).slice(before)
  expect(orders).toMatchObject([{ status: 'issued' }])
  expect(orders[0]?.number).toMatch(/^DB-\d{4}-\d{4}$/)
  const [due] =
    await it.owner`select (add_working_days(${orderOn}::date, order_answer)).due_on::text as day from deadline_sets`
  expect(orders[0]?.answer_due_on).toBe(due?.['day'])
  expect(await it.escalateOn(later(orderOn, 1))).toBe(0)
})

test('after days without a server several levels happen at once, and a desk is told once', async () => {
  await quietTips(it, 3)
  expect(await it.escalateOn(later(await dayOf(it.owner, 'order_on'), 9))).toBe(9)
  expect((await levels()).toSorted()).toEqual(
    ['reminder', 'lead', 'order'].flatMap((level) => [level, level, level]).toSorted(),
  )
  expect(await noticesOf(it, it.founded.city)).toBe(1)
  expect(await noticesOf(it, it.founded.audit)).toBe(1)
})

test('two processes at once: each level once, numbers without gaps, one notice a desk', async () => {
  await quietTips(it, 12)
  const other = connect(it.world.database.officeUrl, 4)
  const day = later(await dayOf(it.owner, 'order_on'), 1)
  const [one, two] = await Promise.all([it.escalateOn(day), it.escalateOn(day, other)])
  await other.$client.end()
  expect((one ?? 0) + (two ?? 0)).toBe(36)
  await expectNoGap()
  expect(await noticesOf(it, it.founded.city)).toBe(1)
})

test('a run that is cut off in the middle is made up by the next, without a gap in the numbers', async () => {
  await quietTips(it, 5)
  const before = (await allOrders(it)).length
  await it.owner.unsafe(`
    create function cut() returns trigger language plpgsql as $$ begin
      if new.seq = ${before + 3} then raise exception 'cut'; end if; return new; end $$;
    create trigger cut before insert on supervision_orders for each row execute function cut()`)
  const day = await dayOf(it.owner, 'order_on')
  await expect(it.escalateOn(day)).rejects.toThrow()
  expect((await allOrders(it)).length).toBe(before + 2)
  await it.owner.unsafe('drop trigger cut on supervision_orders; drop function cut()')
  await it.escalateOn(day)
  await expectNoGap()
  expect((await allOrders(it)).length).toBe(before + 5)
  expect((await levels()).length).toBe(15)
})

test('a clock that ends stops escalating; the order that was issued still wants its answer', async () => {
  await it.owner`delete from notices`
  const officer = { id: it.founded.lead.account.id, name: 'chen.lead', browser: it.founded.browser }
  const quick = await newTip(it.world, officer, it.founded.city)
  const slow = await newTip(it.world, officer, it.founded.city)
  const [leadOn, orderOn] = [await dayOf(it.owner, 'lead_on'), await dayOf(it.owner, 'order_on')]
  await it.escalateOn(leadOn)
  await moved(officer, quick, 'accept')
  const before = (await allOrders(it)).length
  await it.escalateOn(orderOn)
  expect((await allOrders(it)).slice(before).map((order) => order.tip_id)).toEqual([slow.tip])
  await moved(officer, slow, 'accept')
  expect((await allOrders(it)).at(-1)).toMatchObject({ tip_id: slow.tip, status: 'issued' })
})

test('a paused clock stands still; past the longest pause it goes on by itself and escalates from there', async () => {
  const [tip = ''] = await quietTips(it, 1)
  const staff = it.founded.lead.account.id
  const [clock] = await it.owner`select id, started_at from clocks where tip_id = ${tip}`
  await it.owner`update tip_states set waiting_for = 'tipster' where tip_id = ${tip}`
  const [pause] =
    await it.owner`select pause_clock(${tip}, 0, ${clock?.['id']}, ${staff}, ${clock?.['started_at']}, 'sealed')::text as until`
  const until = String(pause?.['until'])
  expect(await it.escalateOn(until)).toBe(0)
  expect(await levels()).toEqual([])

  expect(await it.escalateOn(later(until, 1))).toBeGreaterThanOrEqual(1)
  const ends = await it.owner`select why, staff_id from pause_ends where tip_id = ${tip}`
  expect(ends).toMatchObject([{ why: 'limit', staff_id: null }])
  await it.escalateOn(await dayOf(it.owner, 'order_on'))
  expect((await levels()).toSorted()).toEqual(['lead', 'order', 'reminder'])
  expect(await it.owner`select from pause_ends where tip_id = ${tip}`).toHaveLength(1)
})
