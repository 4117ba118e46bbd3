import { sql } from 'drizzle-orm'
import type { LogDay } from '#contract/published-log.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { headOf, type Head, type HeadRow } from './store-published.ts'

/** What the public process serves of the log besides its newest head: earlier heads, days, and hashes for a proof. */

/** Stored hashes of a level: `count` of them, from place `from`. */
export type Stretch = { level: number; from: number; count: number }
export type HashRow = { level: number; n: number; hash: Uint8Array }

/** The heads below a size, the newest first. */
export async function selectHeads(db: Database, below: number | null, most: number): Promise<Head[]> {
  const rows = await db.execute<HeadRow>(sql`
    select * from published_heads where ${below}::bigint is null or size < ${below} order by size desc limit ${most}`)
  return rows.map(headOf)
}

export async function selectHead(db: Database, size: number): Promise<Head | null> {
  const [row] = await db.execute<HeadRow>(sql`select * from published_heads where size = ${size}`)
  return row === undefined ? null : headOf(row)
}

/** Days of Sanya before a day, the newest first, each with its last head. */
export async function selectDays(db: Database, before: string | null, most: number): Promise<LogDay[]> {
  const rows = await db.execute<{ on: string; size: string; root: Buffer }>(sql`
    select distinct on (on_) to_char(on_, 'YYYY-MM-DD') as on, size, root
    from (select (signed_at at time zone 'Asia/Shanghai')::date as on_, size, root from published_heads) h
    where ${before}::date is null or on_ < ${before}::date order by on_ desc, size desc limit ${most}`)
  return rows.map(({ on, size, root }) => ({ on, size: Number(size), rootB64: toB64(root) }))
}

/** Stored hashes of several stretches in one query. Those of level 0 follow from the entries (RFC 6962, 2.1). */
export async function selectHashes(db: Database, stretches: readonly Stretch[]): Promise<HashRow[]> {
  const asked = sql.join(
    stretches.map(({ level, from, count }) => sql`(${level}::integer, ${from}::bigint, ${from + count}::bigint)`),
    sql`, `,
  )
  const rows = await db.execute<{ level: number; n: string; hash: Buffer }>(sql`
    with asked (level, first, past) as (values ${asked})
    select 0 as level, e.idx as n, sha256('\\x00'::bytea || e.entry) as hash
    from asked a join published_entries e on a.level = 0 and e.idx >= a.first and e.idx < a.past
    union all
    select k.level, k.n, k.hash
    from asked a join published_nodes k on a.level > 0 and k.level = a.level and k.n >= a.first and k.n < a.past
    order by level, n`)
  return rows.map(({ level, n, hash }) => ({ level, n: Number(n), hash }))
}
