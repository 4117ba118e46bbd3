import { asc, isNull, sql } from 'drizzle-orm'
import type { StoredNode } from '#contract/tlog/grow-tree.ts'
import type { Transaction } from '#db/connect.ts'
import { logHeads, logIdentity, logLeaves, logNodes } from '#db/schema/log.ts'
import { site } from '#db/schema/staff.ts'

/** What publishing writes. */

/** Rows of one statement: few enough for the longest time that a statement may take. */
const AT_ONCE = 5_000

/** Only one process publishes at a time; the lock goes with the transaction. 7201 to 7203 are taken by migrations, calendar, escalation. */
export async function lockLog(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7204)`)
}

/** The entries that wait for their place. Their order says nothing. */
export async function selectWaiting(tx: Transaction): Promise<Uint8Array[]> {
  const rows = await tx
    .select({ entry: logLeaves.entry })
    .from(logLeaves)
    .where(isNull(logLeaves.idx))
    .orderBy(asc(logLeaves.entry))
  return rows.map((row) => new Uint8Array(row.entry))
}

export async function selectSiteId(tx: Transaction): Promise<string> {
  const [row] = await tx.select({ siteId: site.siteId }).from(site)
  if (row === undefined) throw new Error('The database has no site')
  return row.siteId
}

export async function insertName(tx: Transaction, origin: string, verifierKey: string): Promise<void> {
  await tx.insert(logIdentity).values({ origin, verifierKey })
}

/** Appends entries from a place on. */
export async function insertEntries(tx: Transaction, from: number, entries: readonly Uint8Array[]): Promise<void> {
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const hex = hexOf(entries.slice(at, at + AT_ONCE))
    await tx.execute(sql`
      insert into log_entries (idx, entry)
      select ${from + at} + place - 1, decode(hex, 'hex') from unnest(${hex}::text[]) with ordinality as e (hex, place)`)
  }
}

/** Gives leaves their places. */
export async function placeLeaves(
  tx: Transaction,
  placed: readonly { entry: Uint8Array; index: number }[],
): Promise<void> {
  for (let at = 0; at < placed.length; at += AT_ONCE) {
    const some = placed.slice(at, at + AT_ONCE)
    await tx.execute(sql`
      update log_leaves l set idx = p.idx
      from unnest(${hexOf(some.map(({ entry }) => entry))}::text[], ${textArray(some.map(({ index }) => index))}::bigint[]) as p (hex, idx)
      where l.entry = decode(p.hex, 'hex')`)
  }
}

export async function insertNodes(tx: Transaction, nodes: readonly StoredNode[]): Promise<void> {
  for (let at = 0; at < nodes.length; at += AT_ONCE) await tx.insert(logNodes).values(nodes.slice(at, at + AT_ONCE))
}

export async function insertHead(tx: Transaction, head: typeof logHeads.$inferInsert): Promise<void> {
  await tx.insert(logHeads).values(head)
}

/** PostgreSQL's own text of an array; drizzle spreads a list into parameters. */
const textArray = (items: readonly (string | number)[]): string => `{${items.join(',')}}`
const hexOf = (entries: readonly Uint8Array[]): string =>
  textArray(entries.map((entry) => Buffer.from(entry).toString('hex')))
