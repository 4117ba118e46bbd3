import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLOCK_GROUPS, countClocks, listClocks, type ClockGroup, type ClockRow } from '#contract/clocks.ts'
import { listTips, type OpenedTip } from '#contract/tips.ts'
import { setWork } from '#contract/triage.ts'
import { clocksOf, daysPass, deskWrites, newTold, paused, tipsterWrites, type Told } from './clocks-world.ts'
import { moved } from './triage-world.ts'
import { foundedOffice, newOfficer, startWorld, type Founded, type Officer, type World } from './world.ts'

let world: World
let founded: Founded
let lin: Officer
let su: Officer
/** Of the city squad: long overdue, due today, due soon, due later, and one that stands still. */
let tips: Record<ClockGroup, OpenedTip>

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = await newOfficer(world, founded, founded.city, 'lin.yue')
  su = await newOfficer(world, founded, founded.jiyang, 'su.ting')
  const told: Told[] = []
  for (let n = 0; n < 5; n++) told.push(await newTold(world, lin))
  const [overdue, today, soon, rest, stands] = told.map(({ tip }) => tip)
  if (!overdue || !today || !soon || !rest || !stands) throw new Error('Five tips were sent')
  tips = { overdue, today, soon, rest, paused: stands }
  await daysPass(world, overdue, 30)
  await dueIn(today, 0)
  await dueIn(soon, 3)
  await dueIn(rest, 4)
  await moved(lin, stands, 'accept')
  await deskWrites(lin, stands, true)
  await paused(lin, stands)
})
afterAll(() => world.stop())

/** Sets the day on which a clock is due, as many working days from today, or today whatever day it is. */
async function dueIn(tip: OpenedTip, days: number): Promise<void> {
  await world.database.owner`update clocks set due_on = case ${days}::int when 0 then sanya_day(now())
    else (add_working_days(sanya_day(now()), ${days})).due_on end where tip_id = ${tip.tip}`
}
const list = async (group: ClockGroup, officer = lin, more: object = {}): Promise<ClockRow[]> =>
  (await officer.browser.done(listClocks, { params: { desk: founded.city.id, group, ...more } })).rows
const counts = async (more: object = {}) =>
  (await lin.browser.done(countClocks, { params: { desk: founded.city.id, ...more } })).groups

test('each running clock stands in one group, and each count is as long as its list', async () => {
  for (const group of CLOCK_GROUPS) {
    const rows = await list(group)
    expect([group, rows.map(({ tip }) => tip)]).toEqual([group, [tips[group].tip]])
    expect((await counts())[group]).toBe(1)
  }
})

test('a row says what is due when, how many working days are left, and of which tip', async () => {
  const [late] = await list('overdue')
  expect(late).toMatchObject({
    kind: 'accept',
    number: tips.overdue.number,
    stage: 'received',
    workingDays: 3,
    pausedOn: null,
    levels: [],
  })
  expect(late?.left).toBeLessThan(-10)
  expect((await list('soon'))[0]?.left).toBe(3)
  expect((await list('today'))[0]?.left).toBe(0)
  const [stands] = await list('paused')
  expect([stands?.kind, stands?.pausedOn, stands?.left]).toEqual([
    'verify',
    (await clocksOf(lin, tips.paused)).today,
    5,
  ])
})

test('a list is narrowed by kind and to what is mine', async () => {
  expect([
    await list('overdue', lin, { kind: 'close' }),
    (await list('paused', lin, { kind: 'verify' })).length,
  ]).toEqual([[], 1])
  expect(await counts({ kind: 'verify' })).toEqual({ overdue: 0, today: 0, soon: 0, rest: 0, paused: 1 })
  expect(await list('today', lin, { assignee: 'me' })).toEqual([])
  const nothing = { assignee: null, priority: 'normal', followUpOn: null } as const
  await lin.browser.done(setWork, {
    params: { tip: tips.today.tip },
    body: { seen: nothing, to: { ...nothing, assignee: lin.id } },
  })
  expect((await list('today', lin, { assignee: 'me' })).map(({ assignee }) => assignee?.name)).toEqual(['lin.yue'])
  expect(await counts({ assignee: 'me' })).toEqual({ overdue: 0, today: 1, soon: 0, rest: 0, paused: 0 })
})

test('the inbox shows the most pressing clock of a tip', async () => {
  const dueOf = async (tip: OpenedTip) =>
    (await lin.browser.done(listTips, { params: { desk: founded.city.id } })).rows.find((row) => row.tip === tip.tip)
      ?.due
  expect(await dueOf(tips.overdue)).toMatchObject({ kind: 'accept', isOverdue: true, isSoon: false, isPaused: false })
  expect(await dueOf(tips.rest)).toMatchObject({ kind: 'accept', isOverdue: false, isSoon: false, isPaused: false })
  for (const near of [tips.today, tips.soon])
    expect(await dueOf(near)).toMatchObject({ isOverdue: false, isSoon: true })
  expect(await dueOf(tips.paused)).toMatchObject({ kind: 'verify', isOverdue: false, isSoon: false, isPaused: true })
  const ended = await newTold(world, lin)
  await moved(lin, ended.tip, 'mark-invalid', true)
  expect(await dueOf(ended.tip)).toBe(null)
})

test('pages go through a group without a gap or a row twice', async () => {
  const { owner } = world.database
  // Tips like the one that is overdue, each with a clock; two of three are due on the same day.
  await owner.begin(async (tx) => {
    await tx`create temporary table more on commit drop as select gen_random_uuid() as id, n from generate_series(1, 120) n`
    await tx`set local session_replication_role = replica`
    await tx`insert into tips (id, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
      select more.id, category, district, received_at, desk_id, more.id::text, more.id::text, uuid_send(more.id), uuid_send(more.id), report, uuid_send(more.id)
      from more, tips t where t.id = ${tips.overdue.tip}`
    await tx`insert into tip_wraps (tip_id, desk_id, wrap) select more.id, w.desk_id, wrap from more, tip_wraps w where w.tip_id = ${tips.overdue.tip}`
    await tx`insert into tip_states (tip_id, serial, desk_id, category, district, stage, waiting_for, tipster_seq)
      select more.id, t.serial, s.desk_id, s.category, s.district, 'received', 'desk', 0 from more join tips t on t.id = more.id, tip_states s where s.tip_id = ${tips.overdue.tip}`
    await tx`insert into clocks (tip_id, kind, desk_id, district, started_at, started_seq, working_days, set_seq, counted_from, counted_days, due_on, remind_on, lead_on, order_on, provisional)
      select more.id, kind, desk_id, district, started_at, 0, working_days, set_seq, counted_from, counted_days, due_on - n / 3, remind_on, lead_on, order_on, provisional
      from more, clocks c where c.tip_id = ${tips.overdue.tip}`
  })
  const seen: ClockRow[] = []
  let after: object = {}
  for (let page = 0; page < 3; page++) {
    const { rows, next } = await lin.browser.done(listClocks, {
      params: { desk: founded.city.id, group: 'overdue', ...after },
    })
    seen.push(...rows)
    if (next === null) break
    expect(rows).toHaveLength(50)
    after = { afterDueOn: next.dueOn, afterClock: next.clock }
  }
  expect(seen).toHaveLength(121)
  expect(new Set(seen.map(({ clock }) => clock)).size).toBe(121)
  expect(seen.map(({ dueOn }) => dueOn)).toEqual(seen.map(({ dueOn }) => dueOn).toSorted())
  const half = { desk: founded.city.id, group: 'overdue', afterDueOn: '2026-01-01' } as const
  expect(await lin.browser.refusal(listClocks, { params: half })).toBe('invalidInput')
})

test('another desk sees none of them', async () => {
  expect(await su.browser.refusal(listClocks, { params: { desk: founded.city.id, group: 'overdue' } })).toBe(
    'notPermitted',
  )
  expect(await su.browser.refusal(countClocks, { params: { desk: founded.city.id } })).toBe('notPermitted')
})

test('a message of the tipster shows in the list of the desk as an answer that is owed', async () => {
  const told = await newTold(world, lin)
  await moved(lin, told.tip, 'accept')
  await tipsterWrites(world, lin, told)
  expect((await list('soon', lin, { kind: 'answer' })).map(({ tip }) => tip)).toEqual([told.tip.tip])
})
