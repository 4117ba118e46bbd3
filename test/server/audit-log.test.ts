import { afterAll, beforeAll, expect, test } from 'vitest'
import { askCheck, readAuditOverview, readCheck, readHead, readVerification } from '#contract/audit.ts'
import type { Finding } from '#contract/log.ts'
import { startAudit, shift, type AuditWorld } from './audit-world.ts'
import { inCase } from '../db/rows.ts'
import { newTip } from './triage-world.ts'

let at: AuditWorld
beforeAll(async () => {
  at = await startAudit()
})
afterAll(() => at.world.stop())

const verification = () => at.fang.browser.done(readVerification, {})

test('before the first head and the first check the room says that there are none', async () => {
  const { heads, checks, origin, waiting, askedAt } = await verification()
  expect([heads, checks, origin, askedAt]).toEqual([[], [], null, null])
  expect(waiting).toBeGreaterThan(10)
  expect(await at.fang.browser.done(readAuditOverview, {})).toMatchObject({
    check: null,
    head: null,
    openings: { total: expect.any(Number) },
  })
})

test('a check is asked for once while it waits, leaves a trace, and stands in the queue once', async () => {
  const { owner } = at.world.database
  const { askedAt } = await at.fang.browser.done(askCheck, {})
  expect(await at.fang.browser.done(askCheck, {})).toEqual({ askedAt: expect.any(String) })
  expect(Date.parse((await verification()).askedAt ?? '')).toBeLessThanOrEqual(Date.parse(askedAt) + 1000)
  expect((await owner`select staff_id from records where did = 'ask-check'`).map((row) => row['staff_id'])).toEqual([
    at.fang.id,
  ])
  expect(await owner`select from graphile_worker.jobs where task_identifier = 'verify-log'`).toHaveLength(1)
})

test('a wish whose job was lost is given up after an hour', async () => {
  await shift(at.world, `did = 'ask-check'`, new Date(Date.now() - 3_601_000).toISOString())
  expect((await verification()).askedAt).toBeNull()
  await at.fang.browser.done(askCheck, {})
  expect((await verification()).askedAt).not.toBeNull()
})

async function putCheck(findings: readonly Finding[]): Promise<number> {
  const { owner } = at.world.database
  const [row] = await owner`insert into log_checks (started_at, finished_at, result, size, records, findings)
    values (now(), now() + interval '2 seconds', ${findings.length > 0 ? 'findings' : 'clean'}, 512, 200, ${owner.json(findings)}) returning id`
  return Number(row?.['id'])
}

test('a run that began after the wish has answered it', async () => {
  await putCheck([])
  const { askedAt, checks } = await verification()
  expect(askedAt).toBeNull()
  expect(checks[0]).toMatchObject({ result: 'clean', size: 512, records: 200, findings: 0 })
})

test('findings name the tip, the case, the person or the desk that the record is about', async () => {
  const { owner } = at.world.database
  const { world, founded, lin } = at
  const tip = await newTip(world, lin, founded.city)
  await owner.begin((tx) => inCase(tx, tip.tip))
  const [first] = await owner`select id::text, number from cases order by serial limit 1`
  const [outcome] = await owner`select o.id::text, c.number from outcomes o join cases c on c.id = o.case_id limit 1`
  const [deed] = await owner`select max(seq)::text as seq from records where tip_id = ${tip.tip}`
  const [changed] =
    await owner`select max(seq)::text as seq from row_changes where source = 'staff' and record = ${lin.id}`
  const finding = (source: string, record: string): Finding => ({ is: 'changed', source, record, index: 7 })
  const id = await putCheck([
    finding('tip_moves', `${tip.tip}/0`),
    finding('tips', tip.tip),
    finding('cases', String(first?.['id'])),
    finding('case_steps', `${first?.['id']}/0`),
    finding('outcomes', String(outcome?.['id'])),
    finding('staff', lin.id),
    finding('desk_members', `${founded.city.id}/${lin.id}`),
    finding('desks', founded.jiyang.id),
    finding('records', String(deed?.['seq'])),
    finding('row_changes', String(changed?.['seq'])),
    finding('site', 'true'),
    finding('tips', 'ffffffff-0000-4000-8000-000000000000'),
    { is: 'headForged', source: null, record: null, index: 512 },
  ])
  const { findings, check } = await at.fang.browser.done(readCheck, { params: { check: id } })
  expect(check).toMatchObject({ id, result: 'findings', findings: 13 })
  const named = { number: tip.number, isDeleted: false }
  expect(
    findings.map((one) => [one.source, one.tip, one.case, one.person?.login ?? null, one.desk?.nameZh ?? null]),
  ).toEqual([
    ['tip_moves', named, null, null, null],
    ['tips', named, null, null, null],
    ['cases', null, first?.['number'], null, null],
    ['case_steps', null, first?.['number'], null, null],
    ['outcomes', null, outcome?.['number'], null, null],
    ['staff', null, null, 'lin.yue', null],
    ['desk_members', null, null, 'lin.yue', '支队'],
    ['desks', null, null, null, '吉阳大队'],
    ['records', named, null, 'lin.yue', '支队'],
    ['row_changes', null, null, 'lin.yue', null],
    ['site', null, null, null, null],
    ['tips', null, null, null, null],
    [null, null, null, null, null],
  ])
  expect(await at.fang.browser.refusal(readCheck, { params: { check: 999_999 } })).toBe('notFound')
})

test('a head is given as it was signed, for keeping outside', async () => {
  const { owner } = at.world.database
  await owner`insert into log_entries select n, sha256(int8send(n)) from generate_series(0, 255) n`
  await owner`insert into log_heads (size, root, note, signed_at, filler_seed) values (256, sha256('root'), ${'lushao\n256\nx\n\n— lushao y\n'}, now(), sha256('seed'))`
  expect(await at.fang.browser.done(readHead, { params: { size: 256 } })).toEqual({
    size: 256,
    note: 'lushao\n256\nx\n\n— lushao y\n',
  })
  expect(await at.fang.browser.refusal(readHead, { params: { size: 300 } })).toBe('notFound')
  expect((await verification()).heads.map(({ size }) => size)).toEqual([256])
})

test('the room says when no head was signed for more than two hours', async () => {
  const { owner } = at.world.database
  const isLate = async (): Promise<boolean> => (await at.fang.browser.done(readAuditOverview, {})).isHeadLate
  expect(await isLate()).toBe(false)
  await owner`insert into log_entries values (256, sha256('later'))`
  await owner`insert into log_heads (size, root, note, signed_at, filler_seed)
    values (257, sha256('root'), 'x', now() - interval '2 hours 1 minute', sha256('seed'))`
  expect(await isLate()).toBe(true)
})
