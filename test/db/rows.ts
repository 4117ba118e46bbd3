import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'

/** Every table that holds something of a tip, and by which columns it names the tip. */
export const OF_A_TIP: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['tips', ['id']],
  ['tip_relations', ['one', 'other']],
  ...[
    'clock_changes',
    'clock_events',
    'clock_pauses',
    'clocks',
    'messages',
    'note_mentions',
    'order_entries',
    'pause_ends',
    'tip_assignments',
    'tip_bands',
    'tip_files',
    'tip_identifiers',
    'tip_indexes',
    'tip_intakes',
    'tip_moves',
    'tip_notes',
    'tip_states',
    'tip_transfers',
    'tip_words',
    'tip_wraps',
  ].map((table) => [table, ['tip_id']] as const),
]

/** A pause of a tip's clock, and a supervision order about it with an answer. */
async function ofClocks(tx: postgres.TransactionSql, tip: string): Promise<void> {
  await tx`insert into clock_pauses (tip_id, seq, clock_id, staff_id, at, reason, ends_on)
    select tip_id, 0, id, (select id from staff limit 1), now(), 'x', due_on from clocks where tip_id = ${tip} limit 1`
  await tx`insert into pause_ends (tip_id, seq, why, at) values (${tip}, 0, 'limit', now())`
  await tx`select escalate_clock(id, 'order', now() + interval '60 days') from clocks where tip_id = ${tip} and ended_at is null`
  await tx`insert into order_entries (tip_id, order_id, seq, kind, staff_id, at, sealed)
    select tip_id, id, 0, 'answer', (select id from staff limit 1), now(), 'x' from supervision_orders where tip_id = ${tip}`
}

/** One row of everything that can hang on a tip, as the owner writes it. `other` is a tip that it duplicates. */
export async function aroundTip(tx: postgres.TransactionSql, tip: string, other: string): Promise<void> {
  const [one, two] = [tip, other].toSorted() as [string, string]
  await tx`insert into records (at, did, tip_id) values (now(), 'test', ${tip})`
  await tx`insert into messages (tip_id, seq, id, sender, is_question, sealed, at) values (${tip}, 0, ${randomUUID()}, 'tipster', false, 'x', now())`
  await tx`insert into tip_notes (tip_id, seq, id, staff_id, sealed, at) select ${tip}, 0, ${randomUUID()}, id, 'x', now() from staff limit 1`
  await tx`insert into note_mentions (tip_id, seq, staff_id) select ${tip}, 0, id from staff limit 1`
  await tx`insert into tip_assignments (tip_id, seq, to_staff, staff_id, at) select ${tip}, 0, id, id, now() from staff limit 1`
  await tx`insert into tip_transfers (tip_id, seq, from_desk, to_desk, staff_id, at, reason)
    select ${tip}, 1, t.desk_id, d.id, (select id from staff limit 1), now(), 'x' from tips t, desks d where t.id = ${tip} and d.id <> t.desk_id limit 1`
  await tx`insert into tip_intakes (tip_id, channel, staff_id, serial) select id, 'phone', (select id from staff limit 1), serial from tips where id = ${tip}`
  await tx`insert into tip_relations (one, other, "as", first_tip, second_tip, staff_id, at)
    select ${one}, ${two}, 'duplicate', ${other}, ${tip}, id, now() from staff limit 1`
  for (const table of ['tip_identifiers', 'tip_bands'])
    await tx.unsafe(
      `insert into ${table} (token, serial, tip_id, desk_id) select 7, serial, id, desk_id from tips where id = '${tip}'`,
    )
  await tx`insert into tip_words (tip_id, serial, desk_id, words) select id, serial, desk_id, '{1,2}' from tips where id = ${tip}`
  await tx`insert into tip_indexes (tip_id, revision, content_seq, sealed) values (${tip}, 1, 0, 'x')`
  await ofClocks(tx, tip)
}

/** Two cases, one merged into the other, with a step, an account, an outcome that a second person confirmed, and a tip. */
export async function inCase(tx: postgres.TransactionSql, tip: string): Promise<void> {
  const [kept, merged, outcome] = [randomUUID(), randomUUID(), randomUUID()]
  const [staff] = await tx`select id from staff limit 1`
  const me = String(staff?.['id'])
  const second = randomUUID()
  await tx`insert into staff (id, login, name, login_hash, member_recipient, member_key) select ${second}, 'second', 'second', login_hash, 'second', member_key from staff limit 1`
  for (const [index, id] of [kept, merged].entries())
    await tx`insert into cases (id, year, seq, number, title, level, category, desk_id, step, opened_at, made_by, made_at)
      select ${id}, 2026, ${index}, ${String(index)}, 'x', 'ordinary', category, desk_id, 'opened', now(), ${me}, now() from tips where id = ${tip}`
  await tx`insert into case_steps (case_id, seq, staff_id, at, step, happened_at) values (${kept}, 0, ${me}, now(), 'opened', now())`
  await tx`insert into case_narratives (case_id, seq, staff_id, at, sealed) values (${kept}, 0, ${me}, now(), 'x')`
  await tx`insert into case_links (case_id, seq, staff_id, at, tip_id, "as") values (${kept}, 0, ${me}, now(), ${tip}, 'origin')`
  await tx`insert into outcomes (id, case_id, kind, happened_on, money_fen, is_void, entered_by, entered_at)
    values (${outcome}, ${kept}, 'money', now(), 100, false, ${me}, now())`
  await tx`insert into outcome_confirmations (outcome_id, entered_by, staff_id, at, money_fen) values (${outcome}, ${me}, ${second}, now(), 100)`
  await tx`insert into case_merges (case_id, into_case, staff_id, at) values (${merged}, ${kept}, ${me}, now())`
}
