import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '#contract/audit.ts'
import type { AnyRoute } from '#contract/route.ts'
import { connect, type Database, type Transaction } from '#db/connect.ts'
import { asAuditor } from '#server/audit/as-auditor.ts'
import { codeOf } from '#server/http/refuse-error.ts'
import { aroundTip, inCase } from '../db/rows.ts'
import { startAudit, type AuditWorld } from './audit-world.ts'
import { newTip } from './triage-world.ts'

let at: AuditWorld
let asOffice: Database
let number: string
beforeAll(async () => {
  at = await startAudit()
  asOffice = connect(at.world.database.officeUrl, 2)
  const { owner } = at.world.database
  const [tip, other] = [
    await newTip(at.world, at.lin, at.founded.city),
    await newTip(at.world, at.lin, at.founded.city),
  ]
  number = tip.number
  await owner.begin(async (tx) => {
    await aroundTip(tx, tip.tip, other.tip)
    await inCase(tx, other.tip)
  })
})
afterAll(async () => {
  await asOffice.$client.end()
  await at.world.stop()
})

/** The SQLSTATE that a statement ends with inside the auditor's transaction; null when it passes. */
async function state(statement: string, read: typeof asAuditor = asAuditor): Promise<string | null> {
  try {
    await read(asOffice, (tx) => tx.execute(sql.raw(statement)))
    return null
  } catch (error) {
    return codeOf(error) ?? String(error)
  }
}
/** The role alone, in a transaction that could write. */
const withRoleOnly = <T>(db: Database, run: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`SET LOCAL ROLE lushao_auditor`)
    return run(tx)
  })

const FORBIDDEN = '42501'
const READ_ONLY = '25006'

test('within the room nothing is written: the transaction refuses it, and so does the role', async () => {
  const { owner } = at.world.database
  const tables = (await owner`select tablename from pg_tables where schemaname = 'public'`).map((row) =>
    String(row['tablename']),
  )
  expect(tables.length).toBeGreaterThan(30)
  for (const table of tables) {
    const [row] =
      await owner`select column_name from information_schema.columns where table_schema = 'public' and table_name = ${table} limit 1`
    const column = String(row?.['column_name'])
    for (const statement of [
      `insert into "${table}" default values`,
      `update "${table}" set "${column}" = default`,
      `delete from "${table}"`,
      `truncate "${table}" cascade`,
    ]) {
      expect([statement, await state(statement, withRoleOnly)]).toEqual([statement, FORBIDDEN])
      expect([FORBIDDEN, READ_ONLY], statement).toContain(await state(statement))
    }
  }
  expect(await state(`create table mine (a int)`)).toMatch(/^(42501|25006)$/)
})

/** Bytes that are hashes, or signatures and the keys that check them: whoever checks may compare them. */
const HASHES = [
  'claims.digest',
  'runs.digest',
  'run_steps.digest',
  'run_steps.signature',
  'payments.claim_digest',
  // Equal for equal accounts, and nothing else.
  'payments.account_token',
  'payment_outcomes.file_digest',
  'clock_changes.digest',
  'award_steps.digest',
  'award_steps.signature',
  'award_versions.digest',
  'award_versions.signature',
  'log_entries.entry',
  'log_heads.root',
  'log_leaves.entry',
  'log_nodes.hash',
  'row_changes.digest',
  'rule_sets.digest',
  'staff.sign_public',
  'tips.commitment',
  'tombstones.commitment',
  'tombstones.erased',
]
/** Texts that are keys or secrets. */
const SECRET_TEXTS = ['staff.login_hash', 'tips.tip_recipient', 'tips.mailbox_recipient']

test('within the room no column is readable that holds sealed bytes, keys, or what a login is checked with', async () => {
  const { owner } = at.world.database
  const columns = await owner`
    select table_name || '.' || column_name as name, has_column_privilege('lushao_auditor', quote_ident(table_name), column_name, 'SELECT') as readable
    from information_schema.columns where table_schema = 'public' and data_type = 'bytea'`
  expect(columns.length).toBeGreaterThan(25)
  const readable = columns.filter((row) => row['readable'] === true).map((row) => String(row['name']))
  expect(readable.filter((name) => !HASHES.includes(name))).toEqual([])
  for (const name of [
    ...SECRET_TEXTS,
    'tips.report',
    'messages.sealed',
    'tip_notes.sealed',
    'tip_moves.reason',
    'tip_transfers.reason',
    'case_narratives.sealed',
    'case_links.why',
    'staff.member_key',
    'desks.recovery_key',
    'desk_members.desk_key',
    'tip_wraps.wrap',
    'award_versions.grounds',
    'award_steps.sealed',
    'claims.sealed',
    'claims.verifier',
    'claims.signature',
    'claim_disputes.signature',
    'freezes.reason',
    'claim_extensions.reason',
    'alarm_reviews.note',
    'log_leaves.salt',
    'log_heads.filler_seed',
    'sessions.token_hash',
  ]) {
    const [table, column] = name.split('.')
    expect([name, await state(`select "${column}" from ${table}`)]).toEqual([name, FORBIDDEN])
  }
  expect(await state(`select * from tips`)).toBe(FORBIDDEN)
})

const isRoute = (value: unknown): value is AnyRoute => typeof value === 'object' && value !== null && 'path' in value
const READS = (Object.values(contract) as unknown[]).filter(isRoute).filter(({ method }) => method === 'GET')
const address = (route: AnyRoute): string =>
  route.path.replace(':tip', number).replace(':case', '0').replace(':check', '1').replace(':size', '300')

test('every read of the room goes through the role: once that may read nothing, each of them fails', async () => {
  const { owner } = at.world.database
  await owner`insert into log_checks (started_at, finished_at, result, size, records, findings) values (now(), now(), 'clean', 0, 0, '[]')`
  await putHead()
  const statuses = async () => {
    const all: [string, number][] = []
    for (const route of READS)
      all.push([route.id, (await at.fang.browser.send(address(route), { method: 'GET' })).status])
    return all
  }
  expect((await statuses()).filter(([, status]) => status !== 200)).toEqual([])
  const granted = await owner`
    select format('GRANT SELECT%s ON %I TO lushao_auditor', case when kind = 'table' then '' else format(' (%I)', column_name) end, table_name) as again from (
      select 'table' as kind, table_name, null as column_name from information_schema.role_table_grants where grantee = 'lushao_auditor' and privilege_type = 'SELECT'
      union all
      select 'column', table_name, column_name from information_schema.role_column_grants c where grantee = 'lushao_auditor' and privilege_type = 'SELECT') g`
  await owner`revoke all on all tables in schema public from lushao_auditor`
  try {
    expect(await statuses()).toEqual(READS.map(({ id }) => [id, 500]))
  } finally {
    for (const row of granted) await owner.unsafe(String(row['again']))
  }
  expect((await statuses()).filter(([, status]) => status !== 200)).toEqual([])
})

async function putHead(): Promise<void> {
  const { owner } = at.world.database
  await owner`insert into log_entries select n, sha256(int8send(n)) from generate_series(0, 299) n`
  await owner`insert into log_heads (size, root, note, signed_at, filler_seed) values (300, sha256('root'), 'a note', now(), sha256('seed'))`
}

test('no answer of the room holds anything of what is sealed', async () => {
  const { owner } = at.world.database
  const answers: string[] = []
  for (const route of READS) answers.push(await (await at.fang.browser.send(address(route), { method: 'GET' })).text())
  const exported = { filters: {}, before: null }
  answers.push(JSON.stringify(await at.fang.browser.done(contract.exportTrail, { body: exported })))
  const told = answers.join('\n')
  const sealed = await owner`
    select report as bytes from tips union all select sealed from messages union all select sealed from tip_notes union all select reason from tip_moves
    union all select reason from tip_transfers union all select why from case_links union all select sealed from case_narratives union all select member_key from staff
    union all select wrap from tip_wraps union all select recovery_key from desks union all select salt from log_leaves where salt is not null`
  const bytes = sealed.flatMap((row) =>
    row['bytes'] instanceof Uint8Array && row['bytes'].length >= 24 ? [row['bytes']] : [],
  )
  expect(bytes.length).toBeGreaterThan(30)
  for (const each of bytes) {
    // Long enough to be told apart from what every age file begins with.
    const part = Buffer.from(each).subarray(-24)
    expect(told.includes(part.toString('hex')) || told.includes(part.toString('base64').slice(2, 26))).toBe(false)
  }
  expect(told).not.toContain('age1pq1')
  expect(told.length).toBeGreaterThan(2000)
})
