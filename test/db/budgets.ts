import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Fund } from '#contract/rewards/content.ts'

type Sql = postgres.Sql | postgres.TransactionSql
/** Of whom one enters a budget and the other confirms it. */
export type Keepers = { enters: string; confirms: string }
export type Allotted = { fund: Fund; year: number; fen: string; at?: Date; reverses?: string | null }

/** Enters a budget that waits for a second person; its id. */
export async function enterBudget(
  sql: Sql,
  { enters }: Pick<Keepers, 'enters'>,
  { fund, year, fen, at = new Date(), reverses = null }: Allotted,
): Promise<string> {
  const id = randomUUID()
  await sql`insert into budgets (id, fund, year, fen, document, document_on, reverses, proposed_by, proposed_at)
    values (${id}, ${fund}, ${year}, ${fen}, '三财预〔2026〕18号', ${at}, ${reverses}, ${enters}, ${at})`
  return id
}

export async function confirmBudget(sql: Sql, id: string, by: string, at = new Date()): Promise<void> {
  await sql`update budgets set confirmed_by = ${by}, confirmed_at = ${at} where id = ${id}`
}

/** A budget that two people entered and confirmed; its id. */
export async function allot(sql: Sql, keepers: Keepers, allotted: Allotted): Promise<string> {
  const id = await enterBudget(sql, keepers, allotted)
  await confirmBudget(sql, id, keepers.confirms, allotted.at)
  return id
}

/** Enough for whatever a test approves: ten million yuan a fund in the years around now. */
export async function allotPlenty(sql: Sql, keepers: Keepers): Promise<void> {
  const now = new Date().getUTCFullYear()
  for (const fund of ['tips', 'strikes'] as const)
    for (const year of [now - 1, now, now + 1]) await allot(sql, keepers, { fund, year, fen: '1000000000' })
}
