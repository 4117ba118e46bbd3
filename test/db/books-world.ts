import { readFile } from 'node:fs/promises'
import type postgres from 'postgres'
import { ACCOUNTS, type Account, type JournalKind } from '#contract/money/accounts.ts'
import type { AwardStep } from '#contract/rewards/chain.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { fresh, take } from './awards-acts.ts'
import { propose, tipProposal, type AwardsWorld, type Proposal } from './awards-world.ts'

/** The books in the tests of the database. */
type Sql = postgres.Sql | postgres.TransactionSql

/** A year that only one test writes in, so that its balances are its own. */
let years = 2100
export const ownYear = (): number => (years += 1)

export type Entry = {
  kind: JournalKind
  key: string
  fund?: Fund
  year: number
  fen: string
  who?: string | null
  at?: Date
  budget?: string | null
  award?: string | null
  payable?: string | null
  payment?: string | null
}

/** Enters something as the owner of the database, who alone may call the function itself. */
export async function post(sql: Sql, entry: Entry): Promise<void> {
  const { kind, key, fund = 'tips', year, fen, who = null, at = new Date() } = entry
  const { budget = null, award = null, payable = null, payment = null } = entry
  await sql`select post_journal(${kind}, ${key}, ${fund}, ${year}::int, ${fen}::bigint, ${who}::uuid, ${at}, ${budget}::uuid, ${award}::uuid, ${payable}::uuid, ${payment}::uuid)`
}

/** Lets entries name payments that are not there: how these come about is tried with payments. */
export async function withoutPayments(owner: postgres.Sql): Promise<void> {
  await owner`alter table journals drop constraint journal_of_a_payment`
}

/** What stands on the accounts of a fund in a year, each on its side: more than nothing is what there is. */
export async function balances(sql: Sql, year: number, fund: Fund = 'tips'): Promise<Record<Account, number>> {
  const rows = await sql`select account, balance from trial_balance(${fund}, ${year}, null)`
  const of = Object.fromEntries(rows.map((row) => [row['account'], Number(row['balance'])]))
  return Object.fromEntries(
    ACCOUNTS.map((account) => [account, (account === 'quota' ? 1 : -1) * (of[account] ?? 0) || 0]),
  ) as Record<Account, number>
}

/** An award for a tip that took these steps at a time; the fund that pays is that of the year of the time. */
export async function steppedAt(
  it: AwardsWorld,
  at: Date,
  steps: readonly AwardStep[],
  fen = '50000',
): Promise<Proposal & { tip: string; case: string }> {
  const about = await fresh(it)
  const said = await tipProposal(it, { ...about, fen })
  await propose(it.office, it.people.lin, said)
  for (const each of steps) await take(it, each, said, undefined, at)
  return { ...said, ...about }
}

/** The payables of an award, in the order of those who get them. */
export const payablesOf = (sql: Sql, award: string): Promise<postgres.RowList<postgres.Row[]>> =>
  sql`select *, payable_agrees(id) as agrees from payables where award_id = ${award} order by version, participant`

/** The statement of a migration that begins after this comment. */
export async function statementAfter(migration: string, comment: string): Promise<string> {
  const text = await readFile(new URL(`../../db/migrations/${migration}.sql`, import.meta.url), 'utf8')
  const found = text.split('--> statement-breakpoint').find((part) => part.includes(comment))
  if (found === undefined) throw new Error(`${migration} has no statement after ${comment}`)
  return found
}

/** Does something within a trigger of the database, as what follows by itself does; `body` is PL/pgSQL. */
export async function withinTrigger(owner: postgres.Sql, body: string): Promise<void> {
  await owner.begin(async (tx) => {
    await tx.unsafe(`create table within (n integer)`)
    await tx.unsafe(
      `create function within() returns trigger language plpgsql as $within$ begin ${body} return null; end $within$`,
    )
    await tx.unsafe(`create trigger within after insert on within for each row execute function within()`)
    await tx.unsafe(`insert into within values (1)`)
    await tx.unsafe(`drop table within; drop function within()`)
  })
}
