import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import type postgres from 'postgres'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { connect, type Database } from '#db/connect.ts'
import { forPg } from '#db/for-pg.ts'
import { migrate } from '#db/migrate.ts'
import type { LogLine } from '#server/http/log.ts'
import { JOBS } from '#server/jobs/jobs.ts'
import { startWorker, type Job, type Worker } from '#server/jobs/worker.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

/** The library's own definitions of its tables, of which the first ten are older than the version that we use. */
const OLD_SQL = new URL('../../node_modules/graphile-worker/sql/', import.meta.url)

/** Once an hour, half an hour away from now, so that no test meets it. */
const AWAY = `${(new Date().getUTCMinutes() + 30) % 60} * * * *`

let database: TestDatabase
let owner: postgres.Sql
let workers: Worker[]
let pools: Database[]
let logs: LogLine[]
/** What ran, in order. */
let ran: string[]

beforeEach(async () => {
  database = await freshDatabase(inject('templateUrl'))
  owner = database.owner
  ;[workers, pools, logs, ran] = [[], [], [], []]
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  await Promise.all(pools.map((db) => db.$client.end()))
  await database.drop()
})

const job = (did: string, given: Partial<Job<null>> = {}): Job<null> => ({
  did,
  at: null,
  fill: '1h',
  tries: 5,
  run: async () => ran.push(did) && 1,
  ...given,
})

/** A worker as an office process has one, as the role of the office. */
function begin(jobs: readonly Job<null>[], patienceMs = 10_000): Worker {
  const url = database.officeUrl
  const db = connect(url, 2)
  pools.push(db)
  const worker = startWorker({ db, url, log: (line) => logs.push(line), jobs, deps: null, patienceMs })
  workers.push(worker)
  return worker
}

async function end(worker: Worker | undefined): Promise<void> {
  workers = workers.filter((each) => each !== worker)
  await worker?.stop()
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 400; tried++) {
    if (await isSo()) return
    await wait(25)
  }
  throw new Error(`It never came so: ${JSON.stringify({ ran: ran.length, logs })}`)
}
const add = (did: string, payload: object = {}): Promise<unknown> =>
  owner`select graphile_worker.add_job(${did}, ${JSON.stringify(payload)}::json)`
const left = async (): Promise<number> => Number((await owner`select count(*) from graphile_worker.jobs`)[0]?.['count'])

test('of two hundred jobs in one queue with two workers each runs once', async () => {
  const seen: string[] = []
  const count = (who: string): Job<null> => job('count', { run: async () => seen.push(who) })
  begin([count('one')])
  begin([count('other')])
  await owner`select graphile_worker.add_job('count') from generate_series(1, 200)`
  await until(async () => (await left()) === 0)
  await wait(100)
  expect(seen.length).toBe(200)
  expect(new Set(seen)).toEqual(new Set(['one', 'other']))
})

test('what was missed in a night without a server is made up once, though two processes begin at the same moment', async () => {
  const jobs = [job('hourly', { at: AWAY }), job('daily', { at: '10 19 * * *', fill: '1d' })]
  begin(jobs)
  await until(async () => (await owner`select from graphile_worker._private_known_crontabs`).length === 2)
  await end(workers[0])
  await owner`update graphile_worker._private_known_crontabs
    set known_since = now() - interval '3 days', last_execution = date_trunc('minute', now()) - interval '2 days'`
  begin(jobs)
  begin(jobs)
  await until(() => ran.length === 2)
  await until(async () => (await left()) === 0)
  await wait(300)
  expect(ran.toSorted()).toEqual(['daily', 'hourly'])
})

test('an installation that begins makes nothing up', async () => {
  begin([job('hourly', { at: AWAY })])
  await until(async () => (await owner`select from graphile_worker._private_known_crontabs`).length === 1)
  await wait(200)
  expect(ran).toEqual([])
})

test('what a process asks for when it begins runs, also the first time', async () => {
  begin([job('at-start', { atStart: true })])
  await until(() => ran.length === 1)
})

test('a job that throws is tried again; neither the log nor a table has a word of why', async () => {
  const secret = '举报人张三 13800138000 postgres://name:password@host'
  let failures = 0
  const fails = job('fails', {
    run: async () => {
      if (failures++ === 0) throw Object.assign(new Error(secret), { code: 'E_SECRET_FREE' })
      return ran.push('fails')
    },
  })
  begin([fails])
  await add('fails')
  await until(() => failures === 1 && logs.length > 0)
  await until(
    async () => (await owner`select from graphile_worker._private_jobs where last_error is not null`).length > 0,
  )
  const [row] = await owner`select * from graphile_worker._private_jobs`
  expect(row?.['last_error']).toBe('E_SECRET_FREE')
  expect(logs).toMatchObject([{ did: 'fails', code: 'E_SECRET_FREE' }])
  expect(JSON.stringify([row, logs])).not.toContain('张三')
  await until(() => ran.length === 1) // after a pause of e seconds
  await until(async () => (await left()) === 0)
})

test('a worker whose connections are cut goes on, and what it had in hand is done', async () => {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const slow = job('slow', { run: async () => (await held, ran.push('slow')) })
  begin([slow, job('quick')])
  await add('slow')
  await until(
    async () => (await owner`select from graphile_worker._private_jobs where locked_by is not null`).length === 1,
  )
  await owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('lushao-jobs', 'lushao') and datname = current_database() and pid <> pg_backend_pid()`
  release()
  await add('quick')
  await until(() => ran.includes('quick') && ran.includes('slow'))
  await until(async () => (await left()) === 0)
  expect(JSON.stringify(logs)).not.toMatch(/terminat|127\.0\.0\.1|postgres/i)
})

test('a worker that begins before its database is ready waits for it', async () => {
  await owner`alter schema graphile_worker rename to elsewhere`
  begin([job('at-start', { atStart: true })])
  await until(() => logs.length > 0)
  expect(logs[0]).toMatchObject({ did: 'jobs', code: '42501' })
  await owner`alter schema elsewhere rename to graphile_worker`
  await until(() => ran.length === 1)
})

test('stopping waits for the job in hand and takes no other', async () => {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const worker = begin([job('slow', { run: async () => (await held, ran.push('slow')) })])
  await add('slow')
  await until(
    async () => (await owner`select from graphile_worker._private_jobs where locked_by is not null`).length === 1,
  )
  const stopped = end(worker)
  await add('slow')
  release()
  await stopped
  expect(ran).toEqual(['slow'])
  expect(await left()).toBe(1)
})

test('a job that does not end in time is given back when the process stops, and another process does it', async () => {
  const worker = begin([job('endless', { run: () => new Promise(() => {}) })], 200)
  await add('endless')
  await until(
    async () => (await owner`select from graphile_worker._private_jobs where locked_by is not null`).length === 1,
  )
  await end(worker)
  expect(await owner`select from graphile_worker._private_jobs where locked_by is null`).toHaveLength(1)
  begin([job('endless')])
  await until(() => ran.length === 1)
})

test('a queue of an older version is brought to ours with the jobs that wait in it', async () => {
  await owner`drop schema graphile_worker cascade`
  await owner`create schema graphile_worker`
  await owner`create table graphile_worker.migrations (id int primary key, ts timestamptz not null default now())`
  for (let version = 1; version <= 10; version++) {
    const file = new URL(`${String(version).padStart(6, '0')}.sql`, OLD_SQL)
    await owner.unsafe((await readFile(file, 'utf8')).replaceAll(':GRAPHILE_WORKER_SCHEMA', 'graphile_worker'))
    await owner`insert into graphile_worker.migrations (id) values (${version})`
  }
  await owner`select graphile_worker.add_job('older')`
  await migrate(database.ownerUrl)
  await migrate(database.ownerUrl)
  begin([job('older')])
  await until(() => ran.length === 1)
})

test('an office process runs jobs, says nothing but lines of our log, and ends in good order when it is told to', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lushao-jobs-'))
  const env = {
    ...process.env,
    DATA_DIR: dir,
    OFFICE_PORT: '0',
    OFFICE_DATABASE_URL: database.officeUrl,
    DATABASE_URL: '',
  }
  const office = spawn(process.execPath, [fileURLToPath(new URL('../../server/office.ts', import.meta.url))], { env })
  let said = ''
  for (const stream of [office.stdout, office.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const ended = new Promise<number | null>((resolve) => office.once('exit', resolve))
  const known = async (): Promise<number> => (await owner`select from graphile_worker._private_known_crontabs`).length
  await until(
    async () => said.includes('"ready"') && (await known()) === JOBS.filter((each) => each.at !== null).length,
  )
  await until(async () => (await left()) === 0)
  office.kill('SIGTERM')
  expect(await ended).toBe(0)
  for (const line of said.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow()
  expect(said).not.toMatch(/postgres:|select |error/i)
  await rm(dir, { recursive: true })
})

test('the role of the office owns nothing of the queue, and other roles see nothing of it', async () => {
  const office = connect(database.officeUrl, 1)
  const outside = connect(database.publicUrl, 1)
  pools.push(office, outside)
  const code = (db: Database, text: string): Promise<string> =>
    db.$client.unsafe(text).then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
  for (const text of [
    'drop table graphile_worker._private_jobs',
    'alter table graphile_worker._private_jobs disable row level security',
    'create table graphile_worker.mine (x int)',
    'update graphile_worker.migrations set id = 0',
    'select * from drizzle.__drizzle_migrations',
    'select * from pg_authid',
  ])
    expect([text, await code(office, text)]).toEqual([text, '42501'])
  for (const text of ['select * from graphile_worker._private_jobs', "select graphile_worker.add_job('x')"])
    expect([text, await code(outside, text)]).toEqual([text, '42501'])
})

test('an address that asks for encryption means the same to both drivers', () => {
  expect(forPg('postgres://o:p%40ss@db/lushao?sslmode=require')).toBe(
    'postgres://o:p%40ss@db/lushao?sslmode=require&uselibpqcompat=true',
  )
  expect(forPg('postgres://o:p@db:5432/lushao')).toBe('postgres://o:p@db:5432/lushao')
})

test('every job has a time or begins with the process, and nothing is made up twice', () => {
  for (const { at, atStart, fill } of JOBS) {
    expect(at !== null || atStart === true).toBe(true)
    if (at !== null) expect(fill).toBe(at.split(' ')[1] === '*' ? '1h' : '1d')
  }
})
