import { sql } from 'drizzle-orm'
import type { Account } from '#contract/money/accounts.ts'
import type { Fund } from '#contract/rewards/content.ts'
import type { Transaction } from '#db/connect.ts'
import type { MonthFact, NumberFact, RunFact } from './reconcile/facts.ts'

/** The SQL of what is compared and belongs to no fund and year alone. */

/** Batches with their lines and steps. */
export async function selectRuns(tx: Transaction): Promise<RunFact[]> {
  const rows = await tx.execute<Omit<RunFact, 'totalFen'> & { totalFen: string }>(sql`
    select r.id, r.kind, r.fund, r.number, r.state, r.count, r.total_fen::text as "totalFen", encode(r.digest, 'hex') as digest,
      (select coalesce(json_agg(json_build_object('step', s.step, 'digest', encode(s.digest, 'hex'))), '[]')
        from run_steps s where s.run_id = r.id) as steps,
      (select coalesce(json_agg(json_build_object('payment', p.id, 'payable', p.payable_id, 'claimDigest', encode(p.claim_digest, 'hex'),
          'fen', p.fen::text, 'state', p.state) order by p.line), '[]')
        from payments p where p.run_id = r.id) as lines
    from runs r order by r.year, r.seq`)
  return rows.map((row) => ({ ...row, totalFen: BigInt(row.totalFen) }))
}

/** The numbers of entries by series and month, also where only the counter is left. */
export async function selectNumbers(tx: Transaction): Promise<NumberFact[]> {
  return tx.execute<NumberFact>(sql`
    select series, month, coalesce(given.numbers, '[]') as numbers, counters.last
    from (select series, month, json_agg(json_build_object('seq', seq, 'number', number,
        'isOfMonth', month = to_char(day, 'YYYY-MM')) order by seq) as numbers
      from journals group by series, month) given
    full join voucher_counters counters using (series, month)
    order by series, month`)
}

type Kept = { fund: Fund; year: number; account: Account; balance: string }
type Row = { month: string; kept: Kept[]; now: (Omit<Kept, 'balance'> & { debit: string; credit: string })[] }

/** Closed months with what was kept, and what the postings up to their end come to. */
export async function selectMonths(tx: Transaction): Promise<MonthFact[]> {
  const rows = await tx.execute<Row>(sql`
    select c.month, c.totals as kept, (
      select coalesce(json_agg(s), '[]') from (
        select p.fund, p.year, p.account, coalesce(sum(p.fen) filter (where p.fen > 0), 0)::text as debit,
          coalesce(-sum(p.fen) filter (where p.fen < 0), 0)::text as credit
        from postings p where p.month <= c.month group by p.fund, p.year, p.account) s) as now
    from ledger_periods c order by c.month`)
  return rows.map(({ month, kept, now }) => ({
    month,
    kept: kept.map(({ balance, ...of }) => ({ ...of, balance: BigInt(balance) })),
    now: now.map(({ debit, credit, ...of }) => ({
      ...of,
      isBefore: false,
      debit: BigInt(debit),
      credit: BigInt(credit),
    })),
  }))
}
