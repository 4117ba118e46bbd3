import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '#contract/audit.ts'
import { exportCases } from '#contract/cases.ts'
import type { AnyRoute, ParamsOf } from '#contract/route.ts'
import { setWork } from '#contract/triage.ts'
import { openTip, type OpenedTip } from '#contract/tips.ts'
import { shift, startAudit, type AuditWorld } from './audit-world.ts'
import { again, moved, newTip, transferred } from './triage-world.ts'

let at: AuditWorld
/** A tip of the city squad: opened by wang, given to lin, accepted, then given to Jiyang. */
let tip: OpenedTip
beforeAll(async () => {
  at = await startAudit()
  const { world, founded, lin, wang, su } = at
  tip = await newTip(world, wang, founded.city)
  const seen = { assignee: null, priority: 'normal', followUpOn: null } as const
  await wang.browser.done(setWork, { params: { tip: tip.tip }, body: { seen, to: { ...seen, assignee: lin.id } } })
  await moved(lin, await again(lin, tip), 'accept')
  await transferred(lin, tip, founded.city, founded.jiyang)
  await again(su, tip)
})
afterAll(() => at.world.stop())

const trail = (params: ParamsOf<typeof contract.readTrail>) => at.fang.browser.done(contract.readTrail, { params })
const deeds = async (params: ParamsOf<typeof contract.readTrail>) => (await trail(params)).rows.map(({ did }) => did)

test('the room is open to the auditor and to nobody else', async () => {
  const routes = Object.values(contract).filter((value): value is typeof value & AnyRoute => isRoute(value))
  expect(routes.length).toBeGreaterThan(8)
  for (const route of routes) {
    const path = route.path.replace(/:\w+/g, '1')
    const ask = async (browser: AuditWorld['lin']['browser']): Promise<number> =>
      (await browser.send(path, { method: route.method, ...(route.method === 'POST' ? BODY : {}) })).status
    expect([route.id, await ask(at.lin.browser)]).toEqual([route.id, 403])
    expect([route.id, await ask(at.founded.browser)]).toEqual([route.id, 403])
    expect([route.id, await ask(at.fang.browser)]).not.toEqual([route.id, 403])
  }
})
const BODY = { body: '{}', headers: { 'content-type': 'application/json' } }
const isRoute = (value: unknown): boolean => typeof value === 'object' && value !== null && 'path' in value

test('the trail of a tip names everybody who did something to it, newest first', async () => {
  const { rows, older } = await trail({ tip: tip.number })
  const shown = rows
    .filter(({ did }) => did !== 'read-trail')
    .map(({ did, by, desk }) => [did, by?.login, desk?.nameZh])
  expect(shown).toEqual([
    ['open-tip', 'su.ting', '吉阳大队'],
    ['transfer-tip', 'lin.yue', '支队'],
    ['move-tip', 'lin.yue', '支队'],
    ['open-tip', 'lin.yue', '支队'],
    ['set-work', 'wang.liheng', '支队'],
    ['open-tip', 'wang.liheng', '支队'],
  ])
  expect(rows.every((row) => row.tip?.number === tip.number && row.index === null)).toBe(true)
  expect(older).toBeNull()
  expect((await trail({ tip: tip.number.split('-')[1] ?? '' })).rows).toHaveLength(rows.length)
})

test('what nobody has is said, and what is no number is refused', async () => {
  const refusal = (params: ParamsOf<typeof contract.readTrail>) =>
    at.fang.browser.refusal(contract.readTrail, { params })
  expect(await refusal({ tip: '2026-9999' })).toBe('tipNotFound')
  expect(await refusal({ tip: `2019-${tip.number.split('-')[1]}` })).toBe('tipNotFound')
  expect(await refusal({ tip: 'x' })).toBe('invalidInput')
  expect(await refusal({ case: 'AJ-2026-0099' })).toBe('caseNotFound')
  expect(await refusal({ person: 'nobody.here' })).toBe('memberNotFound')
  expect(await refusal({ desk: tip.tip })).toBe('notFound')
})

test('filters narrow the trail by person, kind, desk and day', async () => {
  expect(await deeds({ tip: tip.number, person: 'wang.liheng' })).toEqual(
    expect.arrayContaining(['set-work', 'open-tip']),
  )
  expect(await deeds({ tip: tip.number, group: 'flow' })).toEqual(['transfer-tip', 'move-tip', 'set-work'])
  expect(await deeds({ tip: tip.number, desk: at.founded.jiyang.id, group: 'look' })).toEqual(['open-tip'])
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  expect(await deeds({ tip: tip.number, from: today, to: today, group: 'flow' })).toHaveLength(3)
  expect(await deeds({ tip: tip.number, to: '2026-01-01' })).toEqual([])
})

test('a person’s trail has what they did and what was done to them', async () => {
  expect(await deeds({ person: 'lin.yue', group: 'people' })).toEqual(['hand-over-key', 'join'])
  expect((await trail({ person: 'lin.yue', group: 'people' })).rows[0]).toMatchObject({
    by: { login: 'chen.lead' },
    member: { login: 'lin.yue' },
  })
})

test('paging goes on where the page before ended, each deed once', async () => {
  const { owner } = at.world.database
  // Sixty in one instant: the place in the table decides.
  await owner`insert into records (at, did, staff_id) select '2026-02-01T00:00:00.123456Z', 'sign-in', ${at.su.id} from generate_series(1, 120)`
  const seen: number[] = []
  let before: number | undefined
  do {
    const page = await trail({ person: 'su.ting', to: '2026-03-01', ...(before === undefined ? {} : { before }) })
    seen.push(...page.rows.map(({ seq }) => seq))
    before = page.older ?? undefined
  } while (before !== undefined)
  expect(seen).toHaveLength(120)
  expect(new Set(seen).size).toBe(120)
  expect(seen).toEqual(seen.toSorted((one, other) => other - one))
})

test('a deed stands at its place in the log once it has one', async () => {
  const { owner } = at.world.database
  const [row] = (await trail({ tip: tip.number, group: 'flow' })).rows
  await owner`update log_leaves set idx = 4211 where source = 'records' and record = ${String(row?.seq)}`
  expect((await trail({ tip: tip.number, group: 'flow' })).rows.map(({ index }) => index)).toEqual([4211, null, null])
})

test('looking at a trail leaves a trace, once in five minutes for one thing', async () => {
  const { owner } = at.world.database
  const traces = async () =>
    (await owner`select tip_id, member_id, desk_id from records where did = 'read-trail' and member_id = ${at.wang.id}`)
      .length
  const before = await traces()
  await trail({ person: 'wang.liheng', desk: at.founded.jiyang.id })
  await trail({ person: 'wang.liheng', desk: at.founded.jiyang.id, group: 'look' })
  expect(await traces()).toBe(before + 1)
  await trail({ person: 'wang.liheng', tip: tip.number, desk: at.founded.jiyang.id })
  expect(await traces()).toBe(before + 2)
  await shift(at.world, `did = 'read-trail'`, new Date(Date.now() - 301_000).toISOString())
  await trail({ person: 'wang.liheng', desk: at.founded.jiyang.id })
  expect(await traces()).toBe(before + 3)
})

test('an export is written down before anything is answered, and has the rows of the list', async () => {
  const { owner } = at.world.database
  const filters = { tip: tip.number, group: 'flow' } as const
  const { rows } = await at.fang.browser.done(contract.exportTrail, { body: { filters, before: null } })
  expect(rows).toEqual((await trail(filters)).rows)
  const traces = await owner`select staff_id, tip_id from records where did = 'export-trail'`
  expect([...traces]).toEqual([{ staff_id: at.fang.id, tip_id: tip.tip }])
})

test('the course of a tip tells stages, transfers and who had it, and nothing that was written', async () => {
  const course = await at.fang.browser.done(contract.readCourse, { params: { tip: tip.number } })
  expect(course.head).toMatchObject({
    stage: 'accepted',
    desk: { nameZh: '吉阳大队' },
    category: 'dealing',
    channel: null,
  })
  const done = course.events.filter(({ is }) => is !== 'clock' && is !== 'clockEnd')
  expect(done.map((event) => [event.is, event.by?.login ?? null])).toEqual([
    ['stage', null],
    ['assignment', 'wang.liheng'],
    ['stage', 'lin.yue'],
    ['transfer', 'lin.yue'],
  ])
  const clocks = course.events.flatMap((event): [unknown, string][] =>
    event.is === 'clock' ? [['began', event.clock]] : event.is === 'clockEnd' ? [[event.inTime, event.clock]] : [],
  )
  expect(clocks).toEqual([
    ['began', 'accept'],
    [true, 'accept'],
    ['began', 'verify'],
    [true, 'verify'],
    ['began', 'verify'],
  ])
})

test('a deleted tip is found by its running number, and its trail stays', async () => {
  const { world, founded, wang } = at
  const gone = await newTip(world, wang, founded.city)
  await world.database.owner`select forget_tip(${gone.tip})`
  const serial = gone.number.split('-')[1] ?? ''
  const course = await at.fang.browser.done(contract.readCourse, { params: { tip: serial } })
  expect(course).toMatchObject({ number: serial, head: null, events: [], deletedAt: expect.any(String) })
  const { rows } = await trail({ tip: gone.number, group: 'look' })
  expect(rows.map(({ did, tip: named }) => [did, named])).toEqual([['open-tip', { number: serial, isDeleted: true }]])
})

test('names for choosing from: everybody and every desk', async () => {
  const { people, desks } = await at.fang.browser.done(contract.readAuditNames, {})
  expect(people.map(({ login }) => login)).toContain('su.ting')
  expect(desks.map(({ nameZh }) => nameZh)).toContain('审计监察室')
})

test('the auditor opens no tip and takes no cases out', async () => {
  expect(await at.fang.browser.refusal(openTip, { params: { tip: tip.tip } })).toBe('notPermitted')
  const body = { year: null, step: null, before: null }
  expect(await at.fang.browser.refusal(exportCases, { params: { desk: at.founded.city.id }, body })).toBe(
    'notPermitted',
  )
})
