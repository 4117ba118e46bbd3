import type postgres from 'postgres'

/**
 * Clocks, moves, transfers and orders for tips that `fill` made: each tip has gone as far as its stage says. Most clocks end
 * in time, some late, and what the stage leaves open runs. Triggers sleep, as in `fill`.
 */
export async function fillClocks(
  owner: postgres.Sql,
  { seed, officer }: { seed: number; officer: string },
): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local statement_timeout = 0`
    await tx`select setseed(${(seed % 1000) / 1000})`
    await tx`insert into deadline_sets (seq, accept, verify, decide, close, answer, remind_before, lead_after, order_after, order_answer, pause_most)
      overriding system value values (1, 2, 3, 30, 5, 3, 1, 1, 5, 3, 30) on conflict do nothing`
    // Those that `fill` made know no past.
    await tx`truncate clocks cascade`
    await fillRuns(tx)
    await fillAround(tx, officer)
  })
  await owner`vacuum analyze`
}

/** The clocks of a tip, one after the other; `reached` counts those that have begun. */
async function fillRuns(tx: postgres.TransactionSql): Promise<void> {
  await tx`
    create temporary table runs on commit drop as
    select s.tip_id, s.serial, s.desk_id, s.district, s.stage, t.received_at, k.kind, k.place, k.days,
      k.place < r.reached or r.reached = 9 as has_ended, random() as a, random() as b
    from tip_states s join tips t on t.id = s.tip_id
    cross join lateral (select case s.stage when 'received' then 1 when 'accepted' then 2 when 'verifying' then 3
      when 'confirmed' then 4 when 'unfounded' then 4 when 'elsewhere' then 4 else 9 end as reached) r
    cross join lateral (values ('accept', 1, 2), ('verify', 2, 3), ('decide', 3, 30), ('close', 4, 5), ('answer', 5, 3)) k (kind, place, days)
    where case k.kind when 'answer' then hashint8(s.serial) % 3 = 0 else k.place <= r.reached and (s.stage not in ('spam', 'invalid') or k.place = 1) end`
  await tx`
    insert into clocks (tip_id, kind, desk_id, district, started_at, working_days, set_seq, counted_from, counted_days, due_on, remind_on, lead_on, order_on,
      provisional, paused_on, remaining, ended_at, ended, in_time, took_days)
    select tip_id, kind, desk_id, district, start, days, 1, start::date, days, start::date + days, start::date + days, start::date + days, start::date + days,
      false, case when not has_ended and a < 0.1 then start::date end, case when not has_ended and a < 0.1 then 1 end,
      case when has_ended then start + took * interval '1 day' + b * interval '8 hours' end, case when has_ended then 'done' end,
      case when has_ended then took <= days end, case when has_ended then took end
    from (select *, received_at + place * interval '2 days' as start, floor(days * (0.2 + a))::int as took from runs) r`
}

/** The move that ended a tip, a transfer of one in twenty, an order for one late clock in twenty. */
async function fillAround(tx: postgres.TransactionSql, officer: string): Promise<void> {
  await tx`
    insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at)
    select tip_id, 4, 'close', stage, ${officer}, max(ended_at) from clocks join tip_states using (tip_id)
    where stage in ('closed', 'invalid', 'spam') and ended_at is not null group by tip_id, stage`
  await tx`
    insert into tip_transfers (tip_id, seq, from_desk, to_desk, staff_id, at, reason)
    select s.tip_id, 5, d.id, s.desk_id, ${officer}, t.received_at + interval '1 day', 'x'
    from tip_states s join tips t on t.id = s.tip_id cross join lateral (select id from desks where id <> s.desk_id order by position limit 1) d
    where s.serial % 20 = 0`
  await tx`
    insert into supervision_orders (year, seq, number, clock_id, tip_id, desk_id, issued_at, answer_due_on, provisional, status)
    select 2020, n, 'DB-2020-' || n, id, tip_id, desk_id, ended_at, ended_at::date + 3, false, case when n % 10 = 0 then 'issued' else 'accepted' end
    from (select *, row_number() over (order by id) as n from clocks where not in_time and hashtext(id::text) % 20 = 0) late`
  await tx`
    insert into order_entries (tip_id, order_id, seq, kind, staff_id, at, sealed)
    select tip_id, id, 0, 'answer', ${officer}, issued_at + seq % 6 * interval '1 day', 'x' from supervision_orders where status = 'accepted'`
}
