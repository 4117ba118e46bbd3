import { sql } from 'drizzle-orm'
import type { AuditPerson } from '#contract/audit.ts'
import type { FreezeCause } from '#contract/money/chain.ts'
import type { Method } from '#contract/money/names.ts'
import type { Fund } from '#contract/rewards/content.ts'
import type { Transaction } from '#db/connect.ts'
import type { AccountFacts, ClaimFacts, DisputeFacts, FreezeFacts, TryFacts } from './facts.ts'
import { msOf, personOf, sinceOf } from './store-awards.ts'

/** The SQL of claims, what stands for accounts, vouchers and freezes, as alarms look at them. */

type Named = { award: string; number: string; payable: string; at_ms: number }
const named = sql`a.id as award, a.number, p.id as payable`
const ofAward = sql`join payables p on p.id = x.payable_id join awards a on a.id = p.award_id`

/** Claims of tipsters. A new version of an award has payables of its own, so the day of granting is that of the entry in the books. */
export async function selectClaimFacts(tx: Transaction, now: Date): Promise<ClaimFacts[]> {
  const rows = await tx.execute<
    Named & { seq: number; method: Method; granted_ms: number; from_office: boolean | null }
  >(sql`
    select ${named}, x.seq, x.method, x.from_office, ${msOf(sql`x.at`)} as at_ms,
      ${msOf(sql`coalesce((select min(j.at) from journals j where j.payable_id = p.id and j.kind = 'grant'), a.granted_at)`)} as granted_ms
    from claims x ${ofAward}
    where x.staff_id is null and x.at >= ${sinceOf(now)} and a.granted_at is not null`)
  return rows.map((row) => ({
    award: row.award,
    number: row.number,
    payable: row.payable,
    seq: row.seq,
    method: row.method,
    at: new Date(row.at_ms),
    grantedAt: new Date(row.granted_ms),
    fromOffice: row.from_office,
  }))
}

/** Payments to an account that were not withdrawn before the bank had them. */
export async function selectAccountFacts(tx: Transaction, now: Date): Promise<AccountFacts[]> {
  const rows = await tx.execute<
    Named & { token: string; fund: Fund; fen: string; run: { run: string; number: string } }
  >(sql`
    select ${named}, a.fund, x.fen::text as fen, encode(x.account_token, 'hex') as token,
      ${msOf(sql`made.at`)} as at_ms, jsonb_build_object('run', r.id, 'number', r.number) as run
    from payments x ${ofAward}
    join runs r on r.id = x.run_id
    join run_steps made on made.run_id = r.id and made.step = 'make'
    where x.account_token is not null and x.state <> 'withdrawn' and made.at >= ${sinceOf(now)}`)
  return rows.map((row) => ({
    award: row.award,
    number: row.number,
    token: row.token,
    fund: row.fund,
    payable: row.payable,
    fen: BigInt(row.fen),
    at: new Date(row.at_ms),
    run: row.run,
  }))
}

export async function selectTryFacts(tx: Transaction, now: Date): Promise<TryFacts[]> {
  const rows = await tx.execute<Named & { by: AuditPerson; is_right: boolean }>(sql`
    select ${named}, ${personOf(sql`s`)} as by, x.is_right, ${msOf(sql`x.at`)} as at_ms
    from voucher_tries x ${ofAward} join staff s on s.id = x.staff_id where x.at >= ${sinceOf(now)}`)
  return rows.map((row) => ({
    award: row.award,
    number: row.number,
    payable: row.payable,
    by: row.by,
    at: new Date(row.at_ms),
    isRight: row.is_right,
  }))
}

export async function selectFreezeFacts(tx: Transaction, now: Date): Promise<FreezeFacts[]> {
  const rows = await tx.execute<
    Named & { seq: number; cause: FreezeCause; by: AuditPerson | null; is_held: boolean }
  >(sql`
    select ${named}, x.seq, x.cause, ${personOf(sql`s`)} as by, x.released_at is null as is_held, ${msOf(sql`x.at`)} as at_ms
    from freezes x ${ofAward} left join staff s on s.id = x.staff_id
    where x.at >= ${sinceOf(now)} or x.released_at is null`)
  return rows.map((row) => ({
    award: row.award,
    number: row.number,
    payable: row.payable,
    seq: row.seq,
    cause: row.cause,
    at: new Date(row.at_ms),
    by: row.by,
    isHeld: row.is_held,
  }))
}

export async function selectDisputeFacts(tx: Transaction, now: Date): Promise<DisputeFacts[]> {
  const rows = await tx.execute<Named & { claim_seq: number; is_held: boolean }>(sql`
    select ${named}, x.claim_seq, ${msOf(sql`x.at`)} as at_ms,
      exists (select from freezes f where f.payable_id = p.id and f.cause = 'disputed' and f.released_at is null) as is_held
    from claim_disputes x ${ofAward} where x.at >= ${sinceOf(now)}`)
  return rows.map((row) => ({
    award: row.award,
    number: row.number,
    payable: row.payable,
    claimSeq: row.claim_seq,
    at: new Date(row.at_ms),
    isHeld: row.is_held,
  }))
}
