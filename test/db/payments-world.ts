import { randomBytes, randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { expect } from 'vitest'
import type { Outcome, RunContent, RunKind, RunStep } from '#contract/money/chain.ts'
import { referenceOf } from '#contract/money/reference.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { ACCEPTED, accept, type AwardsWorld, type Person } from './awards-world.ts'
import {
  claimed,
  dispute,
  grantedFor,
  grantedStrike,
  grantedTip,
  release,
  tryVoucher,
  type ClaimRow,
  type ClaimsWorld,
  type Owed,
} from './claims-world.ts'

/** Batches of payments as raw SQL, by the role of the office process. wang is a cashier here, xing the checker. */
export type Sql = postgres.Sql | postgres.TransactionSql
export type Claimed = Owed & { row: ClaimRow }
export type Line = { payment: string; owed: Owed; row: ClaimRow; fen: bigint; reference: string; token: Buffer | null }
export type Batch = {
  run: string
  kind: RunKind
  fund: Fund
  lines: Line[]
  digest: string
  count: number
  total: bigint
  at: Date
}

/** Something that is owed and was claimed, by transfer unless said otherwise. */
export async function toPay(
  it: ClaimsWorld,
  method: 'transfer' | 'voucher' | 'proxy' = 'transfer',
  fen = '50000',
): Promise<Claimed> {
  const owed = await grantedTip(it, fen)
  return { ...owed, row: await claimed(it, owed, { method }) }
}
export async function strikeToPay(it: ClaimsWorld): Promise<Claimed> {
  const owed = await grantedStrike(it)
  return { ...owed, row: await claimed(it, owed) }
}

/** A batch of these; `change` alters it before its digest is made. */
export function batchOf(
  owed: readonly Claimed[],
  { kind = 'bank', fund = 'tips', at = new Date() }: { kind?: RunKind; fund?: Fund; at?: Date } = {},
  change: (lines: Line[]) => void = () => {},
): Batch {
  const run = randomUUID()
  const lines = owed.map((each): Line => {
    const payment = randomUUID()
    const token = kind === 'bank' ? randomBytes(16) : null
    return { payment, owed: each, row: each.row, fen: each.fen, reference: referenceOf(payment), token }
  })
  change(lines)
  const content: RunContent = {
    run,
    kind,
    fund,
    lines: lines.map(({ payment, owed: { payable }, row, fen }) => ({
      payment,
      payable,
      claimDigest: row.digest.toString('hex'),
      fen: String(fen),
    })),
  }
  const total = lines.reduce((sum, { fen }) => sum + fen, 0n)
  return { run, kind, fund, lines, digest: digestOf(content), count: lines.length, total, at }
}

export async function insertRun(tx: Sql, batch: Batch): Promise<void> {
  await tx`insert into runs (id, kind, fund, year, seq, number, state, since, count, total_fen, digest)
    values (${batch.run}, ${batch.kind}, ${batch.fund}, 0, 0, '', 'made', ${batch.at}, ${batch.count}, ${String(batch.total)}, ${Buffer.from(batch.digest, 'hex')})`
}
export async function insertLines(tx: Sql, { run, lines }: Batch): Promise<void> {
  const rows = lines.map(({ payment, owed, row, fen, reference, token }, n) => ({
    id: payment,
    run_id: run,
    line: n + 1,
    payable_id: owed.payable,
    claim_seq: row.seq,
    claim_digest: row.digest,
    fen: String(fen),
    reference,
    account_token: token,
  }))
  await tx`insert into payments ${(tx as postgres.Sql)(rows)}`
}
export async function insertStep(
  tx: Sql,
  { run, digest }: Pick<Batch, 'run' | 'digest'>,
  step: RunStep,
  by: string,
  at = new Date(),
): Promise<void> {
  await tx`insert into run_steps (run_id, step, staff_id, at, digest, signature)
    values (${run}, ${step}, ${by}, ${at}, ${Buffer.from(digest, 'hex')}, ${randomBytes(64)})`
}

/** Makes a batch in one transaction, as the office process does. */
export async function make(sql: postgres.Sql, by: string, batch: Batch): Promise<void> {
  await sql.begin(async (tx) => {
    await insertRun(tx, batch)
    await insertLines(tx, batch)
    await insertStep(tx, batch, 'make', by, batch.at)
  })
}

/** Takes a step of a batch as whoever usually takes it. */
export const stepRun = (
  it: AwardsWorld,
  batch: Batch,
  step: RunStep,
  by: Person = step === 'check' ? 'xing' : 'xu',
): Promise<void> => insertStep(it.office, batch, step, it.people[by])

/** A batch that was made and went through these steps. */
export async function ran(
  it: ClaimsWorld,
  owed: readonly Claimed[],
  steps: readonly RunStep[],
  about: Parameters<typeof batchOf>[1] = {},
): Promise<Batch> {
  const batch = batchOf(owed, about)
  await make(it.office, it.people.xu, batch)
  for (const each of steps) await stepRun(it, batch, each)
  return batch
}
/** A voucher that was shown and paid in cash, up to some step. */
export async function paidInCash(it: ClaimsWorld, steps: readonly RunStep[]): Promise<{ owed: Claimed; batch: Batch }> {
  const owed = await toPay(it, 'voucher')
  await tryVoucher(it, owed, true)
  return { owed, batch: await ran(it, [owed], steps, { kind: 'cash' }) }
}

/** What the bank says of a line. */
export const answer = (
  sql: Sql,
  by: string,
  { payment, fen }: Pick<Line, 'payment' | 'fen'>,
  outcome: Outcome,
  {
    reference = outcome === 'unknown' ? null : randomUUID(),
    sum = fen,
    at = new Date(),
  }: { reference?: string | null; sum?: bigint; at?: Date } = {},
): Promise<unknown> =>
  sql`insert into payment_outcomes (payment_id, seq, outcome, cause, fen, bank_reference, file_digest, staff_id, at)
    values (${payment}, 0, ${outcome}, ${outcome === 'rejected' || outcome === 'bounced' ? 'account-wrong' : null}, ${String(sum)}, ${reference},
      ${randomBytes(32)}, ${by}, ${at})`

export const runState = async (it: AwardsWorld, { run }: Pick<Batch, 'run'>): Promise<unknown> =>
  (await it.owner`select state from runs where id = ${run}`)[0]?.['state']
export const lineStates = async (it: AwardsWorld, { run }: Pick<Batch, 'run'>): Promise<unknown[]> =>
  (await it.owner`select state from payments where run_id = ${run} order by line`).map((row) => row['state'])

/** Kinds of entries in the books for something that is owed, in their order. */
export const entriesOf = async (it: AwardsWorld, { payable }: Pick<Owed, 'payable'>): Promise<unknown[]> =>
  (await it.owner`select kind from journals where payable_id = ${payable} order by at, number`).map(
    (row) => row['kind'],
  )

/** The books balance, each account is what its entries say, and everything that is owed stands where its entries lead; nothing was paid twice. */
export async function expectSound({ owner }: AwardsWorld): Promise<void> {
  const unbalanced =
    await owner`select journal_id from postings group by journal_id having sum(fen) <> 0 or count(*) <> 2`
  expect(unbalanced).toEqual([])
  const wrong = await owner`select a.fund, a.year, a.account from ledger_accounts a
    where a.balance <> coalesce((select sum(p.fen) from postings p where (p.fund, p.year, p.account) = (a.fund, a.year, a.account)), 0)`
  expect(wrong).toEqual([])
  expect(await owner`select id from payables where not payable_agrees(id)`).toEqual([])
  const twice = await owner`select payable_id from journals where kind in ('settle', 'bounce') group by payable_id
    having sum(case kind when 'settle' then 1 else -1 end) > 1`
  expect(twice).toEqual([])
  const gaps = await owner`select year from runs group by year having max(seq) <> count(*)`
  expect(gaps).toEqual([])
  const lost = await owner`select m.id from payments m join payables p on p.id = m.payable_id
    where m.state in ('reserved', 'instructed', 'unknown') and p.state <> 'paying' or m.state = 'paid' and p.state <> 'paid'`
  expect(lost).toEqual([])
  const unmade =
    await owner`select id from runs r where not exists (select from run_steps s where s.run_id = r.id and s.step = 'make')`
  expect(unmade).toEqual([])
}

/**
 * Rows of every table of claims and payments, two of each that is final: three tips are awarded, of which
 * one is disputed, one is overdue and one is declined; of those who took part two are paid.
 */
export async function fillPayments(
  owner: postgres.Sql,
  people: AwardsWorld['people'],
  tips: readonly string[],
): Promise<void> {
  const it = { owner, office: owner, visitor: owner, people } as ClaimsWorld
  for (const tip of tips) await accept(owner, tip, people.lin, ACCEPTED)
  const [disputed, overdue, declined] = (await Promise.all(tips.map((tip) => grantedFor(it, tip)))) as [
    Owed,
    Owed,
    Owed,
  ]
  await claimed(it, disputed)
  for (const isRight of [false, true]) await tryVoucher(it, disputed, isRight)
  await dispute(it, disputed)
  await release(it, disputed)
  await claimed(it, disputed, { seq: 2 })
  await dispute(it, disputed, 2)
  await claimed(it, declined, { method: 'decline' })
  for (const [kind, { payable }] of [
    ['lapse', overdue],
    ['decline', declined],
  ] as const)
    await fillList(it, kind, payable)
  const batch = await ran(it, [await strikeToPay(it), await strikeToPay(it)], ['check', 'hand'], { fund: 'strikes' })
  for (const line of batch.lines) await answer(owner, people.xu, line, 'paid')
  const open = await grantedStrike(it)
  for (const seq of [1, 2])
    await owner`insert into claim_extensions (award_id, seq, until, reason, staff_id, at) values (${open.award}, ${seq}, ${`203${seq}-01-05`}, 'x', ${people.zheng}, now())`
  for (const alarm of ['same-account/ab', 'below-limit/cd'])
    await owner`insert into alarm_reviews (id, alarm, staff_id, at, note) values (gen_random_uuid(), ${alarm}, ${people.qiu}, now(), 'x')`
}

/** A list of one that is carried out, years later. */
async function fillList({ owner, people }: AwardsWorld, kind: 'lapse' | 'decline', payable: string): Promise<void> {
  const [id, at] = [randomUUID(), new Date('2029-05-05T05:00:00Z')]
  await owner`insert into lapse_lists (id, kind, proposed_by, proposed_at) values (${id}, ${kind}, ${people.xu}, ${at})`
  await owner`insert into lapse_items (list_id, payable_id) values (${id}, ${payable})`
  await owner`update lapse_lists set confirmed_by = ${people.xing}, confirmed_at = ${at} where id = ${id}`
  await owner`select carry_out_list(${id}, ${at})`
}
