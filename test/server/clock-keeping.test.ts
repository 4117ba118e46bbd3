import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  enterCalendar,
  readCalendar,
  verifyCalendar,
  withdrawCalendar,
  type ExceptionalDay,
} from '#contract/calendar.ts'
import { tipClocks } from '#contract/clocks.ts'
import {
  approveDeadlines,
  proposeDeadlines,
  readDeadlines,
  withdrawDeadlines,
  type Figures,
} from '#contract/deadlines.ts'
import { listTips } from '#contract/tips.ts'
import type { AnyRoute } from '#contract/route.ts'
import { missingYears } from '#server/clocks/read-calendar.ts'
import { newTip } from './triage-world.ts'
import { foundedOffice, newOfficer, startWorld, type Founded, type Officer, type World } from './world.ts'

let world: World
let founded: Founded
/** The two administrators, an investigator, and the reviewer of the reward office. */
let pan: Officer
let luo: Officer
let lin: Officer
let zheng: Officer

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  const { administration, city, rewards } = founded
  pan = await newOfficer(world, founded, administration, 'pan.lei', { role: 'system-admin' })
  luo = await newOfficer(world, founded, administration, 'luo.yiming', { role: 'security-admin' })
  lin = await newOfficer(world, founded, city, 'lin.yue')
  zheng = await newOfficer(world, founded, rewards, 'zheng.qiwen', { role: 'reviewer' })
})
afterAll(() => world.stop())

const deeds = async (): Promise<string[]> =>
  (await world.database.owner`select did from records where did ~ '(deadlines|calendar)$' order by seq`).map((row) =>
    String(row['did']),
  )

const current = async () => (await pan.browser.done(readDeadlines, {})).current
const proposal = async (change: Partial<Figures>, seen?: number) => {
  const now = await current()
  return { body: { seen: seen ?? now.seq, figures: { ...now.figures, ...change }, reason: '按省厅要求缩短受理时限' } }
}

test('the product ships with deadlines that nobody proposed, and everybody reads them', async () => {
  const { current: shipped, proposal: none, past } = await zheng.browser.done(readDeadlines, {})
  expect(shipped).toMatchObject({ reason: null, proposed: null, approved: null, withdrawn: null })
  expect([shipped.figures.accept, shipped.figures.decide, none, past]).toEqual([3, 15, null, []])
})

test('one proposes, another approves; clocks that start after it have the new deadline, those that run keep theirs', async () => {
  const before = await newTip(world, lin, founded.city)
  const { seq } = await pan.browser.done(proposeDeadlines, await proposal({ accept: 2 }))
  expect(await pan.browser.refusal(approveDeadlines, { params: { seq } })).toBe('ownProposal')
  expect(await luo.browser.refusal(proposeDeadlines, await proposal({ accept: 1 }))).toBe('proposalOpen')
  await luo.browser.done(approveDeadlines, { params: { seq } })
  const { current: now, past } = await lin.browser.done(readDeadlines, {})
  expect([now.seq, now.figures.accept, now.proposed?.by.name, now.approved?.by.name]).toEqual([
    seq,
    2,
    'pan.lei',
    'luo.yiming',
  ])
  expect(past.map(({ figures }) => figures.accept)).toEqual([3])
  const after = await newTip(world, lin, founded.city)
  const days = async (tip: string) =>
    (await lin.browser.done(tipClocks, { params: { tip } })).running.map(({ workingDays }) => workingDays)
  expect([await days(before.tip), await days(after.tip)]).toEqual([[3], [2]])
  expect(await deeds()).toEqual(['propose-deadlines', 'approve-deadlines'])
})

test('a proposal is withdrawn by either; what was settled is settled', async () => {
  for (const by of [pan, luo]) {
    const { seq } = await pan.browser.done(proposeDeadlines, await proposal({ close: 7 }))
    await by.browser.done(withdrawDeadlines, { params: { seq } })
    for (const route of [approveDeadlines, withdrawDeadlines])
      expect(await luo.browser.refusal(route, { params: { seq } })).toBe('proposalNotFound')
  }
  expect((await current()).figures.close).toBe(5)
})

test('figures that change nothing, out of bounds or out of order, and those over other ones than were seen are refused', async () => {
  expect(await pan.browser.refusal(proposeDeadlines, await proposal({}))).toBe('invalidInput')
  expect(await pan.browser.refusal(proposeDeadlines, await proposal({ accept: 31 }))).toBe('invalidInput')
  expect(await pan.browser.refusal(proposeDeadlines, await proposal({ leadAfter: 3 }))).toBe('invalidInput')
  expect(await pan.browser.refusal(proposeDeadlines, await proposal({ accept: 5 }, 1))).toBe('changedMeanwhile')
})

test('only the two administrators change deadlines and the calendar', async () => {
  for (const officer of [lin, zheng, { browser: founded.browser }]) {
    expect(await officer.browser.refusal(proposeDeadlines, await proposal({ accept: 5 }))).toBe('notPermitted')
    expect(await officer.browser.refusal(enterCalendar, entry(2027))).toBe('notPermitted')
    expect(await officer.browser.refusal(verifyCalendar, second(2027))).toBe('notPermitted')
  }
})

test('two who propose at once, and two who settle at once: one each', async () => {
  const asked = await proposal({ verify: 6 })
  const proposed = await Promise.all([pan, luo].map((who) => who.browser.call(proposeDeadlines, asked)))
  expect(proposed.map(({ is }) => is).toSorted()).toEqual(['done', 'refused'])
  const { proposal: open } = await pan.browser.done(readDeadlines, {})
  const [mine, other] = open?.proposed?.by.id === pan.id ? [pan, luo] : [luo, pan]
  const at = { params: { seq: open?.seq ?? 0 } }
  const settled = await Promise.all([
    other.browser.call(approveDeadlines, at),
    other.browser.call(approveDeadlines, at),
    mine.browser.call(withdrawDeadlines, at),
  ])
  expect(settled.filter(({ is }) => is === 'done')).toHaveLength(1)
  const [row] = await world.database
    .owner`select num_nonnulls(approved_at, withdrawn_at) as n from deadline_sets where seq = ${at.params.seq}`
  expect(row?.['n']).toBe(1)
})

test('the database keeps one person from doing both, and figures from changing', async () => {
  const { owner } = world.database
  const { seq } = await pan.browser.done(proposeDeadlines, await proposal({ answer: 4 }))
  await expect(
    owner`update deadline_sets set approved_by = proposed_by, approved_at = now() where seq = ${seq}`,
  ).rejects.toMatchObject({ code: '23514' })
  await expect(owner`update deadline_sets set accept = 9 where seq = ${seq}`).rejects.toMatchObject({ code: 'LS001' })
  await luo.browser.done(withdrawDeadlines, { params: { seq } })
})

/** A calendar of 2027 that no notice has said, with a name that is nowhere else. */
const MARK = '盲录标记'
const DAYS: ExceptionalDay[] = [
  { day: '2027-01-01', isWorkday: false, name: MARK },
  { day: '2027-03-17', isWorkday: false, name: MARK },
  { day: '2027-03-20', isWorkday: true, name: MARK },
]
const entry = (year: number, days = DAYS) => ({ params: { year }, body: { sourceDoc: '国办发明电〔2026〕9号', days } })
const second = (year: number, days = DAYS) => ({ params: { year }, body: { days } })
const calendar = (officer: Officer) => officer.browser.done(readCalendar, {})

test('a year without a calendar is said to be missing, and what is due in it is provisional until it is published', async () => {
  expect((await calendar(lin)).years.map(({ year }) => year)).toEqual([2026, 2025])
  expect(missingYears('2026-10-31', [2025, 2026], [])).toEqual([])
  expect(missingYears('2026-11-01', [2025, 2026], [])).toEqual([2027])
  expect(missingYears('2026-03-01', [2025, 2026], [2027])).toEqual([2027])
  expect(missingYears('2027-01-02', [2025, 2026], [])).toEqual([2027])
})

test('the first entry is seen by nobody else, whatever they ask for', async () => {
  await pan.browser.done(enterCalendar, entry(2027))
  expect((await calendar(pan)).drafts.map(({ days }) => days)).toEqual([DAYS])
  const [draft] = (await calendar(luo)).drafts
  expect([draft?.year, draft?.entered.by.name, draft?.days]).toEqual([2027, 'pan.lei', null])
  const tip = await newTip(world, lin, founded.city)
  for (const officer of [luo, lin, zheng, { browser: founded.browser }])
    for (const [route, path] of await readingRoutes({ tip: tip.tip, desk: founded.city.id, year: '2027' })) {
      const response = await officer.browser.send(path, { method: 'GET' })
      const said = await response.text()
      expect([route, said.includes(MARK), said.includes('2027-03-17')]).toEqual([route, false, false])
    }
  await pan.browser.done(withdrawCalendar, { params: { year: 2027 } })
})

/** Every route of every contract that reads, with what it needs. */
async function readingRoutes(given: Record<string, string>): Promise<[route: string, path: string][]> {
  const folder = new URL('../../server/contract/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const modules = await Promise.all(
    names.map((name) => import(new URL(name, folder).href) as Promise<Record<string, unknown>>),
  )
  const routes = modules
    .flatMap((module) => Object.values(module))
    .filter(
      (value): value is AnyRoute =>
        typeof value === 'object' && value !== null && 'method' in value && 'path' in value && value.method === 'GET',
    )
  expect(routes.length).toBeGreaterThan(20)
  return [
    ...routes.map(({ id, path }): [string, string] => [
      id,
      path.replace(/:(\w+)/g, (_, name: string) => given[name] ?? founded.city.id),
    ]),
    ['openApi', '/api/openapi.json'],
  ]
}

test('a second entry that differs says on how many days and no more, and leaves a trace', async () => {
  await pan.browser.done(enterCalendar, entry(2027))
  const differs = async (days: ExceptionalDay[]) => {
    const answer = await luo.browser.call(verifyCalendar, second(2027, days))
    return answer.is === 'refused' ? answer.body : answer.is
  }
  expect(await differs(DAYS.slice(0, 1))).toEqual({ refusal: 'calendarDiffers', days: 2 })
  expect(await differs([...DAYS.slice(0, 2), { day: '2027-03-21', isWorkday: true, name: 'x' }])).toEqual({
    refusal: 'calendarDiffers',
    days: 2,
  })
  expect((await calendar(luo)).years.map(({ year }) => year)).not.toContain(2027)
  expect((await deeds()).slice(-2)).toEqual(['mistype-calendar', 'mistype-calendar'])
  expect(await pan.browser.refusal(verifyCalendar, second(2027))).toBe('ownDraft')
  expect(await luo.browser.refusal(enterCalendar, entry(2027))).toBe('draftWaits')
  expect(await luo.browser.refusal(withdrawCalendar, { params: { year: 2027 } })).toBe('draftNotFound')
})

test('when both say the same of every day the year is published, and provisional clocks are counted again', async () => {
  const { owner } = world.database
  const tip = await newTip(world, lin, founded.city)
  // As if the tip had come on 29 December 2026: three working days lead into 2027.
  await owner`update clocks c set counted_from = '2026-12-29', counted_days = 3,
    (due_on, remind_on, lead_on, order_on, provisional) = (select t.due_on, t.remind_on, t.lead_on, t.order_on, t.provisional from clock_times('2026-12-29', 3, c.set_seq) t)
    where tip_id = ${tip.tip}`
  const due = async () =>
    (await lin.browser.done(listTips, { params: { desk: founded.city.id } })).rows.find((row) => row.tip === tip.tip)
      ?.due
  expect(await due()).toMatchObject({
    kind: 'accept',
    on: '2027-01-01',
    provisional: true,
    isOverdue: false,
    isPaused: false,
  })
  expect(await calendar(lin)).toMatchObject({ provisional: 1, missing: expect.arrayContaining([2027]) as number[] })
  // Other names, and a Sunday that is named as off: of the days it says the same.
  const typed = [
    ...DAYS.map((day) => ({ ...day, name: '其他' })),
    { day: '2027-01-03', isWorkday: false, name: '其他' },
  ]
  expect(await luo.browser.done(verifyCalendar, second(2027, typed))).toEqual({ year: 2027, version: 1, recounted: 1 })
  expect(await due()).toMatchObject({ on: '2027-01-04', provisional: false })
  const { years, drafts, missing, provisional } = await calendar(zheng)
  expect(years[0]).toMatchObject({
    year: 2027,
    version: 1,
    days: DAYS,
    entered: { by: { name: 'pan.lei' } },
    verified: { by: { name: 'luo.yiming' } },
  })
  expect([drafts, missing.includes(2027), provisional]).toEqual([[], false, 0])
  expect(await luo.browser.refusal(verifyCalendar, second(2027))).toBe('draftNotFound')
})

test('a published year is corrected in the same way; the version before stays', async () => {
  const corrected = DAYS.filter(({ day }) => day !== '2027-03-17')
  await luo.browser.done(enterCalendar, entry(2027, corrected))
  expect((await pan.browser.done(verifyCalendar, second(2027, corrected))).version).toBe(2)
  const [row] = await world.database
    .owner`select is_workday('2027-03-17') as works, (select count(*)::int from calendar_years where year = 2027) as versions`
  expect([row?.['works'], row?.['versions']]).toEqual([true, 2])
  expect((await calendar(lin)).years[0]).toMatchObject({ version: 2, days: corrected })
})

test('days that cannot be are refused: of another year, twice, a worked Tuesday, a year after the next', async () => {
  const wrong: ExceptionalDay[][] = [
    [{ day: '2028-01-01', isWorkday: false, name: '元旦' }],
    [DAYS[0], DAYS[0]].flatMap((day) => day ?? []),
    [{ day: '2027-03-16', isWorkday: true, name: '春节' }],
    [],
  ]
  for (const days of wrong) expect(await pan.browser.refusal(enterCalendar, entry(2027, days))).toBe('invalidInput')
  expect(
    await pan.browser.refusal(enterCalendar, entry(2032, [{ day: '2032-01-01', isWorkday: false, name: '元旦' }])),
  ).toBe('invalidInput')
})

test('two who make the first entry at once: one is told to make the second', async () => {
  const answers = await Promise.all([pan, luo].map(({ browser }) => browser.call(enterCalendar, entry(2027))))
  expect(answers.map((answer) => (answer.is === 'refused' ? answer.refusal : answer.is)).toSorted()).toEqual([
    'done',
    'draftWaits',
  ])
  const mine = (await calendar(pan)).drafts[0]?.days === null ? luo : pan
  await mine.browser.done(enterCalendar, entry(2027, DAYS.slice(0, 2)))
  expect((await calendar(mine)).drafts[0]?.days).toEqual(DAYS.slice(0, 2))
  await mine.browser.done(withdrawCalendar, { params: { year: 2027 } })
  expect((await calendar(mine)).drafts).toEqual([])
})
