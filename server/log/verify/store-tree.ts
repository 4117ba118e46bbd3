import type postgres from 'postgres'
import type { StoredNode } from '#contract/tlog/grow-tree.ts'

/** The SQL over entries, nodes and heads of the log. */

export type StoredHead = { size: number; root: Uint8Array; note: string }

export async function selectIdentity(tx: postgres.TransactionSql): Promise<string | null> {
  const [row] = await tx<{ verifier_key: string }[]>`select verifier_key from public.log_identity`
  return row?.verifier_key ?? null
}

type HeadRow = { size: string; root: Uint8Array; note: string }
const headOf = ({ size, root, note }: HeadRow): StoredHead => ({ size: Number(size), root, note })

/** Heads over more than `from` entries and at most `to`, in their order. */
export async function selectHeads(tx: postgres.TransactionSql, from: number, to: number): Promise<StoredHead[]> {
  const rows = await tx<HeadRow[]>`
    select size, root, note from public.log_heads where size > ${from} and size <= ${to} order by size`
  return rows.map(headOf)
}

export async function selectLastHead(tx: postgres.TransactionSql): Promise<StoredHead | null> {
  const [row] = await tx<HeadRow[]>`select size, root, note from public.log_heads order by size desc limit 1`
  return row === undefined ? null : headOf(row)
}

/** The first head that does not stand over entries of this number; those after it do not either. */
export async function selectHeadOutside(tx: postgres.TransactionSql, size: number): Promise<StoredHead | null> {
  const [row] = await tx<HeadRow[]>`
    select size, root, note from public.log_heads where size <= 0 or size > ${size} order by size limit 1`
  return row === undefined ? null : headOf(row)
}

/** Entries from a place on, 256 a row as one stretch of bytes: a page of a million costs no more than one of ten. */
export async function selectEntriesPage(tx: postgres.TransactionSql, from: number, to: number): Promise<Uint8Array[]> {
  const rows = await tx<{ entries: Uint8Array }[]>`
    select string_agg(entry, ''::bytea order by idx) as entries
    from public.log_entries where idx >= ${from} and idx < ${to} group by idx / 256 order by idx / 256`
  return rows.map(({ entries }) => entries)
}

/** The bounds of the entries and how many there are. */
export async function selectBounds(
  tx: postgres.TransactionSql,
): Promise<{ first: number; last: number; count: number } | null> {
  const [row] = await tx<{ first: string | null; last: string; count: string }[]>`
    select min(idx) as first, max(idx) as last, count(*) as count from public.log_entries`
  if (row === undefined || row.first === null) return null
  return { first: Number(row.first), last: Number(row.last), count: Number(row.count) }
}

/** The first place from 0 on that has no entry although a later one has. */
export async function selectFirstGap(tx: postgres.TransactionSql): Promise<number | null> {
  const [row] = await tx<{ gap: string }[]>`
    select before + 1 as gap from (
      select idx, lag(idx, 1, (-1)::bigint) over (order by idx) as before from public.log_entries where idx >= 0) e
    where idx <> before + 1 order by idx limit 1`
  return row === undefined ? null : Number(row.gap)
}

/** Which of these roots of full subtrees are stored otherwise or not at all. */
export async function selectWrongNodes(
  tx: postgres.TransactionSql,
  nodes: readonly StoredNode[],
): Promise<{ level: number; n: number }[]> {
  const rows = await tx<{ level: number; n: string }[]>`
    select e.level, e.n
    from unnest(${tx.array(nodes.map(({ level }) => level))}::int[], ${tx.array(nodes.map(({ n }) => n))}::bigint[],
      ${tx.array(nodes.map(({ hash }) => Buffer.from(hash).toString('hex')))}::text[]) as e (level, n, hex)
    left join public.log_nodes s on s.level = e.level and s.n = e.n
    where s.hash is distinct from decode(e.hex, 'hex') order by e.level, e.n`
  return rows.map(({ level, n }) => ({ level, n: Number(n) }))
}

/** Stored nodes that no log of this size has. */
export async function selectNodesOutside(
  tx: postgres.TransactionSql,
  size: number,
): Promise<{ level: number; n: number }[]> {
  const rows = await tx<{ level: number; n: string }[]>`
    select level, n from public.log_nodes
    where case when level between 1 and 6 then n < 0 or n >= ${size}::bigint / (256::numeric ^ level)::bigint else true end
    order by level, n limit 1000`
  return rows.map(({ level, n }) => ({ level, n: Number(n) }))
}
