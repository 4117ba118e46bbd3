import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Finding } from '#contract/log.ts'
import { connect, type Database } from '#db/connect.ts'
import { lastHeadFileOf } from '#server/log/last-head.ts'
import { openLogKey } from '#server/log/log-key.ts'
import { publishLog, type PublishDeps } from '#server/log/publish.ts'
import type { Logged } from '#server/log/sources.ts'
import { verifyIn, type Against } from '#server/log/verify/verify-log.ts'
import { fillAwards } from '../db/awards-world.ts'
import { fillPayments } from '../db/payments-world.ts'
import { aroundTip, inCase } from '../db/rows.ts'
import { foundedOffice, sentTip, startWorld, type World } from './world.ts'

/** An office whose log has two heads over rows of every table that it answers for; at least two of each. */
export type LogWorld = {
  world: World
  db: Database
  dir: string
  publishing: (hour: number) => PublishDeps
  stop: () => Promise<void>
}

export async function startLogWorld(): Promise<LogWorld> {
  const world = await startWorld()
  const dir = await mkdtemp(join(tmpdir(), 'lushao-log-'))
  const db = connect(world.database.officeUrl, 2)
  const key = await openLogKey(join(dir, 'log-key.pem'))
  const publishing = (hour: number): PublishDeps => ({
    db,
    key,
    lastHeadFile: lastHeadFileOf(join(dir, 'log-key.pem')),
    logName: 'log.example/sanya',
    now: () => new Date(Date.UTC(2026, 10, 25, hour, 17)),
  })
  await foundedOffice(world)
  await fillTables(world)
  await publishLog(publishing(0))
  await world.database.owner`insert into records (at, did) values (now(), 'test')`
  await publishLog(publishing(1))
  return {
    world,
    db,
    dir,
    publishing,
    async stop() {
      await db.$client.end()
      await world.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function fillTables(world: World): Promise<void> {
  const { owner } = world.database
  for (let n = 0; n < 4; n++) await sentTip(world, { files: [new File([randomBytes(500)], 'a.bin')] })
  const tips = await owner<{ id: string }[]>`select id from tips order by serial`
  const [one = '', two = '', linked = '', gone = ''] = tips.map(({ id }) => id)
  await owner.begin((tx) => inCase(tx, linked))
  // Each in a transaction of its own, so that no two rows have the same time.
  for (const [tip, other] of [
    [one, linked],
    [two, one],
    [gone, linked],
  ] as const)
    await owner.begin((tx) => aroundTip(tx, tip, other))
  await owner.begin((tx) => secondRows(tx, one))
  // The rows above say that tips were transferred; now they are where those say.
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    const last = tx`(select distinct on (tip_id) tip_id, to_desk from tip_transfers order by tip_id, seq desc)`
    await tx`update tip_states s set desk_id = x.to_desk from ${last} x where x.tip_id = s.tip_id`
    await tx`update tip_wraps w set desk_id = x.to_desk from ${last} x where x.tip_id = w.tip_id`
    await tx`update tip_states set stage = 'accepted' where tip_id = ${one}`
  })
  const people = await fillAwards(owner, await sentTips(world, 3))
  await fillPayments(owner, people, await sentTips(world, 3))
  await sentTip(world)
  const [last] = await owner<{ id: string }[]>`select id from tips order by serial desc limit 1`
  for (const tip of [gone, last?.id ?? '']) await owner`select forget_tip(${tip})`
}

async function sentTips(world: World, many: number): Promise<string[]> {
  for (let n = 0; n < many; n++) await sentTip(world)
  const rows = await world.database.owner<{ id: string }[]>`select id from tips order by serial desc limit ${many}`
  return rows.map(({ id }) => id)
}

/** More rows where `aroundTip` and `inCase` give one, or the same to each tip. */
async function secondRows(tx: postgres.TransactionSql, tip: string): Promise<void> {
  await tx`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at)
    select ${tip}, n, 'accept', 'accepted', id, now() - n * interval '1 minute' from (select id from staff limit 1) s, generate_series(1, 2) n`
  await tx`insert into calendar_drafts (year, source_doc, days, entered_by, entered_at)
    select 2030 + n, 'x' || n, '[]', s.id, now() from (select id from staff limit 1) s, generate_series(1, 2) n`
  await tx`insert into tip_assignments (tip_id, seq, to_staff, staff_id, at) select ${tip}, 1, null, id, now() from staff limit 1`
  await tx`insert into tip_transfers select tip_id, 2, to_desk, from_desk, staff_id, at, 'y' from tip_transfers where tip_id = ${tip}`
  await tx`insert into cases (id, year, seq, number, title, level, category, desk_id, step, opened_at, made_by, made_at)
    select gen_random_uuid(), 2026, 7, '7', 'y', level, category, desk_id, step, opened_at, made_by, made_at from cases limit 1`
  await tx`insert into case_officers (case_id, staff_id) select c.id, s.id from (select id from cases limit 1) c, staff s`
  await tx`insert into case_steps select case_id, seq + 1, staff_id, at, step, happened_at - interval '1 day' from case_steps`
  await tx`insert into case_narratives select case_id, seq + 1, staff_id, at, 'y' from case_narratives`
  await tx`insert into case_merges select id, (select into_case from case_merges), made_by, now() + interval '1 hour' from cases where seq = 7`
  await tx`insert into case_links (case_id, seq, staff_id, at, tip_id, "as")
    select case_id, seq + 1, staff_id, at, ${tip}, 'lead' from case_links`
  await tx`insert into outcomes (id, case_id, kind, happened_on, money_fen, is_void, entered_by, entered_at)
    select gen_random_uuid(), case_id, kind, happened_on, 200, false, entered_by, entered_at from outcomes`
  await tx`insert into outcome_confirmations (outcome_id, entered_by, staff_id, at, money_fen)
    select o.id, o.entered_by, k.staff_id, now(), o.money_fen from outcomes o, outcome_confirmations k where o.money_fen = 200`
}

class RollBack extends Error {}

/** Does something to the database that its triggers do not see, and gives what the verifier finds. Nothing of it stays. */
export async function tampered(
  { world }: LogWorld,
  tamper: (tx: postgres.TransactionSql) => Promise<unknown>,
  against: Partial<Against> = {},
): Promise<readonly Finding[]> {
  let found: readonly Finding[] = []
  const isRolledBack = await world.database.owner
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tamper(tx)
      found = (await verifyIn(tx, { now: new Date(), ...against })).findings
      throw new RollBack()
    })
    .catch((error: unknown) => error instanceof RollBack || Promise.reject(error))
  if (!isRolledBack) throw new Error('The transaction was to be rolled back')
  return found
}

/** A row of a table: its key as the log writes it, and the condition that finds it. */
export type Row = { record: string; where: string; json: Record<string, unknown> }

/** The rows of a table by key. */
export async function rowsOf(sql: postgres.Sql | postgres.TransactionSql, { table, key }: Logged): Promise<Row[]> {
  const rows = await sql.unsafe<{ row: string }[]>(
    `select to_jsonb(t)::text as row from ${table} t order by ${key.map((column) => `"${column}"`).join(', ')}`,
  )
  return rows.map(({ row }) => {
    const json = JSON.parse(row) as Record<string, unknown>
    const values = key.map((column) => String(json[column]))
    const where = key.map((column, n) => `"${column}"::text = '${values[n]}'`).join(' and ')
    return { record: values.join('/'), where, json }
  })
}

/** Writes a row from its JSON, past every guard. */
export const writeRow = (tx: postgres.TransactionSql, table: string, json: Record<string, unknown>): Promise<unknown> =>
  tx.unsafe(
    `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, $1::text::jsonb)`,
    [JSON.stringify(json)],
  )
