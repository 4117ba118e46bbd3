import { sql, type SQL } from 'drizzle-orm'
import { LIMITS } from '#contract/alarms.ts'
import type { AuditDesk, AuditPerson } from '#contract/audit.ts'
import type { AwardState } from '#contract/rewards/chain.ts'
import type { Fund } from '#contract/rewards/content.ts'
import type { Transaction } from '#db/connect.ts'
import { tipNumber } from '../tips/number.ts'
import type { AwardFacts } from './facts.ts'

/** The SQL of awards as alarms look at them. */

type Row = {
  award: string
  number: string
  fund: Fund
  state: AwardState
  desk: AuditDesk
  case_id: string
  case_number: string
  fen: string
  proposed_ms: number
  granted_ms: number | null
  proposed_by: AuditPerson
  approved_by: AuditPerson | null
  approved_ms: number | null
  serial: number | null
  received_ms: number | null
  accepted_by: AuditPerson | null
  accepted_ms: number | null
  acted_ms: number | null
  is_typed_in: boolean
  second_fen: string | null
  report_fen: string | null
  case_fen: string | null
  taken_fen: string | null
  cut: string[]
  is_decided: boolean
}

/** A member of staff as the auditor names them; null for nobody. */
export const personOf = (table: SQL): SQL =>
  sql`case when ${table}.id is not null then jsonb_build_object('id', ${table}.id, 'login', ${table}.login, 'name', ${table}.name) end`
export const msOf = (column: SQL): SQL => sql`(extract(epoch from ${column}) * 1000)::float8`
/** From when on something is looked at. */
export const sinceOf = (now: Date): SQL =>
  sql`${now.toISOString()}::timestamptz - ${sql.raw(`interval '${LIMITS.days} days'`)}`

/** Awards that take something and were put forward or granted in a year. */
export async function selectAwardFacts(tx: Transaction, now: Date): Promise<AwardFacts[]> {
  const rows = await tx.execute<Row>(sql`
    select a.id as award, a.number, a.fund, a.state, c.id as case_id, c.number as case_number, a.total_fen::text as fen,
      jsonb_build_object('id', d.id, 'nameZh', d.name_zh, 'nameEn', d.name_en) as desk,
      ${msOf(sql`a.proposed_at`)} as proposed_ms, ${msOf(sql`a.granted_at`)} as granted_ms,
      ${personOf(sql`proposer`)} as proposed_by, ${personOf(sql`approver`)} as approved_by, ${msOf(sql`approval.at`)} as approved_ms,
      t.serial::float8 as serial, ${msOf(sql`t.received_at`)} as received_ms,
      ${personOf(sql`accepter`)} as accepted_by, ${msOf(sql`acceptance.at`)} as accepted_ms,
      case when a.fund = 'tips' then ${msOf(sql`first_action_at(a.case_id)`)} end as acted_ms,
      exists (select from tip_intakes i where i.tip_id = a.tip_id) as is_typed_in,
      r.document#>>'{secondApproval,fen}' as second_fen,
      case when a.fund = 'tips' then r.document#>>'{caps,report,fen}' end as report_fen,
      case when a.fund = 'tips' then r.document#>>'{caps,case,fen}' end as case_fen,
      v.content#>>'{facts,takenFen,case}' as taken_fen,
      array(select l->>'because' from jsonb_array_elements(v.content#>'{assessment,lines}') l where l->>'kind' = 'taken') as cut,
      a.fund = 'strikes' or coalesce(jsonb_array_length(v.content#>'{facts,decisions}') > 0 or a.share < 10000, false) as is_decided
    from awards a
    join award_versions v on v.award_id = a.id and v.version = a.version
    join rule_sets r on r.seq = a.rules_seq
    join desks d on d.id = a.desk_id
    join cases c on c.id = case_root(a.case_id)
    join staff proposer on proposer.id = v.proposed_by
    left join tips t on t.id = a.tip_id
    left join lateral (select s.staff_id, s.at from award_steps s where s.award_id = a.id and s.version = a.version and s.step = 'approve'
      order by s.seq limit 1) approval on true
    left join staff approver on approver.id = approval.staff_id
    left join lateral (select m.staff_id, m.at from tip_moves m where m.tip_id = a.tip_id and m.move = 'accept'
      and not exists (select from tip_moves u where u.tip_id = m.tip_id and u.undoes = m.seq) order by m.at limit 1) acceptance on true
    left join staff accepter on accepter.id = acceptance.staff_id
    where a.kind = 'grant' and a.state not in ('returned', 'withdrawn') and coalesce(a.granted_at, a.proposed_at) >= ${sinceOf(now)}`)
  return rows.map(factsOf)
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))
const fenOf = (fen: string | null): bigint | null => (fen === null ? null : BigInt(fen))

function factsOf(row: Row): AwardFacts {
  return {
    award: row.award,
    number: row.number,
    fund: row.fund,
    state: row.state,
    desk: row.desk,
    caseId: row.case_id,
    caseNumber: row.case_number,
    fen: BigInt(row.fen),
    proposedAt: new Date(row.proposed_ms),
    grantedAt: dateOf(row.granted_ms),
    proposedBy: row.proposed_by,
    approvedBy: row.approved_by,
    approvedAt: dateOf(row.approved_ms),
    tip: row.serial === null || row.received_ms === null ? null : tipNumber(new Date(row.received_ms), row.serial),
    acceptedBy: row.accepted_by,
    acceptedAt: dateOf(row.accepted_ms),
    actedAt: dateOf(row.acted_ms),
    isTypedIn: row.is_typed_in,
    limits: { second: fenOf(row.second_fen), report: fenOf(row.report_fen), case: fenOf(row.case_fen) },
    takenOfCase: BigInt(row.taken_fen ?? 0),
    cut: row.cut,
    isDecided: row.is_decided,
  }
}
