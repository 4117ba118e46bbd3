import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundedOffice, sentTip, startWorld, type World } from '../server/world.ts'

let world: World
let asPublic: postgres.Sql
let asOffice: postgres.Sql
let tables: string[]

beforeAll(async () => {
  world = await startWorld()
  await foundedOffice(world)
  await sentTip(world, { files: [new File([randomBytes(500)], 'a.bin')] })
  asPublic = postgres(world.database.publicUrl, { max: 1, onnotice: () => {} })
  asOffice = postgres(world.database.officeUrl, { max: 1, onnotice: () => {} })
  tables = (await world.database.owner`select tablename from pg_tables where schemaname = 'public'`).map((row) =>
    String(row['tablename']),
  )
})
afterAll(async () => {
  await asPublic.end()
  await asOffice.end()
  await world.stop()
})

/** The SQLSTATE that a statement ends with; null when it passes. Nothing stays: it is rolled back. */
async function state(sql: postgres.Sql, statement: string): Promise<string | null> {
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(statement)
      throw new RollBack()
    })
    return null
  } catch (error) {
    if (error instanceof RollBack) return null
    return error instanceof postgres.PostgresError ? error.code : String(error)
  }
}
class RollBack extends Error {}

const FORBIDDEN = '42501'
const FINAL = 'LS001'

test('the public role reads no table', async () => {
  expect(tables.length).toBeGreaterThan(15)
  for (const table of tables)
    expect([table, await state(asPublic, `select * from ${table}`)]).toEqual([table, FORBIDDEN])
})

test('the public role changes, deletes and truncates nothing', async () => {
  for (const table of tables) {
    const [row] = await world.database
      .owner`select column_name from information_schema.columns where table_schema = 'public' and table_name = ${table} limit 1`
    const column = String(row?.['column_name'])
    expect([table, await state(asPublic, `update ${table} set "${column}" = default`)]).toEqual([table, FORBIDDEN])
    expect([table, await state(asPublic, `delete from ${table}`)]).toEqual([table, FORBIDDEN])
    expect([table, await state(asPublic, `truncate ${table} cascade`)]).toEqual([table, FORBIDDEN])
  }
})

test('the public role inserts into five tables and no other', async () => {
  const may: string[] = []
  for (const table of tables) {
    const [row] = await world.database.owner`select has_table_privilege('lushao_public', ${table}, 'INSERT') as may`
    if (row?.['may'] === true) may.push(table)
  }
  expect(may.toSorted()).toEqual(['messages', 'sealed_pieces', 'tip_files', 'tip_wraps', 'tips'])
})

test('the public role calls one function of ours and creates nothing', async () => {
  const functions = await world.database.owner`
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and has_function_privilege('lushao_public', p.oid, 'EXECUTE')`
  expect(functions.map((row) => row['proname'])).toEqual(['read_mailbox'])
  for (const statement of [
    'create table x (y int)',
    'create schema x',
    'create role x',
    "copy (select 1) to program 'true'",
    'set role lushao_office',
    'set role lushao_owner',
    'alter role lushao_public superuser',
  ]) {
    expect([statement, await state(asPublic, statement)]).toEqual([statement, FORBIDDEN])
  }
})

test('the public role writes only as a tipster', async () => {
  const [tip] = await world.database.owner`select id from tips limit 1`
  const insert = (sender: string, isQuestion: boolean): Promise<string | null> =>
    state(
      asPublic,
      `insert into messages (tip_id, seq, id, sender, is_question, sealed, at) values ('${tip?.['id']}', 0, '${randomUUID()}', '${sender}', ${isQuestion}, 'x', now())`,
    )
  expect(await insert('tipster', false)).toBe(null)
  expect(await insert('tipster', true)).toBe(FORBIDDEN)
  expect(await insert('desk', false)).toBe(FORBIDDEN)
})

test('the public role cannot wrap a tip of others to a desk without it being refused at commit', async () => {
  const [tip] = await world.database.owner`select id, desk_id from tips limit 1`
  const [other] = await world.database
    .owner`select id from desks where kind = 'investigation' and id <> ${String(tip?.['desk_id'])}`
  const statement = `insert into tip_wraps (tip_id, desk_id, wrap) values ('${tip?.['id']}', '${other?.['id']}', 'x')`
  expect(
    await asPublic.unsafe(statement).then(
      () => null,
      (error: postgres.PostgresError) => error.code,
    ),
  ).toBe('LS003')
})

const SEALED = ['tips', 'messages', 'tip_moves', 'sealed_pieces', 'tip_files', 'records']

test('nobody updates or deletes sealed parts and the trail, not even the owner', async () => {
  await world.database.owner`insert into records (at, did) values (now(), 'test')`
  const [tip] = await world.database.owner`select id from tips limit 1`
  await world.database
    .owner`insert into messages (tip_id, seq, id, sender, is_question, sealed, at) values (${String(tip?.['id'])}, 0, ${randomUUID()}, 'tipster', false, 'x', now())`
  for (const table of SEALED) {
    const [row] = await world.database
      .owner`select column_name from information_schema.columns where table_schema = 'public' and table_name = ${table} and is_identity = 'NO' limit 1`
    const column = String(row?.['column_name'])
    expect([table, await state(world.database.owner, `update ${table} set "${column}" = "${column}"`)]).toEqual([
      table,
      FINAL,
    ])
    expect([table, await state(world.database.owner, `delete from ${table}`)]).toEqual([table, FINAL])
    expect([table, await state(world.database.owner, `truncate ${table} cascade`)]).toEqual([table, FINAL])
    expect([table, await state(asOffice, `update ${table} set "${column}" = "${column}"`)]).toEqual([table, FORBIDDEN])
    expect([table, await state(asOffice, `delete from ${table}`)]).toEqual([table, FORBIDDEN])
  }
  expect(await state(world.database.owner, `update tip_wraps set wrap = 'x'`)).toBe(FINAL)
})

test('the office role cannot make a tip, speak as a tipster, or write into the past', async () => {
  expect(await state(asOffice, `insert into tips (id) values ('${randomUUID()}')`)).toBe(FORBIDDEN)
  expect(
    await state(
      asOffice,
      `insert into sealed_pieces (file_id, seq, size, sha256, arrived_at) values ('${randomUUID()}', 0, 1, 'x', now())`,
    ),
  ).toBe(FORBIDDEN)
  const [tip] = await world.database.owner`select id from tips limit 1`
  const message = `insert into messages (tip_id, seq, id, sender, is_question, sealed, at) values ('${tip?.['id']}', 5, '${randomUUID()}', 'tipster', false, 'x', now())`
  expect(await state(asOffice, message)).toBe(FORBIDDEN)
  expect(await state(asOffice, `update records set did = 'nothing'`)).toBe(FORBIDDEN)
  expect(await state(asOffice, `update site set site_id = 'another'`)).toBe(FORBIDDEN)
  expect(await state(asOffice, `update desks set recipient = 'another'`)).toBe(FORBIDDEN)
})

test('retention deletes a tip in full and leaves a tombstone with its hash', async () => {
  const { owner } = world.database
  const [tip] = await owner`select id, commitment from tips limit 1`
  const id = String(tip?.['id'])
  expect(await state(asOffice, `select forget_tip('${id}')`)).toBe(FORBIDDEN)
  expect((await owner`select forget_tip(${id}) as file`).length).toBe(1)
  for (const table of ['tip_states', 'tip_wraps', 'tip_files', 'messages', 'tip_moves', 'tip_reads']) {
    expect([table, (await owner.unsafe(`select 1 from ${table} where tip_id = '${id}'`)).length]).toEqual([table, 0])
  }
  expect(await owner`select 1 from tips where id = ${id}`).toHaveLength(0)
  expect(await owner`select commitment from tombstones where tip_id = ${id}`).toEqual([
    { commitment: tip?.['commitment'] },
  ])
})
