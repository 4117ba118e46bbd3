import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundedOffice, sentTip, startWorld, type World } from '../server/world.ts'
import { copiedTips, fillAwards } from './awards-world.ts'
import { fillPayments } from './payments-world.ts'
import { aroundTip, inCase, OF_A_TIP } from './rows.ts'

let world: World
let asPublic: postgres.Sql
let asOffice: postgres.Sql
let tables: string[]
/** A tip with one of everything that can hang on it, and one that is linked to a case. */
let tip: string
let linked: string

beforeAll(async () => {
  world = await startWorld()
  await foundedOffice(world)
  await sentTip(world, { files: [new File([randomBytes(500)], 'a.bin')] })
  await sentTip(world)
  const { owner } = world.database
  ;[tip, linked] = (await owner`select id from tips order by serial`).map((row) => String(row['id'])) as [
    string,
    string,
  ]
  await owner.begin(async (tx) => {
    await aroundTip(tx, tip, linked)
    await inCase(tx, linked)
    await tx`insert into auditor_mails (desk_id, day, sent_at) select id, now(), now() from desks limit 1`
  })
  const people = await fillAwards(owner, await copiedTips(owner, 3))
  await fillPayments(owner, people, await copiedTips(owner, 3))
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

test('the public role inserts into seven tables and no other', async () => {
  const may: string[] = []
  for (const table of tables) {
    const [row] = await world.database
      .owner`select has_any_column_privilege('lushao_public', ${table}, 'INSERT') as may`
    if (row?.['may'] === true) may.push(table)
  }
  expect(may.toSorted()).toEqual([
    'claim_disputes',
    'claims',
    'messages',
    'sealed_pieces',
    'tip_files',
    'tip_wraps',
    'tips',
  ])
})

test('the public role calls two functions of ours and creates nothing', async () => {
  const functions = await world.database.owner`
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and has_function_privilege('lushao_public', p.oid, 'EXECUTE') order by 1`
  expect(functions.map((row) => row['proname'])).toEqual(['claim_grounds', 'read_mailbox'])
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
  const insert = (sender: string, isQuestion: boolean): Promise<string | null> =>
    state(
      asPublic,
      `insert into messages (tip_id, seq, id, sender, is_question, sealed, at) values ('${tip}', 1, '${randomUUID()}', '${sender}', ${isQuestion}, 'x', now())`,
    )
  expect(await insert('tipster', false)).toBe(null)
  expect(await insert('tipster', true)).toBe(FORBIDDEN)
  expect(await insert('desk', false)).toBe(FORBIDDEN)
})

test('the public role cannot wrap a tip of others to a desk without it being refused at commit', async () => {
  const [other] = await world.database
    .owner`select id from desks where kind = 'investigation' and id <> (select desk_id from tips where id = ${tip})`
  const statement = `insert into tip_wraps (tip_id, desk_id, wrap) values ('${tip}', '${other?.['id']}', 'x')`
  expect(
    await asPublic.unsafe(statement).then(
      () => null,
      (error: postgres.PostgresError) => error.code,
    ),
  ).toBe('LS003')
})

/** What no process may ever change: sealed parts, what was decided, and the trail. */
const FINAL_TABLES = [
  'tips',
  'messages',
  'tip_moves',
  'tip_transfers',
  'sealed_pieces',
  'tip_files',
  'records',
  'tip_intakes',
  'tip_assignments',
  'tip_notes',
  'case_steps',
  'case_narratives',
  'case_links',
  'case_merges',
  'outcomes',
  'outcome_confirmations',
  'row_changes',
  'clock_changes',
  'clock_events',
  'clock_pauses',
  'pause_ends',
  'order_entries',
  'calendar_years',
  'deadline_sets',
  'auditor_mails',
  'rule_sets',
  'awards',
  'award_versions',
  'award_steps',
  'award_hands',
  'award_outcomes',
  'award_joint_tips',
  'budgets',
  'journals',
  'postings',
  'ledger_accounts',
  'ledger_periods',
  'payables',
  'reconciliations',
  'claims',
  'claim_disputes',
  'freezes',
  'voucher_tries',
  'claim_extensions',
  'runs',
  'run_steps',
  'payments',
  'payment_outcomes',
  'lapse_lists',
  'lapse_items',
  'alarm_reviews',
]
/** The log itself; test/server/log guards these. */
const LOG_TABLES = ['log_leaves', 'log_entries', 'log_nodes', 'log_heads', 'log_identity', 'log_checks']

test('nobody updates or deletes sealed parts, decisions and the trail, not even the owner', async () => {
  const { owner } = world.database
  for (const table of FINAL_TABLES) {
    const [row] =
      await owner`select column_name from information_schema.columns where table_schema = 'public' and table_name = ${table} and is_identity = 'NO' order by ordinal_position limit 1`
    const column = String(row?.['column_name'])
    expect([table, (await owner.unsafe(`select 1 from ${table}`)).length > 0]).toEqual([table, true])
    expect([table, await state(owner, `update ${table} set "${column}" = "${column}"`)]).toEqual([table, FINAL])
    expect([table, await state(owner, `delete from ${table}`)]).toEqual([table, FINAL])
    expect([table, await state(owner, `truncate ${table} cascade`)]).toEqual([table, FINAL])
    expect([table, await state(asOffice, `update ${table} set "${column}" = "${column}"`)]).toEqual([table, FORBIDDEN])
    expect([table, await state(asOffice, `delete from ${table}`)]).toEqual([table, FORBIDDEN])
    expect([table, await state(asOffice, `truncate ${table} cascade`)]).toEqual([table, FORBIDDEN])
  }
  expect(await state(owner, `update tip_wraps set wrap = 'x'`)).toBe(FINAL)
})

test('every table with a guard is in that list', async () => {
  const guarded = await world.database.owner`
    select distinct tgrelid::regclass::text as table from pg_trigger where tgname = 'final_whole' order by 1`
  expect(guarded.map((row) => row['table'])).toEqual([...FINAL_TABLES, ...LOG_TABLES, 'tombstones'].toSorted())
})

test('a link may only end, once, and nothing else of it changes', async () => {
  const { owner } = world.database
  expect(await state(owner, `update case_links set removed_by = staff_id, removed_at = now()`)).toBe(null)
  expect(
    await state(owner, `update case_links set removed_by = staff_id, removed_at = now(), "as" = 'reference'`),
  ).toBe(FINAL)
  expect(await state(asOffice, `update case_links set removed_by = staff_id, removed_at = now()`)).toBe(null)
  expect(await state(asOffice, `update case_links set why = 'x'`)).toBe(FORBIDDEN)
})

test('the office role makes a tip only with the name of who typed it in, and never speaks as a tipster', async () => {
  expect(await state(asOffice, `insert into tips (id) values ('${randomUUID()}')`)).toBe(FORBIDDEN)
  for (const table of ['tip_files', 'tip_intakes'])
    expect([table, await state(asOffice, `insert into ${table} (tip_id) values ('${linked}')`)]).toEqual([
      table,
      FORBIDDEN,
    ])
  const piece = `insert into sealed_pieces (file_id, seq, size, sha256, arrived_at) values ('${randomUUID()}', 0, 1, 'x', now())`
  expect(await state(asOffice, piece)).toBe(null)
  const take = (staff: string, after = ''): string => `do $$
    declare old tips; wrapped bytea; taken uuid := gen_random_uuid();
    begin
      select * into old from tips where id = '${linked}';
      select wrap into wrapped from tip_wraps where tip_id = '${linked}';
      perform take_tip(jsonb_build_object('id', taken, 'category', old.category, 'district', old.district, 'receivedAt', old.received_at,
        'deskId', old.desk_id, 'tipRecipient', old.tip_recipient || 'q', 'mailboxRecipient', old.mailbox_recipient || 'q',
        'lookupHash', encode(sha256('a'), 'base64'), 'claimPublic', encode(sha256('b'), 'base64'), 'report', encode(old.report, 'base64'),
        'commitment', encode(sha256('c'), 'base64')), wrapped, '[]', 'phone', ${staff});
      if not exists (select from tip_intakes where tip_id = taken and channel = 'phone') then raise 'nobody took it'; end if;
      ${after}
    end $$`
  const somebody = '(select id from staff limit 1)'
  expect(await state(asOffice, take(somebody, 'set constraints all immediate;'))).toBe(null)
  expect(await state(asOffice, take('null'))).toBe('23502')
  expect(await state(asPublic, take(somebody))).toBe(FORBIDDEN)
  const message = `insert into messages (tip_id, seq, id, sender, is_question, sealed, at) values ('${tip}', 5, '${randomUUID()}', 'tipster', false, 'x', now())`
  expect(await state(asOffice, message)).toBe(FORBIDDEN)
})

test('the office role does not write into the past, nor what follows by itself', async () => {
  for (const statement of [
    `update records set did = 'nothing'`,
    `update site set site_id = 'another'`,
    `update desks set recipient = 'another'`,
    `update tip_states set like_spam = true`,
    `update tip_states set content_seq = 0`,
    `update tip_states set tipster_seq = 0`,
    `update tip_identifiers set desk_id = gen_random_uuid()`,
    `update tip_relations set first_tip = one`,
    `update canned_answers set desk_id = gen_random_uuid()`,
    `update saved_views set staff_id = gen_random_uuid()`,
    `delete from tip_indexes`,
    `delete from note_mentions`,
    `update clocks set due_on = due_on + 30`,
    `update clocks set ended_at = now()`,
    `delete from clocks`,
    `insert into clock_events (tip_id, clock_id, level, at) select tip_id, id, 'order', now() from clocks`,
    `insert into pause_ends (tip_id, seq, why, at) select tip_id, seq, 'limit', now() from clock_pauses`,
    `insert into calendar_days (day, is_workday, name) values ('2026-12-01', false, 'x')`,
    `insert into calendar_years (year, version, source_doc, days) values (2027, 1, 'x', '[]')`,
    `update calendar_drafts set entered_by = gen_random_uuid()`,
    `update deadline_sets set accept = 30`,
    `insert into deadline_sets (approved_at) values (now())`,
    `update supervision_orders set status = 'accepted'`,
    `insert into order_counters (year, last) values (2026, 7)`,
    `insert into award_counters (fund, year, last) values ('tips', 2026, 7)`,
    `insert into award_hands (award_id, staff_id, step) select award_id, gen_random_uuid(), 'fund' from award_hands`,
    `insert into rule_sets (code, approved_at) values ('X-1', now())`,
    `update rule_sets set effective_from = '2020-01-01'`,
    `update awards set state = 'granted'`,
    `select new_award(v) from award_versions v`,
    `insert into journals (id, key, kind, fund, year, fen, at) values (gen_random_uuid(), 'x', 'appropriate', 'tips', 2026, 1, now())`,
    `insert into postings (journal_id, line, fund, year, month, account, fen) select id, 3, fund, year, month, 'quota', 1 from journals`,
    `insert into ledger_accounts (fund, year, account, balance) values ('tips', 2040, 'quota', 0)`,
    `insert into fund_years (fund, year) values ('tips', 2040)`,
    `insert into ledger_periods (month, closed_by, closed_at, totals) select '2020-01', id, now(), '[]' from staff limit 1`,
    `insert into payables select * from payables`,
    `insert into budgets select * from budgets`,
    `update budgets set fen = 1`,
    `update voucher_counters set last = 7`,
    `select post_journal('appropriate', 'x', 'tips', 2026, 1, null, now(), null, null, null, null)`,
    `select move_payable(id, 'paid', now()) from payables`,
    `update payables set state = 'open'`,
    `update payments set state = 'paid'`,
    `update runs set state = 'done'`,
    `update freezes set cause = 'audit'`,
    `update lapse_lists set done_at = now()`,
    `update lapse_items set outcome = 'returned'`,
    `insert into claim_disputes select * from claim_disputes`,
    `select freeze_payable(gen_random_uuid(), 'vouchers', now())`,
  ])
    expect([statement, await state(asOffice, statement)]).toEqual([statement, FORBIDDEN])
})

test('retention deletes a tip in full, its tokens and notes too, and leaves a tombstone with its hash', async () => {
  const { owner } = world.database
  const [row] = await owner`select commitment from tips where id = ${tip}`
  const has = async (table: string, columns: readonly string[]): Promise<[string, boolean]> => {
    const isOfTip = columns.map((column) => `${column} = '${tip}'`).join(' or ')
    return [table, (await owner.unsafe(`select 1 from ${table} where ${isOfTip} limit 1`)).length > 0]
  }
  const holding = await owner`
    select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'tip_id'
      and table_name not in ('records', 'tombstones', 'case_links', 'supervision_orders', 'awards', 'award_joint_tips') order by 1`
  expect(holding.map((each) => each['table'])).toEqual(
    OF_A_TIP.flatMap(([table, columns]) => (columns.includes('tip_id') ? [table] : [])).toSorted(),
  )
  for (const [table, columns] of OF_A_TIP) expect(await has(table, columns)).toEqual([table, true])
  expect(await state(asOffice, `select forget_tip('${tip}')`)).toBe(FORBIDDEN)
  expect((await owner`select forget_tip(${tip}) as file`).length).toBe(1)
  for (const [table, columns] of OF_A_TIP) expect(await has(table, columns)).toEqual([table, false])
  expect(await owner`select 1 from sealed_pieces`).toHaveLength(0)
  expect(await owner`select commitment from tombstones where tip_id = ${tip}`).toEqual([
    { commitment: row?.['commitment'] },
  ])
  for (const change of [
    `update tombstones set commitment = 'x'`,
    `delete from tombstones`,
    `truncate tombstones cascade`,
  ])
    expect(await state(owner, change)).toBe(FINAL)
})

test('a tip that is or was linked to a case is evidence, and cannot be forgotten', async () => {
  const { owner } = world.database
  expect(await state(owner, `select forget_tip('${linked}')`)).toBe('23503')
  await owner`update case_links set removed_by = staff_id, removed_at = now()`
  expect(await state(owner, `select forget_tip('${linked}')`)).toBe('23503')
})
