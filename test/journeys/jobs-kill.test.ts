import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { freePort, startEmbedded, type Embedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles } from '#db/roles.ts'
import type { LogLine } from '#server/http/log.ts'
import { startWorker } from '#server/jobs/worker.ts'

let dir: string
let port: number
let database: Embedded

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lushao-jobs-kill-'))
  await chmod(dir, 0o755)
  port = await freePort()
  database = await startEmbedded(dir, { port })
  await migrate(database.ownerUrl)
})
afterAll(async () => {
  await database.stop()
  await rm(dir, { recursive: true, force: true })
})

/** `kill -9`, and back again after a while without a database. */
async function killDatabase(): Promise<void> {
  if (database.pid !== undefined) process.kill(database.pid, 'SIGKILL')
  await wait(1_000)
  for (let tried = 0; ; tried++) {
    try {
      database = await startEmbedded(dir, { port })
      return
    } catch (error) {
      // Its workers need a moment to notice that their parent is gone.
      if (tried > 50) throw error
      await wait(100)
    }
  }
}

test('jobs go on after kill -9 of PostgreSQL: one in hand is done again, new ones run, and nothing is said of why', async () => {
  const { officeUrl: url } = await openRoles(database.ownerUrl)
  const db = connect(url, 2)
  const [ran, logs]: [string[], LogLine[]] = [[], []]
  const one = (did: string, run: () => Promise<number>) => ({ did, at: null, fill: '1h' as const, tries: 5, run })
  let killed: Promise<void> | null = null
  const jobs = [
    one('in-hand', async () => {
      killed ??= killDatabase()
      await killed
      return ran.push('in-hand')
    }),
    one('later', async () => ran.push('later')),
  ]
  const worker = startWorker({ db, url, log: (line) => logs.push(line), jobs, deps: null })
  await add('in-hand')
  await until(() => killed !== null)
  await until(() => ran.includes('in-hand'))
  await add('later')
  await until(() => ran.includes('later'))
  await until(async () => (await left()) === 0)
  expect(logs.filter(({ did, code }) => did === 'jobs' && code !== undefined)).not.toEqual([])
  expect(JSON.stringify(logs)).not.toMatch(/127\.0\.0\.1|terminat|postgres:/)
  await worker.stop()
  await db.$client.end()
})

async function asOwner<T>(ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  try {
    return await ask(sql)
  } finally {
    await sql.end()
  }
}
const add = (did: string) => asOwner((sql) => sql`select graphile_worker.add_job(${did})`)
const left = () =>
  asOwner(async (sql) => Number((await sql`select count(*) from graphile_worker._private_jobs`)[0]?.['count']))

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 600; tried++) {
    if (await isSo()) return
    await wait(100)
  }
  throw new Error('It never came so')
}
