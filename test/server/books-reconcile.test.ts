import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database, type Transaction } from '#db/connect.ts'
import { CHECK_VIOLATION } from '#db/sql-states.ts'
import type { Difference } from '#contract/reconciliation.ts'
import type { Facts } from '#server/books/reconcile/facts.ts'
import { reconcile } from '#server/books/reconcile/reconcile.ts'
import { reconcileNightly } from '#server/books/run-reconciliation.ts'
import { codeOf } from '#server/http/refuse-error.ts'
import { selectBook, selectBooks } from '#server/books/store-facts.ts'
import { selectMonths, selectNumbers, selectRuns } from '#server/books/store-rest.ts'
import { allot } from '../db/budgets.ts'
import { claimed, grantedTip, startClaims, type ClaimsWorld } from '../db/claims-world.ts'
import { answer, paidInCash, ran, strikeToPay, toPay, type Batch } from '../db/payments-world.ts'

/** Reconciliation over real rows: payments of every kind agree, and whatever is dropped, altered or doubled behind the guards is found. */
let it: ClaimsWorld
let owner: Database
let office: Database

beforeAll(async () => {
  it = await startClaims()
  const { ownerUrl, officeUrl } = it.world.database
  owner = connect(ownerUrl, 2)
  office = connect(officeUrl, 2)
  await play()
}, 120_000)
afterAll(async () => {
  await Promise.all([owner, office].map((db) => db?.$client.end()))
  await it?.stop()
})

/** Something of everything: an old month that is closed, payments that came to each of their ends, and what waits. */
async function play(): Promise<void> {
  const { xu, xing } = it.people
  const january = new Date('2026-01-15T10:00:00+08:00')
  await allot(it.owner, { enters: xu, confirms: xing }, { fund: 'strikes', year: 2026, fen: '777', at: january })
  await it.owner`insert into ledger_periods (month, closed_by, closed_at) values ('2026-01', ${xing}, now())`
  await grantedTip(it)
  await claimed(it, await grantedTip(it), { method: 'decline' })
  const owed = [await toPay(it), await toPay(it), await toPay(it), await toPay(it)]
  const { lines } = await ran(it, owed, ['check', 'hand'])
  const [paid, rejected, unknown, bounced] = lines
  if (!paid || !rejected || !unknown || !bounced) throw new Error('Four lines were made')
  await answer(it.office, xu, unknown, 'unknown')
  for (const line of [paid, bounced]) await answer(it.office, xu, line, 'paid')
  await answer(it.office, xu, rejected, 'rejected')
  await answer(it.office, xu, bounced, 'bounced')
  await paidInCash(it, ['check', 'hand'])
  await ran(it, [await toPay(it)], ['withdraw'])
  const late: Batch = await ran(it, [await strikeToPay(it)], ['check', 'hand'], { fund: 'strikes' })
  const [line] = late.lines
  if (line === undefined) throw new Error('One line was made')
  await answer(it.office, xu, line, 'unknown')
  await answer(it.office, xu, line, 'paid')
}

async function factsOf(tx: Transaction): Promise<Facts> {
  const books = []
  for (const book of await selectBooks(tx)) books.push(await selectBook(tx, book))
  return { books, runs: await selectRuns(tx), numbers: await selectNumbers(tx), months: await selectMonths(tx) }
}

class Undone extends Error {}
/** What is found after something was done behind the guards, which is undone again; null when it touched no row, or the form of rows forbids it. */
async function foundAfter(what: ReturnType<typeof sql>): Promise<Difference[] | null> {
  let found: Difference[] | null = null
  const done = owner.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    const { count } = (await tx.execute(what)) as unknown as { count: number }
    found = count === 0 ? null : reconcile(await factsOf(tx))
    throw new Undone()
  })
  await done.catch((error: unknown) => {
    if (!(error instanceof Undone) && codeOf(error) !== CHECK_VIOLATION) throw error
  })
  return found
}

/** Some rows of a table, spread over all of it. */
async function someOf(table: string, where = 'true'): Promise<string[]> {
  const rows = await owner.execute<{ ctid: string }>(
    sql`select ctid::text from ${sql.identifier(table)} where ${sql.raw(where)}`,
  )
  const step = Math.ceil(rows.length / MOST_TRIED)
  return rows.filter((_, place) => place % step === 0).map(({ ctid }) => ctid)
}
const MOST_TRIED = 4

test('what really happened agrees, in every part', async () => {
  expect(reconcile(await office.transaction(factsOf))).toEqual([])
  const [{ states } = { states: [] }] =
    await it.owner`select array_agg(distinct state order by state) as states from payments`
  expect(states).toEqual(['bounced', 'paid', 'rejected', 'unknown', 'withdrawn'])
})

const TABLES = [
  'journals',
  'postings',
  'ledger_accounts',
  'voucher_counters',
  'fund_years',
  'budgets',
  'payables',
  'claims',
  'runs',
  'run_steps',
  'payments',
  'payment_outcomes',
]
test.each(TABLES)('a row of %s that was dropped is found, whichever it was', async (table) => {
  const name = sql.identifier(table)
  for (const ctid of await someOf(table)) {
    const [row] = await owner.execute(sql`select to_jsonb(t) as row from ${name} t where ctid = ${ctid}::tid`)
    expect(await foundAfter(sql`delete from ${name} where ctid = ${ctid}::tid`), JSON.stringify(row)).not.toEqual([])
  }
})

const ALTERED: readonly [table: string, change: string][] = [
  ['journals', 'fen = fen + 1'],
  ['journals', `number = number || '0'`],
  ['journals', 'seq = seq + 1000'],
  ['journals', `month = '2025-12', day = '2025-12-01'`],
  [
    'journals',
    `kind = case kind when 'grant' then 'ungrant' when 'ungrant' then 'grant' when 'settle' then 'unreserve' when 'commit' then 'release' else 'commit' end`,
  ],
  ['journals', 'award_id = gen_random_uuid()'],
  ['postings', 'fen = fen + 1'],
  ['postings', `account = case account when 'quota' then 'paying' else 'quota' end`],
  ['postings', `month = '2025-12'`],
  ['ledger_accounts', `balance = balance + case account when 'quota' then 1 else -1 end`],
  ['voucher_counters', 'last = last + 1'],
  ['voucher_counters', 'last = last - 1'],
  ['ledger_periods', `totals = '[]'`],
  ['ledger_periods', `totals = jsonb_set(totals, '{0,balance}', '"5"')`],
  ['budgets', 'fen = fen + 1'],
  ['budgets', 'year = year + 1'],
  ['awards', 'total_fen = total_fen + 1'],
  ['awards', `state = 'approved', granted_at = null, claim_until = null, claim_provisional = null`],
  [
    'award_versions',
    `content = jsonb_set(content, case content->>'fund' when 'tips' then '{assessment,totalFen}' else '{participants,0,fen}' end::text[], '"1"')`,
  ],
  ['award_versions', `digest = sha256('other')`],
  ['award_steps', `digest = sha256('other')`],
  ['payables', 'fen = fen + 1'],
  ['payables', `participant = participant + 100 where fund = 'strikes'`],
  ['payables', 'version = version + 1'],
  ['payables', `state = case state when 'paid' then 'claimed' else 'paid' end`],
  ['payables', 'claim_seq = coalesce(claim_seq, 0) + 1'],
  ['claims', 'fen = fen + 1'],
  ['claims', `verifier = sha256('other') where verifier is not null`],
  ['claims', `digest = sha256('other')`],
  ['claims', `sealed = '\\x00' where sealed is not null`],
  ['payments', 'fen = fen + 1'],
  [
    'payments',
    `state = case state when 'unknown' then 'instructed' when 'paid' then 'bounced' when 'rejected' then 'withdrawn' when 'withdrawn' then 'rejected' else 'paid' end`,
  ],
  ['payments', `claim_digest = sha256('other')`],
  ['payments', `receipt = 'x' where receipt is not null`],
  ['payments', `paid_on = paid_on + 1 where paid_on is not null`],
  ['payment_outcomes', 'fen = fen + 1'],
  [
    'payment_outcomes',
    `outcome = case outcome when 'paid' then 'rejected' else 'paid' end, cause = case outcome when 'paid' then 'other' end`,
  ],
  ['runs', 'total_fen = total_fen + 1'],
  ['runs', "count = count + 1 where kind = 'bank'"],
  ['runs', `digest = sha256('other')`],
  ['runs', `state = case state when 'done' then 'handed' else 'done' end`],
  ['run_steps', `digest = sha256('other')`],
]
test.each(ALTERED)('a row of %s that was altered is found: %s', async (table, change) => {
  const name = sql.identifier(table)
  const [set = '', where = 'true'] = change.split(' where ')
  let tried = 0
  for (const ctid of await someOf(table, where)) {
    const found = await foundAfter(sql`update ${name} set ${sql.raw(set)} where ctid = ${ctid}::tid`)
    if (found === null) continue
    tried += 1
    expect(found, `${table} ${ctid}`).not.toEqual([])
  }
  expect(tried).toBeGreaterThan(0)
})

/** The same row once more, with another key where it must have one. */
const DOUBLED: readonly [table: string, change: string][] = [
  [
    'journals',
    `'id', gen_random_uuid(), 'key', 'again', 'seq', 900, 'number', 'x', 'kind', 'commit', 'payable_id', null, 'payment_id', null, 'budget_id', null, 'award_id', (select id from awards limit 1)`,
  ],
  ['postings', `'line', 3`],
  ['budgets', `'id', gen_random_uuid(), 'reverses', null`],
  ['payables', `'id', gen_random_uuid(), 'participant', 77`],
  ['claims', `'seq', (old->>'seq')::int + 1`],
  ['runs', `'id', gen_random_uuid(), 'number', 'x', 'seq', 900`],
  ['run_steps', `'step', 'withdraw'`],
  [
    'payments',
    `'id', gen_random_uuid(), 'line', 99, 'reference', 'x', 'state', 'withdrawn', 'receipt', null, 'paid_on', null`,
  ],
  ['payment_outcomes', `'seq', 9, 'bank_reference', null`],
]
/** Which rows can stand twice at all. */
const PICKED: Readonly<Record<string, string>> = {
  run_steps: `run_id not in (select run_id from run_steps where step = 'withdraw')`,
  payables: `fund = 'strikes'`,
}
test.each(DOUBLED)('a row of %s that stands twice is found', async (table, change) => {
  const name = sql.identifier(table)
  const where = PICKED[table] ?? 'true'
  let tried = 0
  for (const ctid of await someOf(table, where)) {
    const again = sql`insert into ${name} select r.* from (select to_jsonb(t) as old from ${name} t where ctid = ${ctid}::tid) o,
      lateral jsonb_populate_record(null::${name}, o.old || jsonb_build_object(${sql.raw(change)})) r`
    const found = await foundAfter(again)
    if (found === null) continue
    tried += 1
    expect(found, `${table} ${ctid}`).not.toEqual([])
  }
  expect(tried).toBeGreaterThan(0)
})

test('the nightly job keeps what it compared, and tells the auditors only that something waits', async () => {
  const deps = { db: office, now: () => new Date() }
  expect(await reconcileNightly(deps)).toBe(0)
  const audit = () => it.owner`select n.id from notices n join desks d on d.id = n.desk_id where d.kind = 'audit'`
  expect(await audit()).toHaveLength(0)
  await it.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update payables set fen = fen + 1 where state = 'open'`
  })
  expect(await reconcileNightly(deps)).toBeGreaterThan(0)
  expect(await audit()).toHaveLength(1)
  const [last] = await it.owner`select differences, compared, staff_id from reconciliations order by seq desc limit 1`
  expect(last?.['staff_id']).toBeNull()
  const differences = (last?.['differences'] ?? []) as Difference[]
  expect(differences.map(({ is }) => is)).toContain('payable-sum')
  expect(last?.['compared']).toMatchObject({ runs: 4, payments: 7 })
})
