import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles, type ProcessUrls } from '#db/roles.ts'
import { dropDatabase } from './server/database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that each test file copies; as its owner. */
    templateUrl: string
    /** As the two processes log in to it: set once a run, since roles belong to the server and files run side by side. */
    processUrls: ProcessUrls
    /** Where the demo that journeys copy is kept: the name of its database, and the folder of its sealed files. */
    demo: { name: string; dir: string }
    /** Where PostgreSQL keeps its files, to search them; empty when it is not ours. */
    postgresDir: string
  }
}

/** One PostgreSQL for a run: the embedded one, or the server of DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demoDir = await mkdtemp(join(tmpdir(), 'lushao-demo-'))
  const demo = { name: `lushao_demo_${randomBytes(6).toString('hex')}`, dir: demoDir }
  project.provide('demo', demo)
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') {
    await migrate(given)
    project.provide('templateUrl', given)
    project.provide('processUrls', await openRoles(given))
    project.provide('postgresDir', '')
    return async () => {
      await dropDatabase(given, demo.name)
      await rm(demoDir, { recursive: true, force: true })
    }
  }
  console.log('Starting the embedded PostgreSQL for the tests …')
  const dir = await mkdtemp(join(tmpdir(), 'lushao-test-'))
  await chmod(dir, 0o755) // as root, PostgreSQL runs as another user
  const embedded = await startEmbedded(dir, { fast: true })
  await migrate(embedded.ownerUrl)
  project.provide('templateUrl', embedded.ownerUrl)
  project.provide('processUrls', await openRoles(embedded.ownerUrl))
  project.provide('postgresDir', join(dir, 'postgres'))
  return async () => {
    await embedded.stop()
    await rm(demoDir, { recursive: true, force: true })
    await rm(dir, { recursive: true, force: true })
  }
}
