import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acceptOrder,
  answerOrder,
  countDeskOrders,
  countOrders,
  listDeskOrders,
  listOrders,
  ORDER_PAGE_ROWS,
  orderText,
  readOrder,
  returnOrder,
  statusAfter,
  TURN_OF,
  type OrderRow,
} from '#contract/orders.ts'
import { ORDER_ENTRIES, ORDER_STATUSES } from '#contract/clocks.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { answer } from '#server/orders/answer-order.ts'
import { sendBack } from '#server/orders/judge-order.ts'
import { orderCounts } from '#server/orders/list-orders.ts'
import { openOrder } from '#server/orders/read-order.ts'
import {
  allOrders,
  asWho,
  dayOf,
  later,
  morning,
  noticesOf,
  ordersWorld,
  quietTips,
  sealedEntry,
  type Orders,
} from './orders-world.ts'
import { newOfficer, type Officer } from './world.ts'

let it: Orders
let lin: Officer
let su: Officer
let jiyangLead: Officer

beforeAll(async () => {
  it = await ordersWorld()
  lin = await newOfficer(it.world, it.founded, it.founded.city, 'lin')
  su = await newOfficer(it.world, it.founded, it.founded.city, 'su.lead', { role: 'lead' })
  jiyangLead = await newOfficer(it.world, it.founded, it.founded.jiyang, 'he.lead', { role: 'lead' })
})
afterAll(() => it.stop())

/** A fresh order for the city's desk. */
async function newOrder(): Promise<string> {
  await quietTips(it, 1)
  await it.escalateOn(await dayOf(it.owner, 'order_on'))
  await it.owner`delete from notices`
  return String((await allOrders(it)).at(-1)?.id)
}
const entry = (order: string, seq: number, text?: string) => sealedEntry(it, order, seq, text)
const read = (officer: Officer, order: string) => officer.browser.done(readOrder, { params: { order } })

async function answered(order: string, seq: number, seen: 'issued' | 'returned' = 'issued') {
  return su.browser.done(answerOrder, { params: { order }, body: { seen, seq, sealedB64: await entry(order, seq) } })
}

test('an order goes from the desk to the auditor and back; nothing else is possible', () => {
  const possible = ORDER_STATUSES.flatMap((status) =>
    ORDER_ENTRIES.flatMap((kind) =>
      statusAfter(status, kind) === null ? [] : [`${status} ${kind} ${statusAfter(status, kind)}`],
    ),
  )
  expect(possible.toSorted()).toEqual([
    'answered accept accepted',
    'answered return returned',
    'issued answer answered',
    'returned answer answered',
  ])
  expect(TURN_OF).toEqual({ issued: 'desk', returned: 'desk', answered: 'auditor', accepted: 'done' })
})

test('the desk and the auditors see an order, and nobody else learns that there is one', async () => {
  const order = await newOrder()
  const seen = await read(lin, order)
  expect(seen.row).toMatchObject({ order, status: 'issued', desk: { nameZh: '支队' }, isLate: false })
  expect(seen.row.clock).toMatchObject({ kind: 'accept', endedAt: null })
  expect(seen).toMatchObject({ entries: [], nextSeq: 0 })
  expect(seen.recipients.map(({ desk }) => desk.id)).toEqual([it.founded.city.id, it.founded.audit.id])
  expect(seen.recipients.map(({ recipient }) => recipient)).toEqual([
    it.founded.city.pair.recipient,
    it.founded.audit.pair.recipient,
  ])
  expect((await read(it.auditor, order)).row).toEqual(seen.row)
  expect(await jiyangLead.browser.refusal(readOrder, { params: { order } })).toBe('orderNotFound')
  expect(await lin.browser.refusal(readOrder, { params: { order: crypto.randomUUID() } })).toBe('orderNotFound')
  expect(await lin.browser.refusal(listOrders, { params: {} })).toBe('notPermitted')
  expect(await jiyangLead.browser.refusal(listDeskOrders, { params: { desk: it.founded.city.id } })).toBe(
    'notPermitted',
  )
})

test('the lead answers, sealed to the desk and the auditors; an auditor returns it, and accepts the next', async () => {
  const order = await newOrder()
  const body = { seen: 'issued' as const, seq: 0, sealedB64: await entry(order, 0, '因人手不足延误，已补办') }
  expect(await lin.browser.refusal(answerOrder, { params: { order }, body })).toBe('notPermitted')
  expect(await jiyangLead.browser.refusal(answerOrder, { params: { order }, body })).toBe('orderNotFound')
  expect(await su.browser.done(answerOrder, { params: { order }, body })).toEqual({ status: 'answered', isLate: false })
  expect(await noticesOf(it, it.founded.audit)).toBe(1)

  const [first] = (await read(it.auditor, order)).entries
  expect(first).toMatchObject({ seq: 0, kind: 'answer', by: { name: 'su.lead' }, isLate: false })
  const place = { tip: order, kind: 'order-entry', seq: 0 } as const
  for (const desk of [it.founded.audit, it.founded.city]) {
    const opened = await open(fromB64(first?.sealedB64 ?? ''), [desk.pair.identity], place)
    expect(opened.is === 'opened' && orderText.parse(opened.body)).toBe('因人手不足延误，已补办')
  }
  const [stored] = await it.owner`select encode(sealed, 'escape') as text from order_entries where order_id = ${order}`
  expect(String(stored?.['text'])).not.toContain('人手')

  const judged = { seen: 'answered' as const, seq: 1 }
  expect(await su.browser.refusal(acceptOrder, { params: { order }, body: judged })).toBe('notPermitted')
  const back = await it.auditor.browser.done(returnOrder, {
    params: { order },
    body: { ...judged, sealedB64: await entry(order, 1, '请说明整改措施') },
  })
  expect(back.status).toBe('returned')
  const [due] =
    await it.owner`select (add_working_days(sanya_day(now()), order_answer)).due_on::text as day from deadline_sets`
  expect(back.answerDueOn).toBe(due?.['day'])
  expect(await noticesOf(it, it.founded.city)).toBe(1)

  await answered(order, 2, 'returned')
  expect(await it.auditor.browser.done(acceptOrder, { params: { order }, body: { seen: 'answered', seq: 3 } })).toEqual(
    { status: 'accepted' },
  )
  const done = await read(su, order)
  expect(done.entries.map(({ kind, sealedB64 }) => [kind, sealedB64 !== null])).toEqual([
    ['answer', true],
    ['return', true],
    ['answer', true],
    ['accept', false],
  ])
  expect(done.row).toMatchObject({ status: 'accepted', left: null })
})

test('of two at once the second is refused and told why; the same again changes nothing', async () => {
  const order = await newOrder()
  const bodies = await Promise.all(
    [0, 0].map(async (seq) => ({ seen: 'issued' as const, seq, sealedB64: await entry(order, seq) })),
  )
  const answers = await Promise.all([
    su.browser.call(answerOrder, { params: { order }, body: bodies[0] as never }),
    it.founded.browser.call(answerOrder, { params: { order }, body: bodies[1] as never }),
  ])
  expect(answers.map((each) => (each.is === 'refused' ? each.refusal : each.is)).toSorted()).toEqual([
    'changedMeanwhile',
    'done',
  ])
  const [winner, browser] = answers[0]?.is === 'done' ? [bodies[0], su.browser] : [bodies[1], it.founded.browser]
  expect(await browser.done(answerOrder, { params: { order }, body: winner as never })).toMatchObject({
    status: 'answered',
  })
  expect((await read(su, order)).entries).toHaveLength(1)

  const judge = await entry(order, 1)
  const [returned, accepted] = await Promise.all([
    it.auditor.browser.call(returnOrder, { params: { order }, body: { seen: 'answered', seq: 1, sealedB64: judge } }),
    it.auditor.browser.call(acceptOrder, { params: { order }, body: { seen: 'answered', seq: 1 } }),
  ])
  expect([returned.is, accepted.is].toSorted()).toEqual(['done', 'refused'])
  expect((await read(su, order)).entries).toHaveLength(2)
})

test('a place that is used and a state that has passed are refused', async () => {
  const order = await newOrder()
  await answered(order, 0)
  const again = { seen: 'issued' as const, seq: 1, sealedB64: await entry(order, 1) }
  expect(await su.browser.refusal(answerOrder, { params: { order }, body: again })).toBe('changedMeanwhile')
  expect(await su.browser.refusal(answerOrder, { params: { order }, body: { ...again, seen: 'answered' } })).toBe(
    'changedMeanwhile',
  )
  expect(await it.auditor.browser.refusal(acceptOrder, { params: { order }, body: { seen: 'answered', seq: 0 } })).toBe(
    'placeTaken',
  )
  expect(await it.auditor.browser.refusal(acceptOrder, { params: { order }, body: { seen: 'answered', seq: 2 } })).toBe(
    'placeTaken',
  )
  const open_ = { seen: 'answered' as const, seq: 1, sealedB64: Buffer.from('plain words').toString('base64') }
  expect(await it.auditor.browser.refusal(returnOrder, { params: { order }, body: open_ })).toBe('notSealed')
})

test('who wrote an answer does not judge it, even as an auditor', async () => {
  const order = await newOrder()
  await answered(order, 0)
  await it.owner`insert into desk_members (desk_id, staff_id, role) values (${it.founded.audit.id}, ${su.id}, 'auditor')`
  const body = { seen: 'answered' as const, seq: 1 }
  expect(await su.browser.refusal(acceptOrder, { params: { order }, body })).toBe('ownAnswer')
  expect(
    await su.browser.refusal(returnOrder, { params: { order }, body: { ...body, sealedB64: await entry(order, 1) } }),
  ).toBe('ownAnswer')
  await it.owner`delete from desk_members where desk_id = ${it.founded.audit.id} and staff_id = ${su.id}`
})

test('an answer that is late is overdue until it comes, is taken, and stays marked', async () => {
  const order = await newOrder()
  const [row] = (await allOrders(it)).filter(({ id }) => id === order)
  const tooLate = later(String(row?.answer_due_on), 1)
  const who = asWho(su.id, { id: it.founded.city.id, role: 'lead' })
  const deps = { db: it.db, now: () => morning(tooLate) }
  const before = await openOrder(deps, who, order)
  expect(before.row).toMatchObject({ isLate: true, isOverdue: true })
  expect(before.row.left).toBeLessThanOrEqual(0)
  expect((await openOrder({ ...deps, now: () => morning(String(row?.answer_due_on)) }, who, order)).row).toMatchObject({
    isLate: false,
    left: 0,
  })
  expect((await orderCounts(deps, it.founded.city.id)).overdue).toBeGreaterThanOrEqual(1)

  expect(await answer(deps, who, order, { seen: 'issued', seq: 0, sealedB64: await entry(order, 0) })).toEqual({
    status: 'answered',
    isLate: true,
  })
  const auditor = asWho(it.auditor.id, { id: it.founded.audit.id, role: 'auditor' })
  await sendBack(deps, auditor, order, { seen: 'answered', seq: 1, sealedB64: await entry(order, 1) })
  expect(await answer(deps, who, order, { seen: 'returned', seq: 2, sealedB64: await entry(order, 2) })).toEqual({
    status: 'answered',
    isLate: false,
  })
  const after = await openOrder(deps, who, order)
  expect(after.entries.map(({ isLate }) => isLate)).toEqual([true, false, false])
  expect(after.row).toMatchObject({ isLate: true, isOverdue: false })
})

test('who reads and who writes leaves a trace; the same look counts once', async () => {
  const order = await newOrder()
  await read(lin, order)
  await read(lin, order)
  await answered(order, 0)
  const deeds =
    await it.owner`select did, staff_id from records where tip_id = (select tip_id from supervision_orders where id = ${order}) order by seq`
  expect(deeds.map((row) => [row['did'], row['staff_id']])).toEqual([
    ['read-order', lin.id],
    ['answer-order', su.id],
  ])
})

test('an order outlives its tip, and nothing more is written about it', async () => {
  const order = await newOrder()
  await answered(order, 0)
  await it.owner`select forget_tip(tip_id) from supervision_orders where id = ${order}`
  const seen = await read(it.auditor, order)
  expect(seen.row).toMatchObject({ tipNumber: null, clock: null, status: 'answered' })
  expect(seen.entries).toEqual([])
  expect(await it.auditor.browser.refusal(acceptOrder, { params: { order }, body: { seen: 'answered', seq: 0 } })).toBe(
    'tipNotFound',
  )
})

test('lists go page by page: what waits oldest first, all newest first; counts agree with them', async () => {
  await quietTips(it, ORDER_PAGE_ROWS + 5)
  await it.escalateOn(later(await dayOf(it.owner, 'order_on'), 1))
  const numbers = (await allOrders(it)).filter(({ status }) => status === 'issued').map(({ number }) => number)
  const rows: OrderRow[] = []
  for (let after: string | undefined; ;) {
    const page = await it.auditor.browser.done(listOrders, {
      params: { turn: 'desk', ...(after === undefined ? {} : { after }) },
    })
    rows.push(...page.rows)
    expect(page.rows.length).toBeLessThanOrEqual(ORDER_PAGE_ROWS)
    if (page.next === null) break
    after = page.next
  }
  expect(rows.filter(({ status }) => status === 'issued').map(({ number }) => number)).toEqual(numbers)
  const counts = await it.auditor.browser.done(countOrders, {})
  expect(counts.turns.desk).toBe(rows.length)
  const [newest] = (await lin.browser.done(listDeskOrders, { params: { desk: it.founded.city.id } })).rows
  expect(newest?.number).toBe((await allOrders(it)).at(-1)?.number)
  expect((await lin.browser.done(countDeskOrders, { params: { desk: it.founded.city.id } })).turns).toEqual(
    counts.turns,
  )
  const elsewhere = await it.auditor.browser.done(listOrders, { params: { desk: it.founded.jiyang.id } })
  expect(elsewhere).toEqual({ rows: [], next: null })
  expect((await it.auditor.browser.done(listOrders, { params: { overdue: 'yes' } })).rows).toEqual([])
})
