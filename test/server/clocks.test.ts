import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { tipClocks } from '#contract/clocks.ts'
import { undoMove } from '#contract/triage.ts'
import { again, moved, transferred, undoOf } from './triage-world.ts'
import { clocksOf, daysPass, deskWrites, newTold, paused, runsOf, tipsterWrites, type Told } from './clocks-world.ts'
import { foundedOffice, newOfficer, startWorld, type Founded, type Officer, type World } from './world.ts'

let world: World
let founded: Founded
/** Of the city squad, and of Jiyang. */
let lin: Officer
let su: Officer
let told: Told

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = await newOfficer(world, founded, founded.city, 'lin.yue')
  su = await newOfficer(world, founded, founded.jiyang, 'su.ting')
})
afterAll(() => world.stop())
beforeEach(async () => {
  told = await newTold(world, lin)
})

const runs = (): Promise<string[]> => runsOf(world, told.tip)
/** The founder works at both desks. */
const founder = (): Officer => ({ id: founded.lead.account.id, name: 'chen.lead', browser: founded.browser })
const undone = async (officer = lin): Promise<void> => {
  await officer.browser.done(undoMove, undoOf(await again(officer, told.tip)))
}

test('each stage has its clock from arrival to the end, and what has ended has none', async () => {
  expect(await runs()).toEqual(['accept 支队 runs'])
  const accepted = await moved(lin, told.tip, 'accept')
  const verifying = await moved(lin, accepted, 'verify')
  const confirmed = await moved(lin, verifying, 'confirm', true)
  expect(await runs()).toEqual(['accept 支队 done', 'verify 支队 done', 'decide 支队 done', 'close 支队 runs'])
  const closed = await moved(lin, confirmed, 'close')
  expect((await clocksOf(lin, told.tip)).running).toEqual([])
  await moved(lin, closed, 'reopen', true)
  expect(await runs()).toEqual([
    'accept 支队 done',
    'verify 支队 done',
    'decide 支队 done',
    'close 支队 done',
    'decide 支队 runs',
  ])
})

test('spam and what is invalid have no clock', async () => {
  await moved(lin, told.tip, 'mark-spam')
  expect(await runs()).toEqual(['accept 支队 done'])
  const next = await newTold(world, lin)
  await moved(lin, next.tip, 'mark-invalid', true)
  expect(await runsOf(world, next.tip)).toEqual(['accept 支队 done'])
})

test('a run is judged by the day on which it ends, in the working days that it took', async () => {
  await daysPass(world, told.tip, 21)
  await moved(lin, told.tip, 'accept')
  const { past } = await clocksOf(lin, told.tip)
  const [row] = await world.database.owner`
    select working_days_between(sanya_day(now()) - 21, sanya_day(now())) as days`
  expect(past.map(({ kind, inTime, tookDays }) => [kind, inTime, tookDays])).toEqual([['accept', false, row?.['days']]])
})

test('a move that is taken back leaves the clock that it ended as it was, and none that it started', async () => {
  const before = (await clocksOf(lin, told.tip)).running
  await moved(lin, told.tip, 'accept')
  await undone()
  expect((await clocksOf(lin, told.tip)).running).toEqual(before)
  expect(await runs()).toEqual(['accept 支队 runs', 'verify 支队 undone'])
  const { past } = await clocksOf(lin, told.tip)
  expect(past.map(({ ended, inTime, tookDays }) => [ended, inTime, tookDays])).toEqual([['undone', null, null]])
  await moved(lin, await again(lin, told.tip), 'accept')
  expect(await runs()).toEqual(['accept 支队 done', 'verify 支队 undone', 'verify 支队 runs'])
})

test('a transfer ends the run of the old desk, and the same begins anew at the other', async () => {
  await transferred(lin, told.tip, founded.city, founded.jiyang)
  expect(await runs()).toEqual(['accept 支队 transferred', 'accept 吉阳大队 runs'])
  const { running, past } = await clocksOf(su, told.tip)
  expect(running.map(({ desk, startedAt }) => [desk.nameZh, Date.now() - Date.parse(startedAt) < 60_000])).toEqual([
    ['吉阳大队', true],
  ])
  expect(past.map(({ inTime }) => inTime)).toEqual([true])
  expect(await lin.browser.refusal(tipClocks, { params: { tip: told.tip.tip } })).toBe('tipNotFound')
})

test('a spam mark that another desk takes back after a transfer: the clock runs there, from when it came', async () => {
  await moved(lin, told.tip, 'mark-spam')
  await transferred(lin, told.tip, founded.city, founded.jiyang)
  expect(await runs()).toEqual(['accept 支队 done'])
  await undone(su)
  expect(await runs()).toEqual(['accept 支队 transferred', 'accept 吉阳大队 runs'])
})

test('a move that is taken back after a transfer: nothing runs at the old desk, and one clock at the new one', async () => {
  const accepted = await moved(founder(), told.tip, 'accept')
  await transferred(lin, accepted, founded.city, founded.jiyang)
  await undone(founder())
  expect((await runs()).toSorted()).toEqual(
    ['accept 支队 transferred', 'accept 吉阳大队 runs', 'verify 支队 undone', 'verify 吉阳大队 undone'].toSorted(),
  )
})
test('what the tipster writes is owed an answer from the whole hour on, once it is accepted', async () => {
  await tipsterWrites(world, lin, told)
  expect(await runs()).toEqual(['accept 支队 runs'])
  const accepted = await moved(lin, told.tip, 'accept')
  await tipsterWrites(world, lin, told)
  await tipsterWrites(world, lin, told)
  const answer = (await clocksOf(lin, told.tip)).running.find(({ kind }) => kind === 'answer')
  expect(answer?.startedAt).toMatch(/:00:00.000Z$/)
  expect((await clocksOf(lin, told.tip)).running).toHaveLength(2)
  await deskWrites(lin, told.tip, false)
  expect((await clocksOf(lin, told.tip)).running.map(({ kind }) => kind)).toEqual(['verify'])
  await tipsterWrites(world, lin, told)
  await moved(lin, await again(lin, accepted), 'verify')
  expect((await clocksOf(lin, told.tip)).running.map(({ kind }) => kind)).toEqual(['decide'])
})

test('an answer that a move gave is owed again when the move is taken back, unless the desk has spoken since', async () => {
  await moved(lin, told.tip, 'accept')
  await tipsterWrites(world, lin, told)
  const verifying = await moved(lin, await again(lin, told.tip), 'verify')
  await undone()
  expect((await clocksOf(lin, told.tip)).running.map(({ kind }) => kind).toSorted()).toEqual(['answer', 'verify'])
  await moved(lin, await again(lin, verifying), 'verify')
  await deskWrites(lin, told.tip, true)
  await undone()
  expect((await clocksOf(lin, told.tip)).running.map(({ kind }) => kind)).toEqual(['verify'])
})

test('a tip that is new again owes no answer but to be accepted', async () => {
  await moved(lin, told.tip, 'accept')
  await tipsterWrites(world, lin, told)
  await undone()
  expect((await clocksOf(lin, told.tip)).running.map(({ kind }) => kind)).toEqual(['accept'])
})

test('an answer is owed by the desk that has the tip', async () => {
  await moved(lin, told.tip, 'accept')
  await tipsterWrites(world, lin, told)
  await transferred(lin, await again(lin, told.tip), founded.city, founded.jiyang)
  expect((await runs()).filter((run) => run.endsWith('runs')).toSorted()).toEqual([
    'answer 吉阳大队 runs',
    'verify 吉阳大队 runs',
  ])
})

test('the same clocks follow from the trail alone', async () => {
  const accepted = await moved(lin, told.tip, 'accept')
  await undone()
  await moved(lin, await again(lin, accepted), 'mark-spam')
  await transferred(lin, told.tip, founded.city, founded.jiyang)
  await undone(su)
  const second = await newTold(world, lin)
  await tellAStory(second.tip.tip)
  const { owner } = world.database
  const tips = [told.tip.tip, second.tip.tip]
  const runsNow = (tx: typeof owner) => tx`
    select tip_id, kind, desk_id, district, started_at, started_seq, working_days, due_on, remind_on, lead_on, order_on, provisional, ended_at,
      ended_seq, ended, in_time, took_days
    from clocks where tip_id in ${tx(tips)} order by tip_id, kind, started_at, started_seq, ended_seq, ended`
  const live = await runsNow(owner)
  expect(live.length).toBeGreaterThan(10)
  const replayed = await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    for (const table of ['clock_changes', 'clocks']) await tx`delete from ${tx(table)} where tip_id in ${tx(tips)}`
    await tx`set local session_replication_role = origin`
    for (const tip of tips) await tx`select replay_clocks(${tip})`
    return runsNow(tx as unknown as typeof owner)
  })
  expect([...replayed]).toEqual([...live])
})

/** Moves and messages of the past, hours apart, as they were written then. */
async function tellAStory(tip: string): Promise<void> {
  const { owner } = world.database
  const at = (hoursAgo: number) =>
    new Date(Math.floor(Date.now() / 3_600_000 - hoursAgo) * 3_600_000 + 60_000).toISOString()
  const hour = (hoursAgo: number) => new Date(Math.floor(Date.now() / 3_600_000 - hoursAgo) * 3_600_000).toISOString()
  const move = async (seq: number, did: string, to: string, hoursAgo: number, undoes: number | null = null) => {
    await owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at, undoes) values (${tip}, ${seq}, ${did}, ${to}, ${lin.id}, ${at(hoursAgo)}, ${undoes})`
    await owner`update tip_states set stage = ${to} where tip_id = ${tip}`
  }
  const say = (seq: number, sender: string, when: string) =>
    owner`insert into messages (tip_id, seq, id, sender, staff_id, is_question, sealed, at)
      values (${tip}, ${seq}, gen_random_uuid(), ${sender}, ${sender === 'desk' ? lin.id : null}, false, 'x', ${when})`
  await say(0, 'tipster', hour(-1))
  await move(1, 'accept', 'accepted', -3)
  await say(1, 'tipster', hour(-5))
  await move(2, 'verify', 'verifying', -7)
  await say(2, 'tipster', hour(-9))
  await move(3, 'undo', 'accepted', -11, 2)
  await say(3, 'desk', at(-13))
  await move(4, 'verify', 'verifying', -15)
  await say(4, 'tipster', hour(-17))
  await move(5, 'find-unfounded', 'unfounded', -19)
  await move(6, 'close', 'closed', -21)
  await say(5, 'tipster', hour(-23))
  await move(7, 'reopen', 'verifying', -25)
}

test('no row of a clock tells when a tipster wrote, nor in which order with what the staff did', async () => {
  const { owner } = world.database
  await moved(lin, told.tip, 'accept')
  await deskWrites(lin, told.tip, true)
  await paused(lin, told.tip)
  await tipsterWrites(world, lin, told)
  expect(await owner`select 1 from row_changes where source in ('clocks', 'clock_pauses')`).toHaveLength(0)
  const columns = await owner`select table_name, column_name from information_schema.columns
    where table_name in ('clocks', 'clock_changes', 'pause_ends') and (data_type like 'timestamp%' or is_identity = 'YES')`
  expect(columns.map((row) => `${String(row['table_name'])}.${String(row['column_name'])}`).toSorted()).toEqual([
    'clocks.ended_at',
    'clocks.started_at',
    'pause_ends.at',
  ])
  const fine = await owner`
    select 'clock' as what from clocks where kind = 'answer' and started_seq is null and started_at <> date_trunc('hour', started_at)
    union all select 'pause' from pause_ends where why = 'answered' and at <> date_trunc('hour', at)
    union all select 'arrival' from clocks where started_seq = 0 and started_at <> date_trunc('hour', started_at)`
  expect(fine).toHaveLength(0)
  const [written] =
    await owner`select count(*)::int as held, (select sum(version + 1)::int from clocks) as changes from clock_changes`
  expect(written?.['held']).toBe(written?.['changes'])
})
