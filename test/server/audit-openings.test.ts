import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOpenings, readTrail, type Flag } from '#contract/audit.ts'
import type { ParamsOf } from '#contract/route.ts'
import { removeMember } from '#contract/staff.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { shift, startAudit, type AuditWorld } from './audit-world.ts'
import type { Officer } from './world.ts'
import { newTip, transferred } from './triage-world.ts'

let at: AuditWorld
/** Of the city squad; given to Jiyang on 10 March at noon. */
let tip: OpenedTip
let plain: OpenedTip
beforeAll(async () => {
  at = await startAudit()
  const { owner } = at.world.database
  tip = await newTip(at.world, at.lin, at.founded.city)
  plain = await newTip(at.world, at.lin, at.founded.city)
  await transferred(at.lin, tip, at.founded.city, at.founded.jiyang)
  // Everything so far happened before March; the tests put openings where they want them.
  for (const table of ['records', 'tip_transfers']) await owner.unsafe(`alter table ${table} disable trigger final`)
  await owner`update records set at = '2026-01-05T10:00+08:00'`
  await owner`update tip_transfers set at = '2026-03-10T12:00+08:00'`
  for (const table of ['records', 'tip_transfers']) await owner.unsafe(`alter table ${table} enable trigger final`)
  await owner`update desk_members set joined_at = '2026-01-01T00:00Z'`
})
afterAll(() => at.world.stop())

type Look = { by: Officer; tip?: OpenedTip; desk?: string; did?: string }
async function looked(
  when: string,
  { by, tip: what = plain, desk = at.founded.city.id, did = 'open-tip' }: Look,
): Promise<void> {
  const { owner } = at.world.database
  await owner`insert into records (at, did, staff_id, desk_id, tip_id) values (${`${when}+08:00`}, ${did}, ${by.id}, ${desk}, ${what.tip})`
}
const list = (params: ParamsOf<typeof readOpenings>) => at.fang.browser.done(readOpenings, { params })
/** Who opened what on a day, with the reasons to ask. */
const flagged = async (day: string): Promise<[string, Flag[]][]> =>
  (await list({ from: day, to: day })).rows.map(({ by, flags }) => [by.login, flags])

test('a look by day at a tip of one’s own desk asks for nothing', async () => {
  await looked('2026-03-01T09:00', { by: at.lin })
  expect(await flagged('2026-03-01')).toEqual([])
})

test('a look at night is listed, with the tip, the desk and the place in the log', async () => {
  await looked('2026-03-02T23:10', { by: at.lin })
  await looked('2026-03-02T21:59', { by: at.lin })
  const { rows } = await list({ from: '2026-03-02', to: '2026-03-02' })
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    at: '2026-03-02T15:10:00.000Z',
    did: 'open-tip',
    by: { login: 'lin.yue' },
    tip: { number: plain.number, isDeleted: false },
    desk: { nameZh: '支队' },
    tipDesk: { nameZh: '支队' },
    assignee: null,
    tips: 0,
    flags: ['night'],
    index: null,
  })
})

test('a tip is somebody else’s from when it was given to them, and a lead may look all the same', async () => {
  const { owner } = at.world.database
  const assign = (seq: number, to: string | null, when: string) =>
    owner`insert into tip_assignments (tip_id, seq, to_staff, staff_id, at) values (${plain.tip}, ${seq}, ${to}, ${at.founded.lead.account.id}, ${`${when}+08:00`})`
  await assign(0, at.wang.id, '2026-03-03T10:00')
  await assign(1, null, '2026-03-03T15:00')
  await looked('2026-03-03T09:59', { by: at.lin })
  await looked('2026-03-03T10:01', { by: at.lin })
  await looked('2026-03-03T10:02', { by: at.wang })
  await looked('2026-03-03T10:03', { by: { ...at.lin, id: at.founded.lead.account.id } })
  await looked('2026-03-03T15:01', { by: at.lin })
  const { rows } = await list({ from: '2026-03-03', to: '2026-03-03' })
  expect(rows.map((row) => [row.at, row.by.login, row.assignee?.login, row.flags])).toEqual([
    ['2026-03-03T02:01:00.000Z', 'lin.yue', 'wang.liheng', ['not-assigned']],
  ])
})

test('whose desk it is follows the transfers, and a transfer takes the tip from whoever had it', async () => {
  const { owner } = at.world.database
  await owner`insert into tip_assignments (tip_id, seq, to_staff, staff_id, at) values (${tip.tip}, 0, ${at.lin.id}, ${at.lin.id}, '2026-03-09T10:00+08:00')`
  await looked('2026-03-10T11:59', { by: at.lin, tip })
  await looked('2026-03-10T12:01', { by: at.lin, tip })
  await looked('2026-03-10T12:02', { by: at.su, tip, desk: at.founded.jiyang.id })
  await looked('2026-03-10T12:03', { by: at.su, tip })
  expect(await flagged('2026-03-10')).toEqual([
    ['su.ting', ['foreign-desk']],
    ['lin.yue', ['foreign-desk']],
  ])
})

test('who was taken off a desk had worked there until then, and not before they came', async () => {
  const { owner } = at.world.database
  await owner`update desk_members set joined_at = '2026-03-11T10:00+08:00' where staff_id = ${at.wang.id}`
  await shift(at.world, `did = 'join' and staff_id = '${at.wang.id}'`, '2026-03-11T10:00+08:00')
  await looked('2026-03-11T09:00', { by: at.wang })
  await looked('2026-03-11T11:00', { by: at.wang })
  expect(await flagged('2026-03-11')).toEqual([['wang.liheng', ['foreign-desk']]])
  await at.founded.browser.done(removeMember, { params: { desk: at.founded.city.id, member: at.wang.id } })
  expect(await flagged('2026-03-11')).toEqual([['wang.liheng', ['foreign-desk']]])
  await looked('2026-03-12T11:00', { by: at.wang })
  expect(await flagged('2026-03-12')).toEqual([])
})

/** So many tips more, as the owner writes them: copies of one with keys of their own. */
async function copies(count: number): Promise<string[]> {
  const { owner } = at.world.database
  const ids = Array.from({ length: count }, () => randomUUID())
  await owner.begin(async (tx) => {
    for (const id of ids) {
      await tx`insert into tips (id, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
        select ${id}, category, district, received_at, desk_id, ${id}, ${id}, uuid_send(${id}::uuid), uuid_send(${id}::uuid), report, uuid_send(${id}::uuid) from tips where id = ${plain.tip}`
      await tx`insert into tip_wraps (tip_id, desk_id, wrap) select ${id}, desk_id, wrap from tip_wraps where tip_id = ${plain.tip}`
    }
  })
  return ids
}

test('twenty different tips within ten minutes are many, every one of them; nineteen, twenty in eleven minutes, one tip twenty times and a search are not', async () => {
  const ids = await copies(20)
  const { owner } = at.world.database
  const run = async (day: string, seconds: number, tips: readonly string[], did = 'open-tip'): Promise<number> => {
    for (const [index, id] of tips.entries())
      await owner`insert into records (at, did, staff_id, desk_id, tip_id)
        values (${`${day}T10:00+08:00`}::timestamptz + ${index * seconds} * interval '1 second', ${did}, ${at.lin.id}, ${at.founded.city.id}, ${id})`
    return (await list({ from: day, to: day })).total
  }
  expect(await run('2026-04-01', 30, ids)).toBe(20)
  expect(
    (await list({ from: '2026-04-01', to: '2026-04-01' })).rows.every(
      ({ tips, flags }) => tips === 20 && flags.join() === 'many',
    ),
  ).toBe(true)
  expect(await run('2026-04-02', 30, ids.slice(1))).toBe(0)
  expect(await run('2026-04-03', 34, ids)).toBe(0)
  expect(
    await run(
      '2026-04-04',
      10,
      Array.from({ length: 20 }, () => ids[0] ?? ''),
      'read-file',
    ),
  ).toBe(0)
  expect(await run('2026-04-05', 1, ids, 'search-tip')).toBe(0)
  // Over midnight: each day shows its part of what was many only together.
  await owner`insert into records (at, did, staff_id, desk_id, tip_id) select '2026-04-06T23:55+08:00'::timestamptz + n * interval '25 seconds', 'open-tip', ${at.lin.id}, ${at.founded.city.id}, id
    from unnest(${ids}::uuid[]) with ordinality as t (id, n)`
  const first = await list({ from: '2026-04-06', to: '2026-04-06', flag: 'many' })
  const second = await list({ from: '2026-04-07', to: '2026-04-07', flag: 'many' })
  expect([first.rows.length, second.rows.length]).toEqual([11, 9])
})

test('the list narrows by reason, person and desk; the counts stay those of the whole period', async () => {
  const period = { from: '2026-03-01', to: '2026-04-30' }
  const all = await list(period)
  expect(all.total).toBe(1 + 1 + 2 + 2 + 20 + 20)
  expect(all.flags).toEqual({ 'not-assigned': 1, 'foreign-desk': 4, night: 21, many: 40 })
  expect(all.people.map(({ person, openings }) => [person.login, openings])).toEqual([
    ['lin.yue', 43],
    ['wang.liheng', 2],
    ['su.ting', 1],
  ])
  const foreign = await list({ ...period, flag: 'foreign-desk' })
  expect(foreign.rows.map(({ by }) => by.login)).toEqual(['wang.liheng', 'su.ting', 'lin.yue', 'wang.liheng'])
  expect(foreign.total).toBe(all.total)
  expect((await list({ ...period, flag: 'foreign-desk', person: 'su.ting' })).rows).toHaveLength(1)
  expect((await list({ ...period, desk: at.founded.jiyang.id })).rows.map(({ by }) => by.login)).toEqual([
    'su.ting',
    'lin.yue',
  ])
})

test('without a period it is the last seven days; more than 92 are refused', async () => {
  const { from, to } = await list({})
  expect(Date.parse(to) - Date.parse(from)).toBe(6 * 24 * 3_600_000)
  const refusal = (params: ParamsOf<typeof readOpenings>) => at.fang.browser.refusal(readOpenings, { params })
  expect(await refusal({ from: '2026-01-01', to: '2026-04-03' })).toBe('invalidInput')
  expect(await refusal({ from: '2026-01-02', to: '2026-01-01' })).toBe('invalidInput')
  await list({ from: '2026-01-01', to: '2026-04-02' })
})

test('of three hundred thousand records a week and three months come quickly, and so does any trail', async () => {
  const { owner } = at.world.database
  await owner`alter table records disable trigger entered`
  // A year of three hundred thousand deeds by three officers, of which a third are openings, by day and by night.
  await owner`insert into records (at, did, staff_id, desk_id, tip_id)
    select '2025-06-01T00:00Z'::timestamptz + n * interval '1 second' * 105, (array['open-tip', 'move-tip', 'sign-in'])[1 + n % 3], (array[${at.lin.id}, ${at.su.id}, ${at.founded.lead.account.id}]::uuid[])[1 + n / 7 % 3],
      ${at.founded.city.id}, t.id
    from generate_series(1, 300000) n join (select id, row_number() over () - 1 as k from tips) t on t.k = n % (select count(*) from tips)`
  await owner`alter table records enable trigger entered`
  await owner`analyze`
  const quickest = async (run: () => Promise<unknown>): Promise<number> => {
    let best = Infinity
    for (let turn = 0; turn < 3; turn++) {
      const start = performance.now()
      await run()
      best = Math.min(best, performance.now() - start)
    }
    return best
  }
  const trail = (params: object) => at.fang.browser.done(readTrail, { params })
  const took: [string, number, number][] = [
    ['openings of a week', 400, await quickest(() => list({ from: '2026-01-12', to: '2026-01-18' }))],
    ['openings of 92 days', 4000, await quickest(() => list({ from: '2025-10-01', to: '2025-12-31' }))],
    ['the whole trail', 200, await quickest(() => trail({}))],
    ['a person’s trail', 200, await quickest(() => trail({ person: 'su.ting' }))],
    ['a desk’s trail, an old day', 200, await quickest(() => trail({ desk: at.founded.city.id, to: '2025-06-05' }))],
    ['a tip’s trail', 200, await quickest(() => trail({ tip: plain.number }))],
    ['deeds of a kind that are rare', 600, await quickest(() => trail({ group: 'settings' }))],
  ]
  for (const [what, , ms] of took) console.log(`${what}: ${ms.toFixed(0)} ms`)
  for (const [what, most, ms] of took) expect(ms, what).toBeLessThan(most)
})
