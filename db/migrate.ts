import { fileURLToPath } from 'node:url'
import { migrate as run } from 'drizzle-orm/postgres-js/migrator'
import { connect } from './connect.ts'
import { installQueue } from './queue.ts'

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

/** Brings the database of this owner's URL to the present schema. Safe to run again. */
export async function migrate(ownerUrl: string): Promise<void> {
  const db = connect(ownerUrl, 1)
  try {
    // Two starts at once wait for each other here.
    await db.$client`select pg_advisory_lock(7201)`
    await run(db, { migrationsFolder: MIGRATIONS })
    await installQueue(db, ownerUrl)
  } finally {
    await db.$client.end()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env['DATABASE_URL']
  if (url === undefined)
    throw new Error('DATABASE_URL is not set: the owner of the database, for example postgres://owner@localhost/lushao')
  await migrate(url)
  console.log('The database is up to date.')
}
