import type postgres from 'postgres'
import { CATEGORIES } from '#contract/categories.ts'
import { DISTRICTS } from '#contract/places.ts'

/**
 * Fills a database with tips as they look from outside: random bytes for what is sealed, tokens for what can be found.
 * Everything follows from the seed. Triggers sleep meanwhile, and what they keep is written here.
 */
export type Filling = {
  /** Serials to add: from, to, both inside. */
  from: number
  to: number
  /** The desks by how many tips they get: half of the rest each. */
  desks: readonly string[]
  officers: readonly string[]
  /** Words of a tip, padding included; 0 for tips without words. */
  words: number
  seed: number
  /** Between two tips; three when it is not given. */
  minutesApart?: number
}

/** How long a wrap is, sealed; the list reads fifty of them. */
const WRAP_BYTES = 2683
/** No measured request reads a report, so it is short here and the disk does not fill. */
const REPORT_BYTES = 192
/** Signs and pairs of signs that people write; the rank r is written as often as 1/r. */
export const VOCABULARY = 20_000
/** Identifiers that very many tips name, like the number of a hotline: tip n names one of them with the odds below. */
export const COMMON_IDENTIFIERS = 1000

/** A token is hashint8extended(number, seed of its kind): here, and where the benchmark asks for one. */
export const TOKEN_SEEDS = { word: 1, identifier: 2, band: 3, decoy: 4 } as const

const STAGES = `(array['received','accepted','accepted','verifying','verifying','confirmed','unfounded','unfounded','elsewhere','invalid','spam'])`

export async function fill(owner: postgres.Sql, filling: Filling): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local statement_timeout = 0`
    await tx`set local maintenance_work_mem = '1GB'`
    await tx`set local work_mem = '256MB'`
    await tx`select setseed(${(filling.seed % 1000) / 1000})`
    await tx.unsafe(`alter table tip_wraps alter wrap set storage external`)
    await fillTips(tx, filling)
    await fillAround(tx, filling)
    await fillClocks(tx)
    await fillTokens(tx, filling)
    if (filling.words > 0) await fillWords(tx, filling)
  })
  await owner`vacuum analyze`
}

type Tx = postgres.TransactionSql
const bytes = (count: number): string =>
  `decode(repeat(md5(random()::text || n), ${Math.ceil(count / 16)}) || '00', 'hex')`
const oneOf = (values: readonly string[]): string =>
  `(array['${values.join("','")}'])[1 + floor(random() * ${values.length})::int]`
/** Half of the tips at the first desk, half of the rest at the second …, as the inboxes of a city are. */
const deskOf = (desks: readonly string[]): string =>
  `(array['${desks.join("','")}'])[1 + least(floor(-ln(1 - random()) / ln(2))::int, ${desks.length - 1})]::uuid`

async function fillTips(tx: Tx, { from, to, desks, officers, minutesApart = 3 }: Filling): Promise<void> {
  await tx.unsafe(`
    create temporary table made on commit drop as
    select n, (substr(md5('tip' || n), 1, 8) || '-' || substr(md5('tip' || n), 9, 4) || '-4' || substr(md5('tip' || n), 14, 3) || '-8'
        || substr(md5('tip' || n), 18, 3) || '-' || substr(md5('tip' || n), 21, 12))::uuid as id,
      ${deskOf(desks)} as desk, ${oneOf(CATEGORIES)} as category, ${oneOf(DISTRICTS)} as district,
      timestamptz '2020-01-01' + n * interval '${minutesApart} minutes' as at,
      -- Most old tips have ended; what is open is a part of each year's, larger among the newest.
      case when random() < 0.82 then 'closed' else ${STAGES}[1 + floor(random() * 11)::int] end as stage,
      random() as a, random() as b, random() as c, random() as d, random() as e, random() as f
    from generate_series(${from}, ${to}) n`)
  await tx.unsafe(`
    insert into tips (id, serial, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
    overriding system value
    select id, n, category, district, date_trunc('hour', at), desk, 'r' || n, 'm' || n, decode(md5('l' || n), 'hex'), decode(md5('c' || n), 'hex'),
      ${bytes(REPORT_BYTES)}, decode(md5('k' || n), 'hex') from made`)
  await tx.unsafe(`
    insert into tip_states (tip_id, serial, desk_id, category, district, stage, waiting_for, tipster_seq, unread, priority, assignee_id, follow_up_on,
      like_spam, content_seq, indexed_seq)
    select id, n, desk, category, district, stage,
      case when a < 0.03 then 'desk' when a < 0.07 then 'tipster' else 'nobody' end, 0, stage = 'received' and b < 0.5,
      case when c < 0.004 then 'danger' when c < 0.03 then 'urgent' else 'normal' end,
      case when stage = 'received' or d < 0.1 then null else (array['${officers.join("','")}'])[1 + floor(e * ${officers.length})::int]::uuid end,
      case when f < 0.02 then date '2026-11-01' + floor(b * 60)::int end, stage = 'received' and f > 0.95, 0, 0 from made`)
  await tx.unsafe(`insert into tip_wraps (tip_id, desk_id, wrap) select id, desk, ${bytes(WRAP_BYTES)} from made`)
}

/** Files, mentions, relations and links: what a row of the inbox looks up. */
async function fillAround(tx: Tx, { officers }: Filling): Promise<void> {
  await tx.unsafe(`insert into tip_files (file_id, tip_id, seq, pieces, digest)
    select gen_random_uuid(), id, 0, 1, decode(md5('f' || n), 'hex') from made where a > 0.7`)
  await tx.unsafe(`insert into note_mentions (tip_id, seq, staff_id, seen)
    select id, 0, '${officers[0] ?? ''}', b > 0.001 from made where b < 0.1`)
  await tx.unsafe(`insert into tip_relations (one, other, "as", first_tip, second_tip, staff_id, at)
    select least(one.id, two.id), greatest(one.id, two.id), 'duplicate', one.id, two.id, '${officers[0] ?? ''}', now()
    from made one join made two on two.n = one.n + 1 where one.n % 20 = 0`)
}

/** The clock of a stage for what is open, and two that have ended for everything that was accepted. */
async function fillClocks(tx: Tx): Promise<void> {
  const columns = `tip_id, kind, desk_id, district, started_at, started_seq, working_days, set_seq, counted_from, counted_days,
    due_on, remind_on, lead_on, order_on, provisional, paused_on, remaining, ended_at, ended_seq, ended, in_time, took_days`
  await tx.unsafe(`
    insert into clocks (${columns})
    select id, clock_of_stage(stage), desk, district, at, 1, 5, 1, day, 5, day + 7, day + 6, day + 8, day + 10, false,
      case when a between 0.03 and 0.05 then day + 1 end, case when a between 0.03 and 0.05 then 4 end, null, null, null, null, null
    from (select *, sanya_day(at) as day from made) m where clock_of_stage(stage) is not null`)
  await tx.unsafe(`
    insert into clocks (${columns})
    select id, kind, desk, district, date_trunc('hour', at), 0, days, 1, day, days, day + days + 2, day + days + 1, day + days + 3, day + days + 5,
      false, null, null, at + interval '1 day' * took, 1, 'done', took <= days + 2, took
    from (select *, sanya_day(at) as day, floor(b * 9)::int as took from made) m cross join (values ('accept', 3), ('verify', 5)) k (kind, days)
    where stage <> 'received'`)
}

/** One identifier and a bit in a tip, padded to four; eight bands, a tenth of them shared with tips of the same text. */
async function fillTokens(tx: Tx, { to }: Filling): Promise<void> {
  const [identifier, band, decoy] = [TOKEN_SEEDS.identifier, TOKEN_SEEDS.band, TOKEN_SEEDS.decoy]
  // Of two identifiers in three nobody else tells; the others are shared, few by many tips.
  await tx.unsafe(`
    insert into tip_identifiers (token, serial, tip_id, desk_id)
    select case when place = 0 and a < 0.6 then hashint8extended(floor(${to} * b)::bigint + ${COMMON_IDENTIFIERS}, ${identifier})
        when place < 2 and c < 0.3 then hashint8extended(floor(exp(d * ln(${COMMON_IDENTIFIERS})))::bigint + place * 7919, ${identifier})
        else hashint8extended(n * 8 + place, ${decoy}) end, n, id, desk
    from made cross join generate_series(0, 3) place on conflict do nothing`)
  await tx.unsafe(`
    insert into tip_bands (token, serial, tip_id, desk_id)
    select case when e < 0.1 then hashint8extended(floor(f * ${to} / 200)::bigint * 8 + place, ${band})
      else hashint8extended(n * 8 + place, ${band} + 100) end, n, id, desk
    from made cross join generate_series(0, 7) place on conflict do nothing`)
}

/** By Zipf's law, then decoys up to the padded count. The index is built anew, which is far faster. */
async function fillWords(tx: Tx, { words }: Filling): Promise<void> {
  const [index] = await tx<{ name: string; made: string }[]>`
    select indexname as name, indexdef as made from pg_indexes where indexname = 'tip_words_words'`
  await tx.unsafe(`drop index ${index?.name ?? ''}`)
  const drawn = Math.ceil(words * 0.95)
  await tx.unsafe(`
    insert into tip_words (tip_id, serial, desk_id, words)
    select id, n, desk, w.words || array(select hashint8extended(n * 8192 + k, ${TOKEN_SEEDS.decoy})
        from generate_series(1, greatest(0, ${words} - cardinality(w.words))) k)
    from made cross join lateral (select array_agg(distinct hashint8extended(floor(exp(random() * ln(${VOCABULARY})))::bigint, ${TOKEN_SEEDS.word})) as words
      from generate_series(1, ${drawn}) where n > 0) w`)
  await tx.unsafe(index?.made ?? '')
}
