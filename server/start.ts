import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { connect } from '#db/connect.ts'
import { isFreePort, startEmbedded, Unreachable } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles } from '#db/roles.ts'
import { openBlobs } from './blobs.ts'
import { readConfig, WrongConfig, type Config } from './config.ts'
import { startMailCatcher } from './notices/mail-catcher.ts'
import { hashProof } from './staff/sign-in.ts'
import { supervise } from './supervise.ts'

/** `npm start`: everything that is not set from outside is started here, then the two processes. */
async function start(stops: (() => Promise<unknown>)[]): Promise<void> {
  const startedAt = Date.now()
  const config = readConfig(process.env)
  await insistFreePorts(config)
  await mkdir(config.dataDir, { recursive: true })
  const isDemo = process.env['DEMO'] === undefined ? config.databaseUrl === null : config.demo

  const { buildSites } = await import('../web/build.ts')
  const [urls] = await Promise.all([openDatabase(config, isDemo, stops), buildSites()])
  const smtpUrl = config.smtpUrl ?? (isDemo ? await catchMail(stops) : null)
  const setupToken = config.setupToken ?? randomBytes(12).toString('hex')

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PUBLIC_DATABASE_URL: urls.publicUrl,
    OFFICE_DATABASE_URL: urls.officeUrl,
    DATABASE_URL: '', // the owner's password stays here
    DEMO: isDemo ? 'yes' : 'no',
    SETUP_TOKEN: setupToken,
    SUPERVISED: 'yes',
    ...(smtpUrl === null ? {} : { SMTP_URL: smtpUrl }),
  }
  const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
  const logFile = join(config.dataDir, 'lushao.log')
  const log = createWriteStream(logFile, { flags: 'a' })
  const processes = ['./public.ts', './office.ts'].map((file) =>
    supervise(path(file), env, (line) => void log.write(`${line}\n`)),
  )
  stops.unshift(() => Promise.all(processes.map((each) => each.stop()))) // before the database
  const [publicAddress = '', officeAddress = ''] = await Promise.all(processes.map((each) => each.ready))

  console.log(`\n鹿哨 Lushao is running after ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
  console.log(`  举报网站 Public site  ${publicAddress}\n  办公端   Office       ${officeAddress}`)
  if (isDemo) await tellDemo(urls.ownerUrl)
  else await tellSetup(urls.ownerUrl, setupToken)
  console.log(`\n  日志 Log  ${logFile}\n\nStop with Ctrl+C.\n`)
}

type Urls = { ownerUrl: string; publicUrl: string; officeUrl: string }

async function openDatabase(config: Config, isDemo: boolean, stops: (() => Promise<unknown>)[]): Promise<Urls> {
  let ownerUrl = config.databaseUrl
  if (ownerUrl === null) {
    console.log('Starting the embedded PostgreSQL …')
    const embedded = await startEmbedded(config.dataDir)
    stops.push(embedded.stop)
    ownerUrl = embedded.ownerUrl
  }
  await migrate(ownerUrl)
  if (isDemo) await fillDemo(ownerUrl, config)
  const { publicDatabaseUrl: publicUrl, officeDatabaseUrl: officeUrl } = config
  if (publicUrl !== null && officeUrl !== null) return { ownerUrl, publicUrl, officeUrl }
  return { ownerUrl, ...(await openRoles(ownerUrl)) }
}

async function fillDemo(ownerUrl: string, config: Config): Promise<void> {
  const { seedDemo } = await import('#db/seed/seed-demo.ts')
  const blobs = await openBlobs(config.blobDir)
  const onProgress = (done: number, all: number): void => {
    if (done === 1 || done % 10 === 0) console.log(`Sealing the demo's tips: ${done} of ${all} …`)
  }
  const putPiece: Parameters<typeof seedDemo>[0]['putPiece'] = (file, seq, pieceBytes) =>
    blobs.put(file, seq, once(pieceBytes))
  await seedDemo({ ownerUrl, hashProof, putPiece, now: new Date(), onProgress })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function catchMail(stops: (() => Promise<unknown>)[]): Promise<string> {
  const catcher = await startMailCatcher((to) => console.log(`Demo mail server: a mail for ${to}`))
  stops.push(catcher.stop)
  return catcher.url
}

async function tellDemo(ownerUrl: string): Promise<void> {
  const { demoWords } = await import('#db/seed/demo-words.ts')
  const db = connect(ownerUrl, 1)
  console.log(await demoWords(db))
  await db.$client.end()
}

async function tellSetup(ownerUrl: string, setupToken: string): Promise<void> {
  const db = connect(ownerUrl, 1)
  const [row] = await db.$client<{ founded: boolean }[]>`select founded_at is not null as founded from site`
  await db.$client.end()
  if (row?.founded !== true) console.log(`  建站口令 Setup token  ${setupToken}`)
}

function stopOnSignal(stops: (() => Promise<unknown>)[]): void {
  const stop = async (): Promise<void> => {
    for (const each of stops) await each()
    process.exit(0)
  }
  // The embedded PostgreSQL's package ends the process on a signal by itself, before the rest is stopped.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.removeAllListeners(signal).once(signal, () => void stop())
}

async function insistFreePorts({ host, publicPort, officePort }: Config): Promise<void> {
  for (const [name, port] of [
    ['PUBLIC_PORT', publicPort],
    ['OFFICE_PORT', officePort],
  ] as const) {
    if (!(await isFreePort(host, port)))
      throw new WrongConfig(
        `Something listens on port ${port} already. Set ${name} to another one, or stop what runs there.`,
      )
  }
}

const stops: (() => Promise<unknown>)[] = []
stopOnSignal(stops)
try {
  await start(stops)
} catch (error) {
  console.error(
    error instanceof WrongConfig || error instanceof Unreachable ? `Lushao cannot start:\n${error.message}` : error,
  )
  for (const stop of stops) await stop()
  process.exit(1)
}
