import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { migrate as run } from 'drizzle-orm/postgres-js/migrator'
import { digestOf } from '#contract/rewards/digest.ts'
import { RULE_SET_FORMAT, type RuleSet } from '#contract/rewards/rule-set.ts'
import { connect, type Database } from './connect.ts'
import { installQueue } from './queue.ts'
import { ruleSets } from './schema/rules.ts'

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))
const DEFAULT_RULES = new URL('./rule-sets/sy-default-1.json', import.meta.url)
/** Before anything that the product knows of: there is no day without a rule set. */
const DEFAULT_FROM = '2019-01-01'

/** Brings the database of this owner's URL to the present schema. Safe to run again. */
export async function migrate(ownerUrl: string): Promise<void> {
  const db = connect(ownerUrl, 1)
  try {
    // Two starts at once wait for each other here.
    await db.$client`select pg_advisory_lock(7201)`
    await run(db, { migrationsFolder: MIGRATIONS })
    await enterDefaultRules(db)
    await installQueue(db, ownerUrl)
  } finally {
    await db.$client.end()
  }
}

/** The rule set that the product ships with, where there is none yet. Nobody proposed or approved it, and it says so. */
async function enterDefaultRules(db: Database): Promise<void> {
  if ((await db.select({ seq: ruleSets.seq }).from(ruleSets).limit(1)).length > 0) return
  const document = JSON.parse(await readFile(DEFAULT_RULES, 'utf8')) as RuleSet
  if (document.format !== RULE_SET_FORMAT) throw new Error(`${DEFAULT_RULES.pathname} is no rule set`)
  const digest = Buffer.from(digestOf(document), 'hex')
  await db
    .insert(ruleSets)
    .values({ code: document.code, document, digest, effectiveFrom: DEFAULT_FROM, approvedAt: new Date() })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env['DATABASE_URL']
  if (url === undefined)
    throw new Error('DATABASE_URL is not set: the owner of the database, for example postgres://owner@localhost/lushao')
  await migrate(url)
  console.log('The database is up to date.')
}
