import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '#contract/log.ts'
import { CHANGING, CLOCKS, FINAL, GUARDS, type Logged } from '#server/log/sources.ts'
import { verifyLog } from '#server/log/verify/verify-log.ts'
import type { KeptHead } from '#server/log/verify/walk-tree.ts'
import { rowsOf, startLogWorld, tampered, writeRow, type LogWorld, type Row } from './log-world.ts'

let log: LogWorld
let kept: KeptHead[]
beforeAll(async () => {
  log = await startLogWorld()
  const heads = await log.world.database.owner<KeptHead[]>`select size::int, root, note from log_heads order by size`
  kept = [...heads]
})
afterAll(() => log.stop())

type Tx = postgres.TransactionSql
const named = (found: readonly Finding[], table: string): unknown[] =>
  found.filter(({ source }) => source === table).map(({ is, record }) => [is, record])
const without = (json: Record<string, unknown>, key: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(json).filter(([column]) => !key.includes(column)))
/** Two rows that say different things besides their key: the first, and the first that differs from it. */
async function twoRows(tx: Tx, logged: Logged): Promise<[Row, Row]> {
  // The first move of a tip is its arrival, which no other move can stand in for.
  const rows = await rowsOf(tx, logged)
  const [one, ...others] = rows.filter(({ json }) => logged.table !== 'tip_moves' || json['seq'] !== 0)
  const saysOf = (row: Row | undefined): string => JSON.stringify(without(row?.json ?? {}, logged.key))
  const other = others.find((row) => saysOf(row) !== saysOf(one))
  if (one === undefined || other === undefined) throw new Error(`${logged.table} has no two rows that differ`)
  return [one, other]
}
const places = async (tx: Tx, table: string, record: string): Promise<number> =>
  Number((await tx`select idx from log_leaves where source = ${table} and record = ${record}`)[0]?.['idx'])

test('a log that nobody touched is clean, for the owner and for the office, with every head that was kept', async () => {
  expect(await tampered(log, async () => {}, { kept })).toEqual([])
  const asOffice = await verifyLog({
    db: log.db,
    now: new Date(),
    kept,
    publicKey: log.publishing(0).key.publicKeyBytes,
  })
  expect(asOffice).toMatchObject({ findings: [], count: 0, size: kept.at(-1)?.size, newestHead: kept.at(-1)?.note })
  expect(asOffice.records).toBeGreaterThan(60)
})

test('the lists of the code are what the triggers of the database are, and every one of those tables has two rows here', async () => {
  const { owner } = log.world.database
  const there = await owner<{ definition: string }[]>`
    select pg_get_triggerdef(oid) as definition from pg_trigger where tgname in ('entered', 'noted', 'final', 'final_whole', 'grows', 'clocks', 'proposes', 'proposed', 'goes_on', 'arrives', 'in_books', 'balances', 'counts', 'follows', 'made')`
  expect(GUARDS.map(({ definition }) => definition).toSorted()).toEqual(
    there.map(({ definition }) => definition).toSorted(),
  )
  for (const logged of FINAL)
    expect([logged.table, (await rowsOf(owner, logged)).length > 1]).toEqual([logged.table, true])
})

/** What an attacker changes in a row of each table. */
const CHANGE: Record<string, string> = {
  tips: `report = report || 'x'`,
  tip_files: 'pieces = pieces + 1',
  messages: `sealed = sealed || 'x'`,
  tip_moves: `at = at + interval '1 hour'`,
  tip_transfers: `reason = reason || 'x'`,
  tip_intakes: `channel = 'letter'`,
  tip_assignments: `at = at - interval '1 day'`,
  tip_notes: `sealed = sealed || 'x'`,
  case_steps: `happened_at = happened_at - interval '2 days'`,
  case_narratives: `sealed = sealed || 'x'`,
  case_merges: `at = at - interval '1 day'`,
  outcomes: 'happened_on = happened_on - 1',
  outcome_confirmations: `at = at - interval '1 day'`,
  records: `did = 'something-else'`,
  tombstones: `deleted_at = deleted_at - interval '1 day'`,
  row_changes: `at = at - interval '1 day'`,
  clock_changes: `digest = digest || 'x'`,
  clock_events: `at = at - interval '1 day'`,
  clock_pauses: `ends_on = ends_on + 30`,
  pause_ends: `at = at - interval '1 day'`,
  order_entries: `at = at - interval '1 day'`,
  calendar_years: `source_doc = source_doc || 'x'`,
  site: `recovery_recipient = 'another'`,
  desks: `name_zh = '另一个'`,
  staff: `name = 'another'`,
  desk_members: `joined_at = joined_at - interval '1 day'`,
  cases: `title = 'another'`,
  case_links: `at = at - interval '1 day'`,
  tip_relations: `at = at - interval '1 day'`,
  calendar_days: `name = name || 'x'`,
  calendar_drafts: `source_doc = source_doc || 'x'`,
  deadline_sets: `accept = accept + 1`,
  supervision_orders: `answer_due_on = answer_due_on + 30`,
  award_versions: `content = content || '{"version": 7}'`,
  award_steps: `at = at - interval '1 day'`,
  award_hands: `step = step || 'x'`,
  awards: `total_fen = total_fen + 1`,
  rule_sets: `effective_from = effective_from + 100`,
  rule_set_drafts: `version = version + 1`,
  claims: 'fen = fen + 1',
  claim_disputes: `at = at - interval '1 day'`,
  freezes: `at = at - interval '1 day'`,
  voucher_tries: 'is_right = not is_right',
  claim_extensions: 'until = until + 30',
  runs: 'total_fen = total_fen + 1',
  run_steps: `at = at - interval '1 day'`,
  payments: 'fen = fen + 1',
  payment_outcomes: 'fen = fen + 1',
  lapse_lists: `proposed_at = proposed_at - interval '1 day'`,
  lapse_items: `outcome = 'kept'`,
  alarm_reviews: `alarm = alarm || 'x'`,
  clocks: 'due_on = due_on + 30, order_on = order_on + 30',
  journals: 'fen = fen + 1',
  postings: 'fen = fen * 2',
  ledger_periods: `totals = totals || '[1]'`,
  reconciliations: `differences = differences || '[1]'`,
  budgets: 'fen = fen + 1',
  payables: 'fen = fen + 1',
}
/** What a copy of a row needs besides another key. */
const COPY: Record<string, Record<string, unknown>> = {
  rule_sets: { code: 'C-1', document: { code: 'C-1' } },
  journals: { day: '2031-05-01', month: '2031-05' },
  payables: { fund: 'strikes' },
  tip_moves: { move: 'accept', staff_id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' },
  tip_relations: { other: 'ffffffff-ffff-4fff-bfff-ffffffffffff', as: 'unrelated', first_tip: null, second_tip: null },
}
/** Has nothing besides its key. */
const ONLY_KEY = new Set(['case_officers', 'award_outcomes', 'award_joint_tips'])

/** Another value of a type, as no row has it. */
function fresh(type: string, value: unknown): unknown {
  if (type === 'uuid') return crypto.randomUUID()
  if (type === 'bytea') return `\\x${'ab'.repeat(32)}`
  if (type === 'date') return '2031-05-01'
  return type === 'text' ? `${String(value)}x` : Number(value) + (type === 'bigint' ? 100_000 : 100)
}

/** A row like another with a key of its own, and whatever else has to be unlike. */
async function copyOf(tx: Tx, { table, key }: Logged, { json }: Row): Promise<Record<string, unknown>> {
  const unique = await tx<{ column: string; type: string }[]>`
    select distinct on (i.indexrelid) a.attname as "column", a.atttypid::regtype::text as type
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = ${table}::regclass and i.indisunique order by i.indexrelid, array_position(i.indkey::int[], a.attnum::int) desc`
  const copy = { ...json }
  for (const { column, type } of unique) {
    const value = copy[column]
    if (value === null) continue
    copy[column] = fresh(type, value)
  }
  expect(key.some((column) => copy[column] !== json[column])).toBe(true)
  return { ...copy, ...COPY[table] }
}
const recordOf = ({ key }: Logged, json: Record<string, unknown>): string =>
  key.map((column) => String(json[column])).join('/')

describe.each(FINAL.map((logged) => [logged.table, logged] as const))('%s', (table, logged) => {
  test('a record that was changed is named', async () => {
    let row: Row | undefined
    let index = -1
    const found = await tampered(log, async (tx) => {
      ;[row] = await twoRows(tx, logged)
      index = await places(tx, table, row.record)
      await tx.unsafe(`update ${table} set ${CHANGE[table]} where ${row.where}`)
    })
    expect(found).toContainEqual({ is: 'changed', source: table, record: row?.record, index })
    expect(named(found, table)).toEqual([['changed', row?.record]])
  })

  test('a record that was deleted is named', async () => {
    let row: Row | undefined
    const found = await tampered(log, async (tx) => {
      ;[, row] = await twoRows(tx, logged)
      await tx.unsafe(`delete from ${table} where ${row.where}`)
    })
    expect(named(found, table)).toContainEqual(['removed', row?.record])
    expect(found.filter(({ is }) => is === 'removed')).toHaveLength(1)
  })

  test('a record that was inserted is named', async () => {
    let record = ''
    const found = await tampered(log, async (tx) => {
      const [row] = await twoRows(tx, logged)
      const copy = await copyOf(tx, logged, row)
      record = recordOf(logged, copy)
      await writeRow(tx, table, copy)
    })
    expect(named(found, table)).toContainEqual(['added', record])
    expect(found.filter(({ is }) => is === 'added')).toHaveLength(1)
  })

  test('two records that were swapped are both named', async () => {
    let rows: Row[] = []
    const found = await tampered(log, async (tx) => {
      rows = await twoRows(tx, logged)
      const [one, other] = rows as [Row, Row]
      await tx.unsafe(`delete from ${table} where (${one.where}) or (${other.where})`)
      const keyOf = ({ json }: Row): Record<string, unknown> =>
        Object.fromEntries(logged.key.map((column) => [column, json[column]]))
      await writeRow(tx, table, { ...one.json, ...keyOf(other) })
      await writeRow(tx, table, { ...other.json, ...keyOf(one) })
    })
    for (const row of rows) expect(named(found, table)).toContainEqual(['changed', row.record])
  })

  test('two records whose places were swapped are both named, with where they stand', async () => {
    let rows: Row[] = []
    let at: number[] = []
    const found = await tampered(log, async (tx) => {
      rows = await twoRows(tx, logged)
      at = await Promise.all(rows.map(({ record }) => places(tx, table, record)))
      const [one, other] = rows as [Row, Row]
      const move = (record: string, index: number | null): Promise<unknown> =>
        tx`update log_leaves set idx = ${index} where source = ${table} and record = ${record}`
      await move(one.record, null)
      await move(other.record, at[0] ?? 0)
      await move(one.record, at[1] ?? 0)
    })
    const [one, other] = rows as [Row, Row]
    expect(found).toHaveLength(2)
    expect(found).toContainEqual({ is: 'reordered', source: table, record: one.record, index: at[1], other: at[0] })
    expect(found).toContainEqual({ is: 'reordered', source: table, record: other.record, index: at[0], other: at[1] })
  })

  test('a leaf that was deleted with its record leaves an entry that nothing explains', async () => {
    let index = -1
    const found = await tampered(log, async (tx) => {
      const [row] = await twoRows(tx, logged)
      index = await places(tx, table, row.record)
      await tx.unsafe(`delete from ${table} where ${row.where}`)
      await tx`delete from log_leaves where source = ${table} and record = ${row.record}`
    })
    expect(found).toContainEqual({ is: 'unexplained', source: 'log_entries', record: `${index}`, index })
  })
})

describe.each([...CHANGING, CLOCKS].map((logged) => [logged.table, logged] as const))('%s', (table, logged) => {
  const first = async (tx: Tx): Promise<Row> => {
    const [row] = await rowsOf(tx, logged)
    if (row === undefined) throw new Error(`${table} is empty`)
    return row
  }

  test.skipIf(ONLY_KEY.has(table))('a row that was changed past its triggers is named', async () => {
    let row: Row | undefined
    const found = await tampered(log, async (tx) => {
      row = await first(tx)
      await tx.unsafe(`update ${table} set ${CHANGE[table]} where ${row.where}`)
    })
    expect(named(found, table)).toEqual([['rowDiffers', row?.record]])
  })

  test('a row that was deleted is named', async () => {
    let row: Row | undefined
    const found = await tampered(log, async (tx) => {
      row = await first(tx)
      await tx.unsafe(`delete from ${table} where ${row.where}`)
    })
    expect(named(found, table)).toEqual([['rowDiffers', row?.record]])
  })

  test.skipIf(table === 'site')('a row that was inserted is named', async () => {
    let record = ''
    const found = await tampered(log, async (tx) => {
      const copy = await copyOf(tx, logged, await first(tx))
      record = recordOf(logged, copy)
      await writeRow(tx, table, copy)
    })
    expect(named(found, table)).toEqual([['rowDiffers', record]])
  })

  test.skipIf(ONLY_KEY.has(table))(
    'an older row that was put back is named, and so is the trace that was taken away with it',
    async () => {
      let row: Row | undefined
      const trace = table === 'clocks' ? 'clock_changes' : 'row_changes'
      let record = ''
      const change = async (tx: Tx): Promise<void> => {
        row = await first(tx)
        await tx`set local session_replication_role = origin`
        // The change itself is an honest one, without what else it would start.
        await tx.unsafe(`alter table ${table} disable trigger user; alter table ${table} enable trigger noted`)
        if (table === 'clocks') await tx`alter table clocks enable trigger counted`
        await tx.unsafe(`update ${table} set ${CHANGE[table]} where ${row.where}`)
        await tx.unsafe(`alter table ${table} enable trigger user`)
        await tx`set local session_replication_role = replica`
        record = String(
          (await tx`select record from log_leaves where source = ${trace} and idx is null`)[0]?.['record'],
        )
      }
      const putBack = async (tx: Tx): Promise<void> => {
        await change(tx)
        await tx.unsafe(`delete from ${table} where ${row?.where}`)
        await writeRow(tx, table, row?.json ?? {})
      }
      expect(await tampered(log, change), 'the change itself').toEqual([])
      const found = await tampered(log, putBack)
      expect(found).toEqual([{ is: 'rowDiffers', source: table, record: row?.record, index: null }])
      const hidden = await tampered(log, async (tx) => {
        await putBack(tx)
        const key = record.split('/').at(-1) ?? ''
        if (trace === 'row_changes') await tx`delete from row_changes where seq = ${key}`
        else
          await tx`delete from clock_changes where tip_id || '/' || clock_id = ${row?.record ?? ''} and version = ${key}`
      })
      expect(hidden).toEqual([{ is: 'removed', source: trace, record, index: null }])
    },
  )
})
