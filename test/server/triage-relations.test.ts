import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listTips, type OpenedTip } from '#contract/tips.ts'
import { relateTips, undoMove, withdrawRelation } from '#contract/triage.ts'
import { moved, newTip, transferred, undoOf } from './triage-world.ts'
import { foundedOffice, startWorld, type Founded, type World, newOfficer, type Officer } from './world.ts'

let world: World
let founded: Founded
let lin: Officer
let wang: Officer
let su: Officer
/** Four tips in the order of their arrival. */
let a: OpenedTip
let b: OpenedTip
let c: OpenedTip
let d: OpenedTip

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = await newOfficer(world, founded, founded.city, 'lin.yue')
  wang = await newOfficer(world, founded, founded.city, 'wang.liheng')
  su = await newOfficer(world, founded, founded.jiyang, 'su.ting')
})
afterAll(() => world.stop())
beforeEach(async () => {
  const next = () => newTip(world, lin, founded.city)
  ;[a, b, c, d] = [await next(), await next(), await next(), await next()]
})

const put = (tip: OpenedTip, other: OpenedTip, as: 'duplicate' | 'unrelated' = 'duplicate') => ({
  params: { tip: tip.tip, other: other.tip },
  body: { as },
})
const relate = async (tip: OpenedTip, other: OpenedTip, as: 'duplicate' | 'unrelated' = 'duplicate', by = lin) =>
  (await by.browser.done(relateTips, put(tip, other, as))).first
const withdraw = (tip: OpenedTip, other: OpenedTip, by = lin) =>
  by.browser.done(withdrawRelation, { params: { tip: tip.tip, other: other.tip } })
/** Of each of the four tips the number of the one that it duplicates, as the list shows it. */
async function duplicates(): Promise<(string | null | undefined)[]> {
  const { rows } = await lin.browser.done(listTips, { params: { desk: founded.city.id } })
  return [a, b, c, d].map(({ tip }) => rows.find((row) => row.tip === tip)?.duplicateOf)
}
const deeds = async (tip: OpenedTip): Promise<number> =>
  (await world.database.owner`select 1 from records where tip_id = ${tip.tip} and did = 'relate-tips'`).length

test('of two duplicates the one that came first stays first, whichever was named first', async () => {
  expect(await relate(b, a)).toBe(a.tip)
  expect(await relate(c, d)).toBe(c.tip)
  expect(await duplicates()).toEqual([null, a.number, null, c.number])
  expect([await deeds(a), await deeds(b)]).toEqual([1, 1])
})

test('the one that was accepted first stays first, unless that was taken back', async () => {
  await moved(lin, c, 'accept')
  await moved(lin, b, 'accept')
  expect(await relate(a, b)).toBe(b.tip)
  expect(await relate(a, c)).toBe(c.tip)
  expect(await duplicates()).toEqual([c.number, c.number, null, null])
  const accepted = await moved(wang, d, 'accept')
  await wang.browser.done(undoMove, undoOf(accepted))
  expect(await relate(d, a)).toBe(c.tip)
})

test('a duplicate of a duplicate is one of the first; a group that joins another hands its tips over', async () => {
  await relate(b, c)
  expect(await relate(d, c)).toBe(b.tip)
  expect(await duplicates()).toEqual([null, null, b.number, b.number])
  expect(await relate(d, a)).toBe(a.tip)
  expect(await duplicates()).toEqual([null, a.number, a.number, a.number])
})

test('the same mark again changes nothing, and leaves no second trace', async () => {
  const came = await Promise.all(
    [1, 2, 3].map((turn) => (turn === 2 ? wang : lin).browser.refusal(relateTips, put(b, a))),
  )
  expect(came).toEqual(['done', 'done', 'done'])
  expect([await relate(a, b), await deeds(a)]).toEqual([a.tip, 1])
})

test('unrelated takes the place of duplicate and the other way round; withdrawn, nothing is said', async () => {
  await relate(b, a)
  expect(await relate(b, a, 'unrelated')).toBe(null)
  expect(await duplicates()).toEqual([null, null, null, null])
  expect(await relate(a, b)).toBe(a.tip)
  await withdraw(b, a)
  await withdraw(b, a)
  expect(await duplicates()).toEqual([null, null, null, null])
  expect(await deeds(b)).toBe(4)
})

test('what was unrelated before belongs to the group when somebody says so later', async () => {
  await relate(a, c, 'unrelated')
  await relate(a, b)
  expect(await relate(c, b)).toBe(a.tip)
  expect(await duplicates()).toEqual([null, a.number, a.number, null])
  await relate(b, c, 'unrelated')
  expect(await relate(b, c)).toBe(a.tip)
  const said = await world.database
    .owner`select 1 from tip_relations where "as" = 'unrelated' and ${c.tip} in (one, other)`
  expect(said).toHaveLength(0)
})

test('two officers mark overlapping tips at once: one group with one first', async () => {
  await Promise.all([relate(a, b), relate(b, c, 'duplicate', wang), relate(d, c), relate(d, b, 'duplicate', wang)])
  expect(await duplicates()).toEqual([null, a.number, a.number, a.number])
})

test('two officers mark pairs at once that hang together only through a third tip', async () => {
  await relate(a, b)
  await relate(a, c)
  const e = await newTip(world, lin, founded.city)
  await Promise.all([relate(b, d), relate(c, e, 'duplicate', wang)])
  expect(await duplicates()).toEqual([null, a.number, a.number, a.number])
})

test('duplicate and unrelated at once: the one that came later holds, and only it', async () => {
  await Promise.all([relate(a, b), relate(b, a, 'unrelated', wang)])
  const said = await world.database.owner`select "as" from tip_relations where ${a.tip} in (one, other)`
  expect(said).toHaveLength(1)
})

test('a tip of another desk, itself, or one that is not, is related to nothing', async () => {
  expect(await lin.browser.refusal(relateTips, put(a, a))).toBe('invalidInput')
  expect(await su.browser.refusal(relateTips, put(a, b))).toBe('tipNotFound')
  await transferred(lin, b, founded.city, founded.jiyang)
  expect(await lin.browser.refusal(relateTips, put(a, b))).toBe('tipNotFound')
  expect(await su.browser.refusal(relateTips, put(b, a))).toBe('tipNotFound')
  const withdrawing = { params: { tip: b.tip, other: a.tip } }
  expect(await lin.browser.refusal(withdrawRelation, withdrawing)).toBe('tipNotFound')
})

test('of a first tip that went to another desk not even the number shows; ours can still take back what was said', async () => {
  await relate(a, b)
  expect((await duplicates())[1]).toBe(a.number)
  await transferred(lin, a, founded.city, founded.jiyang)
  expect((await duplicates())[1]).toBe(null)
  const said = () => world.database.owner`select 1 from tip_relations where second_tip = ${b.tip}`
  expect(await said()).toHaveLength(1)
  await withdraw(b, a)
  expect(await said()).toHaveLength(0)
})
