import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pauseClock, resumeClock } from '#contract/clocks.ts'
import { again, moved, sealedTo, transferred } from './triage-world.ts'
import { clocksOf, daysPass, deskWrites, newTold, paused, pauseOf, tipsterWrites, type Told } from './clocks-world.ts'
import { foundedOffice, newOfficer, startWorld, type Founded, type Officer, type World } from './world.ts'

let world: World
let founded: Founded
let lin: Officer
let su: Officer
/** A tip that is accepted and waits for its tipster. */
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
  await moved(lin, told.tip, 'accept')
  await deskWrites(lin, told.tip, true)
})

const running = async () => {
  const run = (await clocksOf(lin, told.tip)).running.find(({ kind }) => kind !== 'answer')
  if (run === undefined) throw new Error('A clock runs')
  return run
}
const workingDays = async (from: string, days: number): Promise<string> => {
  const [row] = await world.database.owner`select due_on::text as day from add_working_days(${from}::date, ${days})`
  return String(row?.['day'])
}
const refusal = async (change: object = {}, officer = lin): Promise<string> => {
  const asked = await pauseOf(told.tip, await clocksOf(lin, told.tip), (await running()).clock)
  return officer.browser.refusal(pauseClock, { ...asked, body: { ...asked.body, ...change } })
}

test('a clock stands still while the tip waits for the tipster, and goes on with what was left when they write', async () => {
  const before = await running()
  const { today } = await clocksOf(lin, told.tip)
  const { endsOn } = await paused(lin, told.tip)
  expect(endsOn).toBe(await workingDays(today, 15))
  const stands = await running()
  expect([stands.pausedOn, stands.left, stands.dueOn]).toEqual([today, before.left, before.dueOn])
  await daysPass(world, told.tip, 7)
  expect((await running()).left).toBe(before.left)
  await tipsterWrites(world, lin, told)
  const { running: both, pauses, pausable } = await clocksOf(lin, told.tip)
  const goesOn = both.find(({ kind }) => kind === 'verify')
  expect([goesOn?.pausedOn, goesOn?.dueOn]).toEqual([null, await workingDays(today, before.left)])
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['answer', 'verify'])
  expect(pauses.map(({ seq, by, ended }) => [seq, by.name, ended?.why, ended?.by])).toEqual([
    [0, 'lin.yue', 'answered', null],
  ])
  expect(pauses[0]?.ended?.at).toMatch(/:00:00.000Z$/)
  expect(pausable).toBe(null)
})

test('an officer ends a pause, once, and may pause again for what is left of the days allowed', async () => {
  await paused(lin, told.tip)
  await daysPass(world, told.tip, 7)
  const at = { params: { tip: told.tip.tip, pause: 0 } }
  const { dueOn } = await lin.browser.done(resumeClock, at)
  expect((await running()).dueOn).toBe(dueOn)
  expect(await lin.browser.refusal(resumeClock, at)).toBe('pauseEnded')
  expect(await lin.browser.refusal(resumeClock, { params: { tip: told.tip.tip, pause: 7 } })).toBe('pauseEnded')
  const { today, pauseMost, nextPauseSeq } = await clocksOf(lin, told.tip)
  expect(nextPauseSeq).toBe(1)
  expect(pauseMost).toBeLessThan(15)
  expect((await paused(lin, told.tip)).endsOn).toBe(await workingDays(today, pauseMost))
})

test('a pause ends by itself after its last day, and the clock counts from that day, however late the job comes', async () => {
  const before = await running()
  const { endsOn } = await paused(lin, told.tip)
  const { owner } = world.database
  /** Whether the pause has ended when the job has run at the end of this day. */
  const hasEnded = async (day: string): Promise<boolean> => {
    await owner`select end_long_pauses((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 second')`
    return (await clocksOf(lin, told.tip)).pauses[0]?.ended !== null
  }
  expect(await hasEnded(endsOn)).toBe(false)
  expect(await hasEnded('2027-03-01')).toBe(true)
  expect(await hasEnded('2027-03-02')).toBe(true)
  expect((await running()).dueOn).toBe(await workingDays(endsOn, before.left))
  expect((await clocksOf(lin, told.tip)).pauses.map(({ ended }) => [ended?.why, ended?.by])).toEqual([['limit', null]])
  expect((await clocksOf(lin, told.tip)).pausable).toBe(null)
  expect(await refusal()).toBe('pauseUsedUp')
})

test('a clock is paused only once at a time, only while the tip waits for the tipster, and not when it is overdue', async () => {
  expect(await refusal({ reasonB64: 'AAAA' })).toBe('notSealed')
  expect(await refusal({ seq: 3 })).toBe('placeTaken')
  expect(await refusal({}, su)).toBe('tipNotFound')
  await paused(lin, told.tip)
  expect(await refusal()).toBe('clockPausedAlready')
  await tipsterWrites(world, lin, told)
  expect(await refusal()).toBe('notWaiting')
  await deskWrites(lin, told.tip, true)
  await daysPass(world, told.tip, 40)
  expect(await refusal()).toBe('clockOverdue')
})

test('an answer that is owed is not put off', async () => {
  await tipsterWrites(world, lin, told)
  const answer = (await clocksOf(lin, told.tip)).running.find(({ kind }) => kind === 'answer')
  expect(await refusal({ clock: answer?.clock })).toBe('clockNotFound')
})

test('the database itself refuses what the office may not pause', async () => {
  const { clock } = await running()
  await tipsterWrites(world, lin, told)
  const pausing = world.database.owner`select pause_clock(${told.tip.tip}, 0, ${clock}, ${lin.id}, now(), 'x')`
  await expect(pausing).rejects.toMatchObject({ code: 'LS011' })
})

test('a pause ends with its run: when the tip moves on, and when it goes to another desk', async () => {
  await paused(lin, told.tip)
  await moved(lin, await again(lin, told.tip), 'verify')
  expect((await clocksOf(lin, told.tip)).pauses.map(({ ended }) => ended?.why)).toEqual(['moved'])
  expect((await clocksOf(lin, told.tip)).past.map(({ kind, inTime }) => [kind, inTime])).toContainEqual([
    'verify',
    true,
  ])
  await paused(lin, told.tip)
  await transferred(lin, told.tip, founded.city, founded.jiyang)
  const { pauses, running: anew } = await clocksOf(su, told.tip)
  expect(pauses.map(({ ended }) => ended?.why)).toEqual(['moved', 'moved'])
  expect(anew.map(({ kind, pausedOn }) => [kind, pausedOn])).toEqual([['decide', null]])
})

test('two who pause at once: one does', async () => {
  const asked = await pauseOf(told.tip, await clocksOf(lin, told.tip))
  const again = { ...asked, body: { ...asked.body, reasonB64: await sealedTo(told.tip, 'pause-reason', 0) } }
  const answers = await Promise.all([lin.browser.call(pauseClock, asked), lin.browser.call(pauseClock, again)])
  expect(answers.map(({ is }) => is).toSorted()).toEqual(['done', 'refused'])
  expect((await clocksOf(lin, told.tip)).pauses).toHaveLength(1)
})
