import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { openRoles } from '#db/roles.ts'

export type TestDatabase = {
  ownerUrl: string
  publicUrl: string
  officeUrl: string
  owner: postgres.Sql
  drop: () => Promise<void>
}

/** A fresh copy of the migrated database, with a site id of its own. */
export async function freshDatabase(templateUrl: string): Promise<TestDatabase> {
  const name = `lushao_${randomBytes(6).toString('hex')}`
  const template = new URL(templateUrl)
  const server = postgres(at(template, 'postgres'), { max: 1, onnotice: () => {} })
  await server.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`)
  const ownerUrl = at(template, name)
  const owner = postgres(ownerUrl, { max: 4, onnotice: () => {} })
  await owner`update site set site_id = gen_random_uuid()::text`
  const urls = await openRoles(ownerUrl)
  return {
    ownerUrl,
    ...urls,
    owner,
    async drop() {
      await owner.end()
      await server.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)
      await server.end()
    },
  }
}

function at(url: URL, database: string): string {
  const copy = new URL(url)
  copy.pathname = `/${database}`
  return copy.href
}
