import { sql, type SQL } from 'drizzle-orm'
import { MANY, NIGHT, type AuditDesk, type AuditPerson, type Opening } from '#contract/audit.ts'
import type { Transaction } from '#db/connect.ts'

/** The SQL of openings and what was so when each happened. */

export type OpeningRow = {
  seq: number
  at_ms: number
  did: Opening['did']
  opener: AuditPerson
  assignee: AuditPerson | null
  desk: AuditDesk | null
  tip_desk: AuditDesk | null
  serial: number | null
  received_ms: number | null
  deleted_serial: number | null
  tips: number
  is_lead: boolean
  worked_there: boolean | null
}

const LOOKS = sql`('open-tip', 'read-file', 'search-tip')`
const MINUTES = sql.raw(`interval '${MANY.minutes} minutes'`)

/**
 * Openings of a period that may ask for a reason, the newest first, with the facts; `flagsOf` decides. Left out is only what all facts
 * speak for. Rows next to the period are read too, so that a run of openings over its edge is counted whole.
 */
export async function selectSuspects(tx: Transaction, from: Date, until: Date): Promise<OpeningRow[]> {
  const [start, end] = [from.toISOString(), until.toISOString()]
  return [
    ...(await tx.execute<OpeningRow>(sql`
    with looked as (
      select r.seq, r.at, r.did, r.staff_id, r.desk_id, r.tip_id,
        count(*) filter (where r.did <> 'search-tip')
          over (partition by r.staff_id order by r.at range between ${MINUTES} preceding and current row) as opened
      from records r
      where r.did in ${LOOKS} and r.at >= ${start}::timestamptz - ${MINUTES} and r.at < ${end}::timestamptz + ${MINUTES}
    ), counted as (
      -- Counting different tips in a moving window is dear, so only where there are enough openings at all.
      select l.*, case when l.opened >= ${MANY.tips} and l.did <> 'search-tip' then (
        select count(distinct o.tip_id)::int from records o
        where o.staff_id = l.staff_id and o.at between l.at - ${MINUTES} and l.at and o.did in ('open-tip', 'read-file')) else 0 end as tips_before
      from looked l
    ), grouped as (
      select c.*, max(c.tips_before) over (partition by c.staff_id order by c.at range between current row and ${MINUTES} following) as tips
      from counted c
    )
    ${factsOf(sql`(select * from grouped where at >= ${start}::timestamptz and at < ${end}::timestamptz)`)}
    where f.desk_id is distinct from tip_desk.id or f.tips >= ${MANY.tips}
      or (held.to_staff is not null and held.to_staff <> f.staff_id)
      or extract(hour from f.at at time zone 'Asia/Shanghai') >= ${NIGHT.fromHour}
      or extract(hour from f.at at time zone 'Asia/Shanghai') < ${NIGHT.toHour} or not coalesce(${WORKED_THERE}, true)
    order by f.at desc, f.seq desc`)),
  ]
}

/**
 * Who is at the desk now has been since they joined. Of who is not, the next thing that the trail tells after the opening decides:
 * who was then taken off the desk was there, who then joined it was not.
 */
const WORKED_THERE = sql`case when tip_desk.id is null then null when mine.staff_id is not null then true else coalesce((
  select o.did = 'remove-member' from records o
  where o.desk_id = tip_desk.id and o.at > f.at
    and (o.did = 'remove-member' and o.member_id = f.staff_id or o.did = 'join' and o.staff_id = f.staff_id)
  order by o.at, o.seq limit 1), false) end`

/** Where the tip was, whose it was, and who worked there, each at the moment of the opening. */
const factsOf = (openings: SQL): SQL => sql`
  select f.seq::float8 as seq, (extract(epoch from f.at) * 1000)::float8 as at_ms, f.did, f.tips,
    jsonb_build_object('id', s.id, 'login', s.login, 'name', s.name) as opener,
    case when a.id is not null then jsonb_build_object('id', a.id, 'login', a.login, 'name', a.name) end as assignee,
    case when d.id is not null then jsonb_build_object('id', d.id, 'nameZh', d.name_zh, 'nameEn', d.name_en) end as desk,
    case when tip_desk.id is not null then jsonb_build_object('id', tip_desk.id, 'nameZh', tip_desk.name_zh, 'nameEn', tip_desk.name_en) end as tip_desk,
    t.serial::float8 as serial, (extract(epoch from t.received_at) * 1000)::float8 as received_ms, x.serial::float8 as deleted_serial,
    coalesce(mine.role = 'lead', false) as is_lead, ${WORKED_THERE} as worked_there
  from ${openings} f
  join staff s on s.id = f.staff_id
  left join desks d on d.id = f.desk_id
  left join tips t on t.id = f.tip_id
  left join tombstones x on x.tip_id = f.tip_id
  left join lateral (select m.to_desk, m.at from tip_transfers m where m.tip_id = f.tip_id and m.at <= f.at order by m.seq desc limit 1) moved on true
  left join desks tip_desk on tip_desk.id = coalesce(moved.to_desk, t.desk_id)
  -- A transfer takes the tip from whoever had it.
  left join lateral (select g.to_staff from tip_assignments g where g.tip_id = f.tip_id and g.at <= f.at and g.at >= coalesce(moved.at, '-infinity')
    order by g.seq desc limit 1) held on true
  left join staff a on a.id = held.to_staff
  left join desk_members mine on mine.desk_id = tip_desk.id and mine.staff_id = f.staff_id and mine.joined_at <= f.at`

/** The places of these openings in the log. */
export async function selectPlaces(tx: Transaction, seqs: readonly number[]): Promise<Map<number, number>> {
  if (seqs.length === 0) return new Map()
  const rows = await tx.execute<{ seq: number; idx: number }>(sql`
    select record::float8 as seq, idx::float8 as idx from log_leaves
    where source = 'records' and idx is not null and record in ${seqs.map(String)}`)
  return new Map(rows.map(({ seq, idx }) => [seq, idx]))
}
