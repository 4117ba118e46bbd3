import { sql } from 'drizzle-orm'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import type { Database } from '#db/connect.ts'

/** An approved rule set, read through the view that both processes may read. `isInForce` on the day of Sanya. */
export type PublishedRow = {
  seq: number
  effectiveFrom: string
  effectiveUntil: string | null
  standing: 'past' | 'in-force' | 'future'
  digest: string
  document: RuleSet
}

/** All approved rule sets, the one that begins last first. There are few: one for each time that a city changes its rules. */
export async function selectRuleSets(db: Database): Promise<PublishedRow[]> {
  const rows = await db.execute<Record<keyof PublishedRow, unknown>>(sql`
    with dated as (
      select *, lead(effective_from) over (order by effective_from) as until, (now() at time zone 'Asia/Shanghai')::date as today
      from published_rule_sets
    )
    select seq, effective_from::text as "effectiveFrom", until::text as "effectiveUntil", encode(digest, 'hex') as digest, document,
      case when effective_from > today then 'future' when until <= today then 'past' else 'in-force' end as standing
    from dated order by effective_from desc`)
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }) as PublishedRow)
}
