import { sql } from 'drizzle-orm'
import { leafHash } from '#contract/tlog/hashes.ts'
import type { HashReader } from '#contract/tlog/merkle.ts'
import type { Database, Transaction } from '#db/connect.ts'

/** What is published of the log, read through views that both processes may read. */

export type Head = { size: number; root: Uint8Array; note: string; signedAt: Date }

export type HeadRow = { size: string; root: Uint8Array; note: string; signed_at: string }
export const headOf = (row: HeadRow): Head => ({
  size: Number(row.size),
  root: new Uint8Array(row.root),
  note: row.note,
  signedAt: new Date(row.signed_at),
})

/** The newest head, or null before the first. */
export async function selectNewestHead(db: Database | Transaction): Promise<Head | null> {
  const [row] = await db.execute<HeadRow>(sql`select * from published_heads order by size desc limit 1`)
  return row === undefined ? null : headOf(row)
}

/** Entries in their order from a place on; fewer where the log ends. */
export async function selectEntries(db: Database | Transaction, from: number, count: number): Promise<Uint8Array[]> {
  const rows = await db.execute<{ entry: Uint8Array }>(
    sql`select entry from published_entries where idx >= ${from} and idx < ${from + count} order by idx`,
  )
  return rows.map((row) => new Uint8Array(row.entry))
}

/** Reads stored hashes: those of level 0 follow from the entries. */
export function hashReader(db: Database | Transaction): HashReader {
  return async (level, from, count) => {
    if (level === 0) return (await selectEntries(db, from, count)).map(leafHash)
    const rows = await db.execute<{ hash: Uint8Array }>(
      sql`select hash from published_nodes where level = ${level} and n >= ${from} and n < ${from + count} order by n`,
    )
    return rows.map((row) => new Uint8Array(row.hash))
  }
}

export type LogName = { origin: string; verifierKey: string }

/** The name of the log and its public key, or null before the first head. */
export async function selectLogName(db: Database | Transaction): Promise<LogName | null> {
  const [row] = await db.execute<{ origin: string; verifier_key: string }>(sql`select * from published_log`)
  return row === undefined ? null : { origin: row.origin, verifierKey: row.verifier_key }
}
