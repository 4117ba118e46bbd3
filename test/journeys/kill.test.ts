import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundOffice } from '#contract/staff.ts'
import { freePort, startEmbedded, type Embedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles, type ProcessUrls } from '#db/roles.ts'
import { supervise, type Supervised } from '#server/supervise.ts'
import { call, type Send } from '#ui/client.ts'
import type { SendDeps } from '#reporting/deps.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { sendTip } from '#reporting/send-tip.ts'
import { founding, newMember, quickDerive } from '../server/browser.ts'
import { REPORT } from '../server/world.ts'

/** Submissions in all, and kills: each at a random moment while its share of the submissions is on the way. */
const SUBMISSIONS = 200
const KILLS = 20
const KILL_WITHIN_MS = 300

const SETUP_TOKEN = 'token of the kill test'
const at = (file: string): string => fileURLToPath(new URL(`../../server/${file}`, import.meta.url))

let dir: string
let ports: { postgres: number; public: number; office: number }
let urls: ProcessUrls
let ownerUrl: string
let database: Embedded
let processes: Readonly<Record<'public' | 'office', Supervised>>

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lushao-kill-'))
  await chmod(dir, 0o755)
  ports = { postgres: await freePort(), public: await freePort(), office: await freePort() }
  database = await startEmbedded(dir, { port: ports.postgres })
  ownerUrl = database.ownerUrl
  await migrate(ownerUrl)
  urls = await openRoles(ownerUrl)
  processes = { public: startProcess('public'), office: startProcess('office') }
  await Promise.all([processes.public.ready, processes.office.ready])
  await foundOneDesk()
})
afterAll(async () => {
  await Promise.all([processes?.public.stop(), processes?.office.stop()])
  await database.stop()
  await rm(dir, { recursive: true, force: true })
})

function startProcess(name: 'public' | 'office'): Supervised {
  const env = {
    ...process.env,
    DATA_DIR: dir,
    PUBLIC_PORT: String(ports.public),
    OFFICE_PORT: String(ports.office),
    PUBLIC_DATABASE_URL: urls.publicUrl,
    OFFICE_DATABASE_URL: urls.officeUrl,
    SETUP_TOKEN,
    SUPERVISED: 'yes',
  }
  return supervise(at(`${name}.ts`), env, () => {})
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

/** `kill -9` of one of the three. The supervisor of `npm start` brings our processes back, also one that fell with the database. */
async function killOne(turn: number): Promise<void> {
  const name = (['public', 'postgres', 'office'] as const)[turn % 3] ?? 'public'
  if (name === 'postgres') return killPostgres()
  const pid = processes[name].pid()
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
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
  const send = async (number: number): Promise<void> => {
    const files = number % 4 === 0 ? [new File([new Uint8Array(20_000).fill(number)], `${number}.bin`)] : []
    const sent = await sendTip(deps(), { category: 'dealing', district: 'unsure', report: REPORT, files })
    if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
    codes.push(sent.code)
  }
  for (let kill = 0; kill < KILLS; kill++) {
    const batch = Array.from({ length: SUBMISSIONS / KILLS }, (_, index) => send((kill * SUBMISSIONS) / KILLS + index))
    await Promise.all([...batch, wait(KILL_WITHIN_MS * Math.random()).then(() => killOne(kill))])
  }
  console.log(`${codes.length} tips sent while ${KILLS} processes were killed`)

  expect(new Set(codes).size).toBe(SUBMISSIONS)
  for (const code of codes) {
    const keys = await keysOf(deps(), code)
    if ('is' in keys) throw new Error(keys.refusal)
    expect((await findTip(deps(), keys, null)).is).toBe('found')
  }
  await expectWhole()
}, 300_000)

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
