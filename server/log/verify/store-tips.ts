import type postgres from 'postgres'
import { MOST_ROWS } from './store-leaves.ts'

/** The SQL over what follows from the records of a tip. */

/** Tips that do not stand where their moves, transfers and assignments have brought them. */
export async function selectMovedTips(tx: postgres.TransactionSql): Promise<string[]> {
  const rows = await tx<{ tip: string }[]>`
    select coalesce(s.tip_id, t.id)::text as tip
    from public.tips t full join public.tip_states s on s.tip_id = t.id
    left join (select distinct on (tip_id) tip_id, to_stage from public.tip_moves order by tip_id, seq desc) m on m.tip_id = t.id
    left join (select distinct on (tip_id) tip_id, to_desk from public.tip_transfers order by tip_id, seq desc) x on x.tip_id = t.id
    left join (select distinct on (tip_id) tip_id, to_staff from public.tip_assignments order by tip_id, seq desc) a on a.tip_id = t.id
    where t.id is null or s.tip_id is null or s.stage is distinct from m.to_stage
      or s.desk_id is distinct from coalesce(x.to_desk, t.desk_id)
      or (s.assignee_id is not null and s.assignee_id is distinct from a.to_staff)
      or (s.serial, s.category, s.district) is distinct from (t.serial, t.category, t.district)
    limit ${MOST_ROWS}`
  return rows.map(({ tip }) => tip)
}

/** Files, after their tip, whose pieces are not those that their digest is made of. */
export async function selectBrokenFiles(tx: postgres.TransactionSql): Promise<string[]> {
  const rows = await tx<{ file: string }[]>`
    select f.tip_id || '/' || f.file_id as file
    from public.tip_files f left join (
      select file_id, count(*) as held, max(seq) as last, sha256(string_agg(sha256, ''::bytea order by seq)) as digest
      from public.sealed_pieces group by file_id) p on p.file_id = f.file_id
    where (p.held, p.last, p.digest) is distinct from (f.pieces::bigint, f.pieces - 1, f.digest) limit ${MOST_ROWS}`
  return rows.map(({ file }) => file)
}

/** What a tip committed to, with hashes for what is long. The digests of its files follow one another, in their order. */
export type CommittedTip = {
  id: string
  serial: number
  commitment: Uint8Array
  reportHash: Uint8Array
  lookupHash: Uint8Array
  claimPublic: Uint8Array
  mailboxRecipient: string
  tipRecipient: string
  files: Uint8Array
}
type CommittedRow = Omit<CommittedTip, 'serial'> & { serial: string }

/** The next tips after a serial number, in their order. */
export async function selectCommitted(
  tx: postgres.TransactionSql,
  after: number,
  count: number,
): Promise<CommittedTip[]> {
  const rows = await tx<CommittedRow[]>`
    select t.id, t.serial, t.commitment, sha256(t.report) as "reportHash", t.lookup_hash as "lookupHash", t.claim_public as "claimPublic",
      t.mailbox_recipient as "mailboxRecipient", t.tip_recipient as "tipRecipient",
      coalesce((select string_agg(f.digest, ''::bytea order by f.seq) from public.tip_files f where f.tip_id = t.id), ''::bytea) as files
    from public.tips t where t.serial > ${after} order by t.serial limit ${count}`
  return rows.map((row) => ({ ...row, serial: Number(row.serial) }))
}
