import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClockKind } from '#contract/clocks.ts'
import { daysLater } from '#contract/periods.ts'
import {
  exportSupervision,
  listSupervised,
  readSupervision,
  type Behind,
  type Supervision,
  type SupervisedGroup,
} from '#contract/supervision.ts'
import { dayInSanya } from '#server/tips/day.ts'
import { rowsOf } from './supervision-world.ts'
import { foundedOffice, newOfficer, startWorld, type Founded, type Officer, type World } from './world.ts'

/** The first quarter of 2025, and the last of 2024 before it. */
const QUARTER = { from: '2025-01-01', to: '2025-03-31' } as const
const today = dayInSanya(new Date())
const [yesterday, tomorrow] = [daysLater(today, -1), daysLater(today, 1)]
const sanya = (text: string): string => `${text.replace(' ', 'T')}:00+08:00`

let world: World
let founded: Founded
let investigator: Officer
let approver: Officer
let auditor: Officer
let operator: Officer
/** The tip that was transferred from the city to Jiyang. */
let moved: string

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  investigator = await newOfficer(world, founded, founded.jiyang, 'wu.di')
  approver = await newOfficer(world, founded, founded.rewards, 'he.simin', { role: 'approver' })
  operator = await newOfficer(world, founded, founded.hotline, 'mo.qin', { role: 'operator' })
  auditor = await newOfficer(world, founded, founded.administration, 'fang.yicheng', { role: 'system-admin' })
  await world.database.owner`update desk_members set role = 'auditor' where staff_id = ${auditor.id}`
  await fill()
})
afterAll(() => world.stop())

async function fill(): Promise<void> {
  const { tip, clock, move, transfer, order } = rowsOf(world, founded)
  const [city, jiyang] = [founded.city.id, founded.jiyang.id]
  // Six tips of the quarter: at its first moment and in its last hour, and two outside of it on either side.
  const first = await tip(city, 'haitang', sanya('2025-01-01 00:00'), 'closed')
  const second = await tip(city, 'haitang', sanya('2025-01-15 10:00'), 'spam')
  const third = await tip(city, 'jiyang', sanya('2025-02-01 10:00'), 'verifying')
  const fourth = await tip(jiyang, 'jiyang', sanya('2025-02-01 11:00'), 'received')
  const last = await tip(jiyang, 'jiyang', sanya('2025-03-31 23:00'), 'received')
  await tip(city, 'haitang', sanya('2024-12-31 23:00'), 'spam')
  await tip(city, 'haitang', sanya('2025-04-01 00:00'), 'received')
  moved = await tip(city, 'jiyang', sanya('2025-03-01 09:00'), 'accepted')
  await transfer(moved, city, jiyang, sanya('2025-03-02 09:00'))
  // Accepting at the city: 1, 2, 4 and 9 days; the one of nine was late. One was undone, one ended before the quarter, one after.
  for (const [days, hours, inTime] of [
    [1, 5, true],
    [2, 30, true],
    [4, 100, true],
    [9, 251, false],
  ] as const)
    await clock(first, 'accept', city, 'haitang', {
      startedAt: sanya('2025-01-06 08:00'),
      dueOn: '2025-01-13',
      end: { at: new Date(Date.parse('2025-01-06T00:30:00Z') + hours * 3_600_000).toISOString(), days, inTime },
    })
  await clock(first, 'accept', city, 'haitang', {
    dueOn: '2025-01-13',
    end: { at: sanya('2025-01-07 09:00'), undone: true },
  })
  await clock(first, 'accept', city, 'haitang', {
    startedAt: sanya('2024-12-30 23:00'),
    dueOn: '2025-01-06',
    end: { at: sanya('2024-12-31 23:59'), days: 1, inTime: true },
  })
  await clock(first, 'accept', city, 'haitang', {
    dueOn: '2025-04-07',
    end: { at: sanya('2025-04-01 00:00'), days: 7, inTime: true },
  })
  const checked = await clock(third, 'decide', jiyang, 'jiyang', {
    startedAt: sanya('2025-01-01 00:00'),
    dueOn: '2025-02-10',
    end: { at: sanya('2025-02-20 00:00'), days: 33, inTime: false },
  })
  await clock(third, 'answer', city, 'jiyang', {
    startedAt: sanya('2025-02-01 10:00'),
    dueOn: '2025-02-10',
    end: { at: sanya('2025-02-03 10:00'), days: 1, inTime: true },
  })
  // What runs now: due yesterday, today (which is not late) and tomorrow; one is paused though its day is over.
  const overdue = await clock(fourth, 'accept', jiyang, 'jiyang', { dueOn: yesterday })
  await clock(last, 'accept', jiyang, 'jiyang', { dueOn: today })
  await clock(moved, 'verify', jiyang, 'jiyang', { dueOn: tomorrow })
  await clock(third, 'decide', city, 'jiyang', { dueOn: yesterday, pausedOn: yesterday })
  await clock(third, 'answer', city, 'jiyang', { dueOn: yesterday })
  await clock(fourth, 'answer', jiyang, 'jiyang', { dueOn: tomorrow })
  // Closed, closed and taken back, closed again in the next month; spam.
  await move(first, 1, 'closed', sanya('2025-01-20 09:00'))
  await move(first, 2, 'confirmed', sanya('2025-01-20 09:05'), 1)
  await move(first, 3, 'closed', sanya('2025-02-20 09:00'))
  await move(second, 1, 'spam', sanya('2025-01-15 12:00'))
  // One order answered a day late, one on its day, one that is open and overdue.
  await order(checked, third, jiyang, {
    issuedAt: sanya('2025-02-12 09:00'),
    dueOn: '2025-02-14',
    status: 'accepted',
    answeredAt: sanya('2025-02-15 00:10'),
  })
  await order(overdue, fourth, jiyang, { issuedAt: sanya('2025-03-12 09:00'), dueOn: yesterday, status: 'returned' })
  const before = await clock(first, 'close', city, 'haitang', {
    dueOn: '2024-12-02',
    end: { at: sanya('2024-12-20 09:00'), days: 9, inTime: false },
  })
  await order(before, first, city, {
    issuedAt: sanya('2024-12-10 09:00'),
    dueOn: '2024-12-12',
    status: 'answered',
    answeredAt: sanya('2024-12-12 23:50'),
  })
}

const read = (officer: Officer, by: 'desk' | 'district' = 'desk'): Promise<Supervision> =>
  officer.browser.done(readSupervision, { params: { by, ...QUARTER } })
const groupOf = ({ groups }: Supervision, key: string): SupervisedGroup => {
  const group = groups.find((each) => each.key === key)
  if (group === undefined) throw new Error(`No group ${key}`)
  return group
}
const list = (officer: Officer, behind: Behind, more: object = {}) =>
  officer.browser.done(listSupervised, { params: { by: 'desk', ...QUARTER, behind, ...more } })
const NONE = { ended: 0, inTime: 0, medianDays: null, medianHours: null }
const kinds = (given: Partial<Record<ClockKind, unknown>>, empty: unknown) => ({
  accept: empty,
  verify: empty,
  decide: empty,
  close: empty,
  answer: empty,
  ...given,
})

test('every figure of a desk is what happened there in the quarter, as Sanya counts days', async () => {
  const report = await read(auditor)
  expect(report.before).toEqual({ from: '2024-10-01', to: '2024-12-31' })
  expect(groupOf(report, founded.city.id).during).toEqual({
    received: 4,
    spam: 1,
    finished: 2,
    transfersIn: 0,
    transfersOut: 1,
    ordersIssued: 0,
    ordersLate: 0,
    clocks: kinds(
      {
        // 1, 2, 4, 9 days and 5, 30, 100, 251 hours: the mean of the two in the middle.
        accept: { ended: 4, inTime: 3, medianDays: 3, medianHours: 65 },
        answer: { ended: 1, inTime: 1, medianDays: 1, medianHours: 48 },
      },
      NONE,
    ),
    stages: { ended: 4, inTime: 3 },
  })
  expect(groupOf(report, founded.jiyang.id).during).toEqual({
    received: 2,
    spam: 0,
    finished: 0,
    transfersIn: 1,
    transfersOut: 0,
    ordersIssued: 2,
    ordersLate: 1,
    clocks: kinds({ decide: { ended: 1, inTime: 0, medianDays: 33, medianHours: 1200 } }, NONE),
    stages: { ended: 1, inTime: 0 },
  })
})

test('the period before has its own figures: spam of its own, an order answered in the last minutes of its day', async () => {
  const { before } = groupOf(await read(approver), founded.city.id)
  expect(before).toMatchObject({ received: 1, spam: 1, finished: 0, ordersIssued: 1, ordersLate: 0 })
  expect(before.clocks.accept).toEqual({ ended: 1, inTime: 1, medianDays: 1, medianHours: null })
  expect(before.stages).toEqual({ ended: 2, inTime: 1 })
})

test('what stands now: overdue from the day after, never while paused, and answers owed', async () => {
  const report = await read(auditor)
  expect(groupOf(report, founded.jiyang.id).now).toEqual({
    open: kinds({ accept: 2, verify: 1, answer: 1 }, 0),
    overdue: kinds({ accept: 1 }, 0),
    paused: 0,
    ordersOpen: 1,
    ordersOverdue: 1,
  })
  expect(groupOf(report, founded.city.id).now).toEqual({
    open: kinds({ decide: 1, answer: 1 }, 0),
    overdue: kinds({ answer: 1 }, 0),
    paused: 1,
    ordersOpen: 0,
    ordersOverdue: 0,
  })
})

test('all desks together, with medians over all their clocks and not over their medians', async () => {
  const { total, parts } = await read(auditor)
  expect(total.during).toMatchObject({
    received: 6,
    spam: 1,
    finished: 2,
    transfersIn: 1,
    transfersOut: 1,
    ordersIssued: 2,
  })
  expect(total.during.stages).toEqual({ ended: 5, inTime: 3 })
  expect(total.now).toMatchObject({ paused: 1, ordersOpen: 1 })
  expect(parts[0]).toEqual({ from: '2025-01-01', to: '2025-01-05', received: 1, finished: 0 })
  expect(parts.at(-1)).toEqual({ from: '2025-03-31', to: '2025-03-31', received: 1, finished: 0 })
  expect(parts.reduce((sum, { received }) => sum + received, 0)).toBe(6)
  expect(parts.reduce((sum, { finished }) => sum + finished, 0)).toBe(2)
})

test('by district the same tips count where they happened', async () => {
  const report = await read(auditor, 'district')
  expect(report.groups.map(({ key }) => key)).toEqual(['haitang', 'jiyang', 'tianya', 'yazhou', 'yucai', 'unsure'])
  expect(groupOf(report, 'haitang').during).toMatchObject({ received: 2, spam: 1, finished: 2 })
  expect(groupOf(report, 'jiyang').during).toMatchObject({
    received: 4,
    transfersIn: 1,
    transfersOut: 1,
    ordersIssued: 2,
  })
  expect(groupOf(report, 'jiyang').now.paused).toBe(1)
  expect(groupOf(report, 'haitang').before.ordersIssued).toBe(1)
})

test('a period in which nothing happened has zeros and no medians', async () => {
  const params = { by: 'desk', from: '2020-01-01', to: '2020-01-31' } as const
  const { total } = await auditor.browser.done(readSupervision, { params })
  expect(total.during.clocks).toEqual(kinds({}, NONE))
  expect(total.during.received).toBe(0)
})

test('behind every number stands a list of as many rows', async () => {
  const { total } = await read(auditor)
  const lengths = async (behind: Behind, more: object = {}) => (await list(auditor, behind, more)).rows.length
  expect(await lengths('received')).toBe(total.during.received)
  expect(await lengths('spam')).toBe(total.during.spam)
  expect(await lengths('finished')).toBe(total.during.finished)
  expect(await lengths('ended')).toBe(total.during.stages.ended)
  expect(await lengths('ended', { kind: 'answer' })).toBe(total.during.clocks.answer.ended)
  expect(await lengths('late')).toBe(total.during.stages.ended - total.during.stages.inTime)
  expect(await lengths('open', { kind: 'answer' })).toBe(total.now.open.answer)
  expect(await lengths('overdue')).toBe(2)
  expect(await lengths('overdue', { kind: 'accept', group: founded.jiyang.id })).toBe(1)
  expect(await lengths('paused')).toBe(total.now.paused)
  expect(await lengths('transfers-in', { group: founded.jiyang.id })).toBe(1)
  expect(await lengths('transfers-in', { group: founded.city.id })).toBe(0)
  expect(await lengths('transfers-out', { group: founded.city.id })).toBe(1)
  expect(await lengths('orders')).toBe(total.during.ordersIssued)
  expect(await lengths('orders-late')).toBe(total.during.ordersLate)
  expect(await lengths('orders-open')).toBe(total.now.ordersOpen)
  expect(await lengths('orders-overdue')).toBe(total.now.ordersOverdue)
  expect(await lengths('received', { by: 'district', group: 'haitang' })).toBe(2)
})

test('an overdue row says what, where and since when; only who works at that desk gets more than the number', async () => {
  const wanted = { kind: 'accept', group: founded.jiyang.id }
  const [row] = (await list(auditor, 'overdue', wanted)).rows
  expect(row).toMatchObject({
    tip: null,
    stage: 'received',
    desk: founded.jiyang.id,
    kind: 'accept',
    dueOn: yesterday,
    endedAt: null,
  })
  expect(row).toMatchObject({ isLate: true, isPaused: false, provisional: false })
  expect(row?.number).toMatch(/^2025-\d{4}$/)
  const { owner } = world.database
  await owner`update desk_members set role = 'lead' where staff_id = ${investigator.id}`
  expect((await list(investigator, 'overdue', wanted)).rows[0]?.tip).toMatch(/^[\da-f-]{36}$/)
  // The city lost the tip with the transfer: to a lead of the city alone it is a number now.
  await owner`update desk_members set desk_id = ${founded.city.id} where staff_id = ${investigator.id}`
  const [transferred] = (await list(investigator, 'transfers-out')).rows
  expect(transferred).toMatchObject({
    tip: null,
    desk: founded.city.id,
    toDesk: founded.jiyang.id,
    atDesk: founded.jiyang.id,
  })
  await owner`update desk_members set desk_id = ${founded.jiyang.id} where staff_id = ${investigator.id}`
  expect((await list(investigator, 'transfers-out')).rows[0]?.tip).toBe(moved)
  await owner`update desk_members set role = 'investigator' where staff_id = ${investigator.id}`
})

test('long lists come in pages that neither skip nor repeat, the earliest due day first', async () => {
  const { tip, clock, forget } = rowsOf(world, founded)
  const many: string[] = []
  for (let number = 0; number < 120; number++) {
    const one = await tip(founded.city.id, 'yucai', sanya('2019-01-01 00:00'))
    await clock(one, 'close', founded.city.id, 'yucai', { dueOn: daysLater('2019-02-01', Math.floor(number / 40)) })
    many.push(one)
  }
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await list(auditor, 'overdue', {
      by: 'district',
      group: 'yucai',
      ...(after === undefined ? {} : { after }),
    })
    expect(page.rows.length).toBeLessThanOrEqual(50)
    seen.push(...page.rows.map(({ dueOn }) => dueOn ?? ''))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(seen).toHaveLength(120)
  expect(seen).toEqual(seen.toSorted())
  for (const one of many) await forget(one)
})

test('leads, leaders and auditors may look, others may not', async () => {
  const params = { by: 'desk', ...QUARTER } as const
  for (const browser of [founded.browser, approver.browser, auditor.browser])
    expect((await browser.call(readSupervision, { params })).is).toBe('done')
  for (const { browser } of [investigator, operator]) {
    expect(await browser.call(readSupervision, { params })).toMatchObject({ refusal: 'notPermitted' })
    expect(await browser.call(exportSupervision, { body: params })).toMatchObject({ refusal: 'notPermitted' })
    expect(await browser.call(listSupervised, { params: { ...params, behind: 'overdue' } })).toMatchObject({
      refusal: 'notPermitted',
    })
  }
})

test.for([
  ['ends before it begins', { from: '2025-02-01', to: '2025-01-01' }],
  ['is longer than five years', { from: '2020-01-01', to: '2025-12-31' }],
  ['is no day', { from: '2025-02-30', to: '2025-03-01' }],
] as const)('a period that %s is refused', async ([, period]) => {
  expect(await auditor.browser.call(readSupervision, { params: { by: 'desk', ...period } })).toMatchObject({
    refusal: 'invalidInput',
  })
})

test('a place in a list that does not exist is an empty page, and one that is none is refused', async () => {
  const far = `9999999999999999.${moved}`
  expect((await list(auditor, 'overdue', { after: far })).rows).toEqual([])
  const params = { by: 'desk', ...QUARTER, behind: 'overdue', after: '1.x' } as const
  expect(await auditor.browser.call(listSupervised, { params })).toMatchObject({ refusal: 'invalidInput' })
})

test('taking the figures out leaves a trace; looking at them leaves none', async () => {
  const traces = async () =>
    (await world.database.owner`select did from records where staff_id = ${approver.id} order by seq`).map(
      ({ did }) => did as string,
    )
  const before = await traces()
  await read(approver)
  expect(await traces()).toEqual(before)
  const taken = await approver.browser.done(exportSupervision, { body: { by: 'desk', ...QUARTER } })
  expect(taken.total.during.received).toBe(6)
  expect(await traces()).toEqual([...before, 'export-supervision'])
})

test('no answer holds anything sealed, or a person', async () => {
  const answers = [
    await read(founded as unknown as Officer),
    await list(auditor, 'transfers-out'),
    await list(auditor, 'orders'),
    await list(auditor, 'open'),
  ]
  const text = JSON.stringify(answers)
  for (const word of ['sealed', founded.lead.account.id, founded.lead.account.login, 'B64', 'recipient', 'dealing'])
    expect(text).not.toContain(word)
})

test('figures are read under a role that cannot write and cannot see a report', async () => {
  const { owner } = world.database
  const [reads] = await owner`select has_column_privilege('lushao_auditor', 'tips', 'report', 'select') as report,
    has_table_privilege('lushao_auditor', 'clocks', 'update') as writes, has_table_privilege('lushao_auditor', 'clocks', 'select') as clocks,
    has_column_privilege('lushao_auditor', 'order_entries', 'sealed', 'select') as answers`
  expect(reads).toEqual({ report: false, writes: false, clocks: true, answers: false })
})
