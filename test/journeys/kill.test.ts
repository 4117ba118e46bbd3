import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundOffice } from '#contract/staff.ts'
import { freePort, startEmbedded, type Embedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles, type ProcessUrls } from '#db/roles.ts'
import { call, type Send } from '#ui/client.ts'
import type { SendDeps } from '../../web/public/src/send/deps.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { sendTip } from '../../web/public/src/send/send-tip.ts'
import { founding, newMember, quickDerive } from '../server/browser.ts'
import { REPORT } from '../server/world.ts'

/** Submissions in all, and how many people send at once. */
const SUBMISSIONS = 200
const PEOPLE = 8
/** A kill every so often. */
const KILL_EVERY_MS = 700

const SETUP_TOKEN = 'token of the kill test'
const at = (file: string): string => fileURLToPath(new URL(`../../server/${file}`, import.meta.url))

let dir: string
let ports: { postgres: number; public: number; office: number }
let urls: ProcessUrls
let ownerUrl: string
let database: Embedded
const running = new Map<'public' | 'office', ChildProcess>()

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lushao-kill-'))
  await chmod(dir, 0o755)
  ports = { postgres: await freePort(), public: await freePort(), office: await freePort() }
  database = await startEmbedded(dir, { port: ports.postgres })
  ownerUrl = database.ownerUrl
  await migrate(ownerUrl)
  urls = await openRoles(ownerUrl)
  await Promise.all([startProcess('public'), startProcess('office')])
  await foundOneDesk()
})
afterAll(async () => {
  for (const child of running.values()) child.kill('SIGKILL')
  await database.stop()
  await rm(dir, { recursive: true, force: true })
})

function startProcess(name: 'public' | 'office'): Promise<void> {
  const env = {
    ...process.env,
    DATA_DIR: dir,
    PUBLIC_PORT: String(ports.public),
    OFFICE_PORT: String(ports.office),
    PUBLIC_DATABASE_URL: urls.publicUrl,
    OFFICE_DATABASE_URL: urls.officeUrl,
    SETUP_TOKEN,
  }
  const child = spawn(process.execPath, [at(`${name}.ts`)], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  running.set(name, child)
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"ready"') && resolve())
    child.once('exit', () => resolve())
  })
}

const sendTo =
  (port: number): Send =>
  (path, init) =>
    fetch(`http://127.0.0.1:${port}${path}`, init)

/** Nobody gives up: after a lost connection the same request goes again. */
const deps = (): SendDeps => ({
  send: sendTo(ports.public),
  derive: quickDerive,
  patience: { tries: 1, pause: () => wait(50), askToResend: () => wait(50) },
})

async function foundOneDesk(): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 })
  const [site] = await sql`select site_id from site`
  await sql.end()
  const founder = await newMember(String(site?.['site_id']), 'chen.lead')
  const desk = { nameZh: '支队', nameEn: 'Squad', kind: 'investigation' as const, districts: [], categories: [] }
  const { body } = await founding(founder, SETUP_TOKEN, [desk])
  expect(await call(sendTo(ports.office), foundOffice, { body })).toMatchObject({ is: 'done' })
}

/** `kill -9` of one of the three, and its start again as a supervisor would. */
async function killOne(turn: number): Promise<void> {
  const name = (['public', 'postgres', 'office'] as const)[turn % 3] ?? 'public'
  if (name === 'postgres') return killPostgres()
  running.get(name)?.kill('SIGKILL')
  await startProcess(name)
}

async function killPostgres(): Promise<void> {
  if (database.pid !== undefined) process.kill(database.pid, 'SIGKILL')
  for (let tried = 0; ; tried++) {
    await wait(100)
    try {
      database = await startEmbedded(dir, { port: ports.postgres })
      return
    } catch (error) {
      // Its workers need a moment to notice that their parent is gone.
      if (tried > 50) throw error
    }
  }
}

test('kill -9 of any process at any moment: every code that was shown works, and nothing is half-stored', async () => {
  const codes: string[] = []
  let left = SUBMISSIONS
  const end = new AbortController()
  const person = async (): Promise<void> => {
    while (left-- > 0) {
      const files = left % 4 === 0 ? [new File([new Uint8Array(20_000).fill(left)], `${left}.bin`)] : []
      const sent = await sendTip(deps(), { category: 'dealing', district: 'unsure', report: REPORT, files })
      if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
      codes.push(sent.code)
    }
  }
  const killer = async (): Promise<number> => {
    let kills = 0
    for (; !end.signal.aborted; kills++) {
      await wait(KILL_EVERY_MS * Math.random() * 2)
      if (!end.signal.aborted) await killOne(kills)
    }
    return kills
  }
  const people = Promise.all(Array.from({ length: PEOPLE }, person)).finally(() => end.abort())
  const [kills] = await Promise.all([killer(), people])
  console.log(`${codes.length} tips sent while ${kills} processes were killed`)
  expect(kills).toBeGreaterThan(5)

  expect(new Set(codes).size).toBe(SUBMISSIONS)
  for (const code of codes) {
    const keys = await keysOf(deps(), code)
    if ('is' in keys) throw new Error(keys.refusal)
    expect((await findTip(deps(), keys, null)).is).toBe('found')
  }
  await expectWhole()
})

/** Each submission is one tip with all that belongs to it; nothing else is there. */
async function expectWhole(): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 })
  const count = async (query: string): Promise<number> =>
    Number((await sql.unsafe(`select count(*) from ${query}`))[0]?.['count'])
  expect(await count('tips')).toBe(SUBMISSIONS)
  expect(await count('tip_wraps')).toBe(SUBMISSIONS)
  expect(await count('tip_states')).toBe(SUBMISSIONS)
  expect(await count('tip_files')).toBe(SUBMISSIONS / 4)
  expect(await count('tips t where not exists (select from tip_moves m where m.tip_id = t.id)')).toBe(0)
  expect(
    await count('tip_files f where f.pieces <> (select count(*) from sealed_pieces p where p.file_id = f.file_id)'),
  ).toBe(0)
  await sql.end()
}
