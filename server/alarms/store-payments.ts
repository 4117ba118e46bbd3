import { sql } from 'drizzle-orm'
import type { AuditPerson } from '#contract/audit.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { Transaction } from '#db/connect.ts'
import type { BooksFacts, RunFacts } from './facts.ts'
import { msOf, personOf, sinceOf } from './store-awards.ts'

/** The SQL of batches and comparisons of the books, as alarms look at them. */

export async function selectRunFacts(tx: Transaction, now: Date): Promise<RunFacts[]> {
  const rows = await tx.execute<{
    run: { run: string; number: string }
    made_by: AuditPerson
    made_ms: number
    checked_by: AuditPerson
    checked_ms: number
  }>(sql`
    select jsonb_build_object('run', r.id, 'number', r.number) as run, ${personOf(sql`maker`)} as made_by, ${msOf(sql`made.at`)} as made_ms,
      ${personOf(sql`checker`)} as checked_by, ${msOf(sql`checked.at`)} as checked_ms
    from runs r
    join run_steps made on made.run_id = r.id and made.step = 'make'
    join run_steps checked on checked.run_id = r.id and checked.step = 'check'
    join staff maker on maker.id = made.staff_id
    join staff checker on checker.id = checked.staff_id
    where checked.at >= ${sinceOf(now)}`)
  return rows.map((row) => ({
    run: row.run,
    madeBy: row.made_by,
    madeAt: new Date(row.made_ms),
    checkedBy: row.checked_by,
    checkedAt: new Date(row.checked_ms),
  }))
}

/** The newest comparison of the books, and since when it finds just these differences: found again the next night they are nothing new. */
export async function selectBooksFacts(tx: Transaction): Promise<BooksFacts | null> {
  const [row] = await tx.execute<{ seq: number; differences: unknown[]; since_ms: number }>(sql`
    select n.seq, n.differences, ${msOf(sql`first.at`)} as since_ms
    from (select seq, at, differences from reconciliations order by seq desc limit 1) n
    cross join lateral (select e.at from reconciliations e
      where e.seq > coalesce((select max(o.seq) from reconciliations o where o.differences <> n.differences), 0)
      order by e.seq limit 1) first`)
  if (row === undefined) return null
  const { seq, differences } = row
  return { seq, differences: differences.length, digest: digestOf(differences), since: new Date(row.since_ms) }
}
