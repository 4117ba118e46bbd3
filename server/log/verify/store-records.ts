import type postgres from 'postgres'
import type { FindingKind } from '#contract/log.ts'
import { CLOCKS, type Logged } from '../sources.ts'
import { MOST_ROWS, type Place } from './store-leaves.ts'

/**
 * The SQL that compares records with their leaves. The digests are written out here once more: functions of the database
 * could be replaced by whoever changes its rows. Names come from the list in the code, never from the database.
 */

const named = (name: string): string => `"${name.replaceAll('"', '""')}"`
const keyOf = ({ key }: Logged): string => key.map((column) => `t.${named(column)}::text`).join(` || '/' || `)

/** What stands for a row: see the first lines of the migration that enters records. */
function digestOf({ table }: Logged): string {
  const columns = `sha256(convert_to('${table}' || jsonb_strip_nulls(to_jsonb(t))::text, 'UTF8'))`
  if (table !== 'tips') return columns
  return `sha256(t.commitment || int8send(extract(epoch from t.received_at)::bigint) || ${columns})`
}

/** Key, digest and time of every row. The OFFSET keeps the planner from carrying whole rows into the join. */
const rowsOf = (logged: Logged): string =>
  `(select ${keyOf(logged)} as record, ${digestOf(logged)} as digest, ${logged.at === null ? 'null::timestamptz' : `t.${named(logged.at)}`} as at
    from public.${named(logged.table)} t offset 0)`

/**
 * How much later than its own time a record may stand in the log: a tip keeps only its hour, and may be committed just
 * after a head.
 */
const SLACK = `interval '2 hours'`

export type Difference = Place & { is: FindingKind }

/**
 * Records of a final table that differ from their leaf, have none, are gone, or say a time long before the head that stood
 * when they were entered. Of what came before the first head nobody can say when it came.
 */
export async function selectDifferences(tx: postgres.TransactionSql, logged: Logged): Promise<Difference[]> {
  const rows = await tx.unsafe<{ is: FindingKind; record: string; idx: string | null }[]>(
    `select case when l.record is null then 'added' when r.record is null then 'removed'
        when l.salt is null then 'erasedWrongly' when sha256(l.salt || r.digest) <> l.entry then 'changed'
        else 'backdated' end as is, coalesce(r.record, l.record) as record, l.idx
     from ${rowsOf(logged)} r
     full join (select record, salt, entry, idx from public.log_leaves where source = $1) l on l.record = r.record
     where l.record is null or (r.record is null and l.salt is not null)
       or (r.record is not null and (l.salt is null or sha256(l.salt || r.digest) <> l.entry))
       or r.at < (select h.signed_at from public.log_heads h where h.size <= l.idx order by h.size desc limit 1) - ${SLACK}
     limit ${MOST_ROWS}`,
    [logged.table],
  )
  return rows.map(({ is, record, idx }) => ({
    is,
    source: logged.table,
    record,
    index: idx === null ? null : Number(idx),
    other: null,
  }))
}

/** The last digest of every row of a table that may change. */
const LAST_CHANGES = `select distinct on (record) record, digest from public.row_changes where source = $1 order by record, seq desc`
const LAST_OF_CLOCKS = `select distinct on (tip_id, clock_id) tip_id || '/' || clock_id as record, digest
  from public.clock_changes order by tip_id, clock_id, version desc`

/** Rows that may change and are not what their last change left: changed, gone, or new without a trace. */
export const selectChangedRows = (tx: postgres.TransactionSql, logged: Logged): Promise<Difference[]> =>
  selectUnlike(tx, logged, LAST_CHANGES, [logged.table])

/** The same of runs of clocks. */
export const selectChangedClocks = (tx: postgres.TransactionSql): Promise<Difference[]> =>
  selectUnlike(tx, CLOCKS, LAST_OF_CLOCKS, [])

async function selectUnlike(
  tx: postgres.TransactionSql,
  logged: Logged,
  last: string,
  parameters: string[],
): Promise<Difference[]> {
  const rows = await tx.unsafe<{ record: string }[]>(
    `select coalesce(r.record, c.record) as record from ${rowsOf(logged)} r full join (${last}) c on c.record = r.record
     where r.digest is distinct from c.digest limit ${MOST_ROWS}`,
    parameters,
  )
  return rows.map(({ record }) => ({ is: 'rowDiffers', source: logged.table, record, index: null, other: null }))
}
