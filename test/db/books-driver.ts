import type postgres from 'postgres'
import { withoutPayments } from './books-world.ts'

/**
 * Plays histories of the books in the database, each in one call: the triggers of steps, versions, budgets, entries and payables are the
 * real ones. Only what would have to be said of cases and tips is left out, and the log.
 */
export async function installDriver(owner: postgres.Sql): Promise<void> {
  for (const [table, ...triggers] of [
    ['award_steps', 'goes_on', 'entered'],
    ['award_versions', 'proposes', 'proposed', 'entered'],
    ['awards', 'noted'],
    ['budgets', 'noted'],
    ['payables', 'noted'],
    ['journals', 'entered'],
    ['postings', 'entered'],
  ] as const)
    for (const trigger of triggers) await owner.unsafe(`alter table ${table} disable trigger ${trigger}`)
  await owner`alter table awards drop constraint awards_case_id_cases_id_fk, drop constraint awards_tip_id_tips_id_fk`
  await withoutPayments(owner)
  await owner`create table histories (said jsonb not null, ended jsonb)`
  for (const part of DRIVER) await owner.unsafe(part)
}

/** What the database says of a history: how each command ended, and what stands there at the end. */
export type Ended = {
  codes: (string | null)[]
  balances: Record<string, string> | null
  /** Award, version, participant, fen, state, and whether award, payable and books agree. */
  owed: [award: number, version: number, participant: number, fen: number, state: string, agrees: boolean][]
  entries: number
}
export async function played(
  owner: postgres.Sql,
  said: { fund: string; year: number; awards: unknown; commands: unknown },
): Promise<Ended> {
  const [row] = await owner`insert into histories (said) values (${JSON.stringify(said)}::text::jsonb) returning ended`
  return row?.['ended'] as Ended
}

const DRIVER = [
  `create function content_of(fund text, fens jsonb) returns jsonb language sql as $$
    select case fund when 'tips' then jsonb_build_object('fund', fund, 'kind', 'grant', 'assessment', jsonb_build_object('totalFen', fens->>0))
      else jsonb_build_object('fund', fund, 'totalFen', (select sum(f::bigint)::text from jsonb_array_elements_text(fens) f),
        'participants', (select jsonb_agg(jsonb_build_object('fen', f)) from jsonb_array_elements_text(fens) f)) end $$`,
  `create function say(of_award uuid, of_version integer, content jsonb, who uuid, at timestamptz) returns void language sql as $$
    insert into award_versions (award_id, version, content, grounds, proposed_by, proposed_at, digest, signature)
    values (of_award, of_version, content, 'x', who, at, sha256(convert_to(canonical_json(content), 'UTF8')), decode(repeat('00', 64), 'hex')) $$`,
  `create function begin_award(of_fund text, of_year integer, place integer, fens jsonb, who uuid, at timestamptz) returns uuid language plpgsql as $$
    declare made uuid := gen_random_uuid(); said jsonb := content_of(of_fund, fens);
    begin
      insert into awards (id, fund, year, seq, number, case_id, tip_id, desk_id, state, state_since, version, kind, total_fen, needs_second, rules_seq,
        notify_due_on, notify_provisional, proposed_at)
      select made, of_fund, of_year, place, made::text, made, case of_fund when 'tips' then made end, (select id from desks limit 1), 'reviewed', at, 1, 'grant',
        award_total(said), false, (select min(seq) from rule_sets), sanya_day(at), false, at;
      perform say(made, 1, said, who, at);
      return made;
    end $$`,
  `create function play_step(of_award uuid, what text, who uuid, moment timestamptz) returns void language plpgsql as $$
    declare a awards; leads_to text;
    begin
      select * into a from awards where id = of_award;
      leads_to := award_after(a.state, what, 'grant', false);
      perform refuse_unless(leads_to is not null, 'LS020', 'moved');
      update awards set state = leads_to, state_since = moment where id = a.id;
      insert into award_steps (award_id, seq, version, step, staff_id, at, digest, sealed, signature)
      select a.id, (select count(*) from award_steps s where s.award_id = a.id), a.version, what, who, moment, v.digest,
        case when what in ('return', 'withdraw') then 'x'::bytea end, v.signature from award_versions v where v.award_id = a.id and v.version = a.version;
    end $$`,
  `create function play_propose(of_award uuid, fens jsonb, who uuid, moment timestamptz) returns void language plpgsql as $$
    declare a awards; said jsonb;
    begin
      select * into a from awards where id = of_award;
      said := content_of(a.fund, fens);
      perform refuse_unless(award_after(a.state, 'propose', 'grant', false) is not null, 'LS020', 'moved');
      update awards set state = 'proposed', version = a.version + 1, total_fen = award_total(said), granted_at = null, claim_until = null,
        claim_provisional = null where id = a.id;
      perform say(a.id, a.version + 1, said, who, moment);
    end $$`,
  `create function play_pay(of_award uuid, place integer, how text, becomes text, who uuid, moment timestamptz) returns text language plpgsql as $$
    declare p payables; reserved integer;
    begin
      select * into p from payables where award_id = of_award and version = (select version from awards where id = of_award) order by participant limit 1 offset place;
      if not found then return 'nothing'; end if;
      -- As the trigger of claims does; a payment that ends leads back to claimed as well.
      perform refuse_unless(how <> 'claim' or p.state = 'open', 'LS046', 'claimed already');
      perform move_payable(p.id, becomes, moment);
      if how <> 'claim' then
        select count(*) into reserved from journals where payable_id = p.id and kind = 'reserve';
        if how = 'reserve' then reserved := reserved + 1; end if;
        perform post_journal(how, format('%s/%s/%s', how, p.id, reserved), p.fund, p.year, p.fen, who, moment, null, p.award_id, p.id,
          case when how in ('lapse', 'decline') then null else md5(p.id::text || reserved)::uuid end);
      end if;
      return null;
    end $$`,
  `create function play_again(of_fund text, of_year integer, more integer) returns text language plpgsql as $$
    declare j journals;
    begin
      select * into j from journals where fund = of_fund and year = of_year order by xid desc, ctid desc limit 1;
      if not found then return 'nothing'; end if;
      perform post_journal(j.kind, j.key, j.fund, j.year, j.fen + more, null, now(), j.budget_id, j.award_id, j.payable_id, j.payment_id);
      return null;
    end $$`,
  `create function play(c jsonb, of_fund text, of_year integer, ids uuid[], enters uuid, confirms uuid, moment timestamptz) returns text language plpgsql as $$
    declare budget uuid := gen_random_uuid(); award uuid := ids[(c->>'award')::integer + 1];
    begin
      case c->>'do'
        when 'budget' then
          insert into budgets (id, fund, year, fen, document, document_on, proposed_by, proposed_at)
            values (budget, of_fund, of_year, (c->>'fen')::bigint, 'xx', sanya_day(moment), enters, moment);
          update budgets set confirmed_by = confirms, confirmed_at = moment where id = budget;
        when 'step' then perform play_step(award, c->>'step', confirms, moment);
        when 'propose' then perform play_propose(award, c->'fens', enters, moment);
        when 'pay' then return play_pay(award, (c->>'who')::integer, c->>'how', c->>'becomes', confirms, moment);
        when 'again' then return play_again(of_fund, of_year, (c->>'more')::integer);
      end case;
      return null;
    exception when others then return sqlstate;
    end $$`,
  `create function play_history() returns trigger language plpgsql as $$
    declare
      enters uuid := (select min(id::text)::uuid from staff); confirms uuid := (select max(id::text)::uuid from staff);
      of_fund text := new.said->>'fund'; of_year integer := (new.said->>'year')::integer; ids uuid[] := '{}'; codes text[] := '{}'; each jsonb;
      moment timestamptz := '2101-01-15T00:00:00Z';
    begin
      for each in select * from jsonb_array_elements(new.said->'awards') loop
        ids := ids || begin_award(of_fund, of_year, cardinality(ids), each, enters, moment);
      end loop;
      for each in select * from jsonb_array_elements(new.said->'commands') loop
        codes := codes || play(each, of_fund, of_year, ids, enters, confirms, make_timestamptz(of_year, (each->>'month')::integer, 10, 0, 0, 0));
      end loop;
      new.ended := jsonb_build_object('codes', codes,
        'balances', (select jsonb_object_agg(b.account, b.balance::text) from trial_balance(of_fund, of_year, null) b),
        'entries', (select count(*) from journals where fund = of_fund and year = of_year),
        'owed', (select coalesce(jsonb_agg(jsonb_build_array(array_position(ids, p.award_id) - 1, p.version, p.participant, p.fen, p.state, payable_agrees(p.id))
          order by array_position(ids, p.award_id), p.version, p.participant), '[]') from payables p where p.award_id = any (ids)));
      return new;
    end $$`,
  `create trigger plays before insert on histories for each row execute function play_history()`,
]
