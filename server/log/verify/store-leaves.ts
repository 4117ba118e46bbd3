import type postgres from 'postgres'
import { FINAL, OF_A_TIP } from '../sources.ts'

/** The SQL that compares leaves with the entries of the log, and erased salts with the deletions that took them. */

/** A leaf or an entry that something is wrong with. `other` is where its entry stands, if it does. */
export type Place = { source: string | null; record: string | null; index: number | null; other: number | null }
/** What one statement gives at most, so that not even a log that was replaced as a whole fills our memory. */
export const MOST_ROWS = 10_000

type Row = { source: string | null; record: string | null; idx: string | null; other?: string | null }
const placeOf = ({ source, record, idx, other = null }: Row): Place => ({
  source,
  record,
  index: idx === null ? null : Number(idx),
  other: other === null ? null : Number(other),
})

/** Leaves whose place holds something else. */
export async function selectMisplaced(tx: postgres.TransactionSql): Promise<Place[]> {
  const rows = await tx<Row[]>`
    with misplaced as materialized (
      select l.source, l.record, l.idx, l.entry
      from public.log_leaves l left join public.log_entries e on e.idx = l.idx
      where l.idx is not null and e.entry is distinct from l.entry limit ${MOST_ROWS})
    select m.source, m.record, m.idx, min(e.idx) as other
    from misplaced m left join public.log_entries e on e.entry = m.entry
    group by m.source, m.record, m.idx order by m.idx`
  return rows.map(placeOf)
}

/**
 * Entries where no leaf has its place and that are not the filler of that place either. The leaf is named when there is one
 * with such an entry; one that stands elsewhere than it should is told by `selectMisplaced`.
 */
export async function selectUnexplained(tx: postgres.TransactionSql): Promise<Place[]> {
  const rows = await tx<Row[]>`
    with unknown as materialized (
      select e.idx, e.entry
      from public.log_entries e
      cross join lateral (select filler_seed from public.log_heads where size > e.idx order by size limit 1) h
      where not exists (select from public.log_leaves l where l.idx = e.idx)
        and e.entry <> sha256(h.filler_seed || sha256(convert_to('lushao/filler/v1' || e.idx, 'UTF8')))
      limit ${MOST_ROWS})
    select l.source, l.record, u.idx from unknown u left join public.log_leaves l on l.entry = u.entry
    where l.idx is null or exists (select from public.log_entries e where e.idx = l.idx and e.entry = l.entry)
    order by u.idx`
  return rows.map(placeOf)
}

/**
 * Leaves that wait for hours. A leaf has no time; but one that is older than a head, or than a check, of hours ago has
 * waited since then. A head bears the beginning of its hour.
 */
export async function selectLate(tx: postgres.TransactionSql, now: Date): Promise<Place[]> {
  const rows = await tx<Row[]>`
    with marks as (
      select min(age) as age from (
        select min(age(xmin)) as age from public.log_heads where signed_at < ${now.toISOString()}::timestamptz - interval '3 hours'
        union all
        select min(age(xmin)) from public.log_checks where finished_at < ${now.toISOString()}::timestamptz - interval '2 hours') m)
    select l.source, l.record, null as idx from public.log_leaves l, marks
    where l.idx is null and age(l.xmin) > marks.age limit ${MOST_ROWS}`
  return rows.map(placeOf)
}

/** Leaves of tables that the log does not answer for: they stand for nothing. */
export async function selectStrays(tx: postgres.TransactionSql): Promise<Place[]> {
  const known = FINAL.map(({ table }) => table)
  const rows = await tx<Row[]>`
    select source, record, idx from public.log_leaves where source <> all (${tx.array(known)}::text[]) limit ${MOST_ROWS}`
  return rows.map(placeOf)
}

/** Salts that went without a deletion, or with the deletion of another tip. */
export async function selectErasedWrongly(tx: postgres.TransactionSql): Promise<Place[]> {
  const goes = OF_A_TIP.map(({ table }) => table)
  const rows = await tx<Row[]>`
    select l.source, l.record, l.idx
    from public.log_leaves l left join public.tombstones d on d.tip_id = l.erased_by
    where (l.salt is null or l.erased_by is not null) and (
      l.salt is not null or d.tip_id is null or l.source <> all (${tx.array(goes)}::text[])
      or (l.record <> d.tip_id::text and not starts_with(l.record, d.tip_id::text || '/')))
    limit ${MOST_ROWS}`
  return rows.map(placeOf)
}

/** Deletions that erased other salts than they say. */
export async function selectDifferentErasures(tx: postgres.TransactionSql): Promise<Place[]> {
  const rows = await tx<Row[]>`
    select 'tombstones' as source, d.tip_id::text as record, null as idx
    from public.tombstones d left join (
      select erased_by, string_agg(entry, ''::bytea order by entry) as entries
      from public.log_leaves where erased_by is not null group by erased_by) e on e.erased_by = d.tip_id
    where sha256(coalesce(e.entries, ''::bytea)) <> d.erased limit ${MOST_ROWS}`
  return rows.map(placeOf)
}

/** How many records are compared with their leaf, and the greatest size that an earlier check saw. */
export async function selectCounts(tx: postgres.TransactionSql): Promise<{ records: number; seen: number }> {
  const [row] = await tx<{ records: string; seen: string }[]>`
    select (select count(*) from public.log_leaves where salt is not null) as records,
      (select coalesce(max(size), 0) from public.log_checks) as seen`
  return { records: Number(row?.records ?? 0), seen: Number(row?.seen ?? 0) }
}
