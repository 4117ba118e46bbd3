import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

export type TestDatabase = {
  ownerUrl: string
  publicUrl: string
  officeUrl: string
  owner: postgres.Sql
  drop: () => Promise<void>
}

/** A fresh copy of the migrated database, with a site id of its own. */
export async function freshDatabase(templateUrl: string): Promise<TestDatabase> {
  const database = await copyOf(templateUrl)
  await database.owner`update site set site_id = gen_random_uuid()::text`
  return database
}

/** A copy of a database to which nobody is connected. */
export async function copyOf(templateUrl: string): Promise<TestDatabase> {
  const name = `lushao_${randomBytes(6).toString('hex')}`
  const template = new URL(templateUrl)
  const server = postgres(at(template, 'postgres'), { max: 1, onnotice: () => {} })
  await server.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`)
  const ownerUrl = at(template, name)
  const owner = postgres(ownerUrl, { max: 4, onnotice: () => {} })
  const { publicUrl, officeUrl } = inject('processUrls')
  return {
    ownerUrl,
    publicUrl: at(new URL(publicUrl), name),
    officeUrl: at(new URL(officeUrl), name),
    owner,
    async drop() {
      await owner.end()
      await server.end()
      await dropDatabase(templateUrl, name)
    },
  }
}

/** Drops a database of the same server, if it is there. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  const server = postgres(at(new URL(url), 'postgres'), { max: 1, onnotice: () => {} })
  await server.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await server.end()
}

/** Makes a database of this name as a copy and fills it, unless that was done; who comes meanwhile waits. Gives its address. */
export async function madeOnce(
  templateUrl: string,
  name: string,
  fill: (ownerUrl: string) => Promise<void>,
): Promise<string> {
  const template = new URL(templateUrl)
  const server = postgres(at(template, 'postgres'), { max: 1, onnotice: () => {} })
  await server`select pg_advisory_lock(hashtext(${name}))`
  const [there] = await server`select from pg_database where datname = ${name}`
  if (there === undefined) await server.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`)
  await fill(at(template, name))
  await server.end()
  return at(template, name)
}

function at(url: URL, database: string): string {
  const copy = new URL(url)
  copy.pathname = `/${database}`
  return copy.href
}
