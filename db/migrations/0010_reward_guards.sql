-- Rewards by the rules: what an award rests on, who may take which step of it, and what nobody may change afterwards.
-- Whoever steps holds the case, the tip and the award, in this order; so nothing moves between what is checked and what is written.

-- Refuses with a code of ours (`db/sql-states.ts` says which refusal it is).
CREATE FUNCTION refuse_unless(holds boolean, code text, why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF holds IS NOT TRUE THEN
    RAISE EXCEPTION '%', why USING ERRCODE = code;
  END IF;
END $$;
--> statement-breakpoint
-- The canonical form of a JSON value (RFC 8785), as `digestOf` of the contract hashes it. Our keys are ASCII and our numbers whole.
CREATE FUNCTION canonical_json(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'object' THEN '{' || coalesce((SELECT string_agg(to_jsonb(e.key)::text || ':' || canonical_json(e.value), ',' ORDER BY e.key COLLATE "C")
      FROM jsonb_each(value) e), '') || '}'
    WHEN 'array' THEN '[' || coalesce((SELECT string_agg(canonical_json(e.value), ',' ORDER BY e.place)
      FROM jsonb_array_elements(value) WITH ORDINALITY e (value, place)), '') || ']'
    ELSE value::text END;
END $$;
--> statement-breakpoint
CREATE FUNCTION is_digest_of(digest bytea, value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT digest = sha256(convert_to(canonical_json(value), 'UTF8'));
$$;
--> statement-breakpoint
-- The last day of a term. Counting starts the day after; a month ends on the same day, or the last one where there is none such
-- (民法典 201, 202); a last day that is off moves to the next working day (203). Provisional 暂定 as with working days.
CREATE FUNCTION deadline_on(start date, amount integer, unit text, OUT due_on date, OUT provisional boolean)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF unit = 'workday' THEN
    SELECT a.due_on, a.provisional INTO due_on, provisional FROM add_working_days(start, amount) a;
  ELSE
    SELECT a.due_on, a.provisional INTO due_on, provisional
      FROM add_working_days((start + CASE unit WHEN 'day' THEN make_interval(days => amount) ELSE make_interval(months => amount) END)::date, 0) a;
  END IF;
END $$;
--> statement-breakpoint

-- The rule set that holds on a day: the newest approved one that has begun.
CREATE FUNCTION rule_set_on(day date) RETURNS integer LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT seq FROM rule_sets WHERE approved_at IS NOT NULL AND effective_from <= day ORDER BY effective_from DESC LIMIT 1;
$$;
--> statement-breakpoint
-- Who approves a rule set waits for those who step by the ones that hold, and they for them.
CREATE FUNCTION hold_rules() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock_shared(7203); $$;
--> statement-breakpoint
-- A rule set begins after every one that was approved, so that no past is rewritten.
CREATE FUNCTION begins_last(rules rule_sets) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM rule_sets s WHERE s.approved_at IS NOT NULL AND s.seq <> rules.seq AND s.effective_from >= rules.effective_from);
$$;
--> statement-breakpoint
CREATE FUNCTION rules_arrive() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7203);
  PERFORM refuse_unless(is_digest_of(NEW.digest, NEW.document), 'LS035', 'The digest is of other rules');
  PERFORM refuse_unless(begins_last(NEW), 'LS036', 'The rules do not begin last');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON rule_sets FOR EACH ROW EXECUTE FUNCTION rules_arrive();
--> statement-breakpoint
-- Rules are approved or withdrawn, once; what they say never changes.
CREATE FUNCTION rules_only_settle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE settles text[] := ARRAY['approved_by', 'approved_at', 'withdrawn_by', 'withdrawn_at'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.approved_at IS NULL AND OLD.withdrawn_at IS NULL AND to_jsonb(OLD) - settles = to_jsonb(NEW) - settles THEN
    PERFORM pg_advisory_xact_lock(7203);
    PERFORM refuse_unless(NEW.approved_at IS NULL OR begins_last(NEW), 'LS036', 'The rules do not begin last');
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on rule_sets is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON rule_sets FOR EACH ROW EXECUTE FUNCTION rules_only_settle();
--> statement-breakpoint
CREATE TRIGGER final_whole BEFORE TRUNCATE ON rule_sets EXECUTE FUNCTION refuse_any_change();
--> statement-breakpoint

-- A signing key is registered once: what was signed with it stays what that person signed.
CREATE FUNCTION signing_key_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sign_public IS NOT NULL AND NEW.sign_public IS DISTINCT FROM OLD.sign_public THEN
    RAISE EXCEPTION 'The signing key is registered' USING ERRCODE = 'LS001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE ON staff FOR EACH ROW EXECUTE FUNCTION signing_key_is_final();
--> statement-breakpoint

-- What the records say of a case: of it and of those that were merged into it. One step of merging leads to where a case went.
CREATE FUNCTION case_root(of_case uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(merged_into, id) FROM cases WHERE id = of_case;
$$;
--> statement-breakpoint
CREATE FUNCTION cases_of(root uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT id FROM cases WHERE id = root OR merged_into = root;
$$;
--> statement-breakpoint
-- Outcomes that count: confirmed by a second person, neither void nor replaced by a confirmed correction.
CREATE FUNCTION counted_outcomes(of_case uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT o.id FROM outcomes o JOIN outcome_confirmations k ON k.outcome_id = o.id
    WHERE o.case_id IN (SELECT cases_of(case_root(of_case))) AND NOT o.is_void AND NOT is_replaced(o.id);
$$;
--> statement-breakpoint
-- The time of the first action. Of all times that were ever entered the earliest: whoever corrects it to a later one helps no tip
-- that came in between. A time that was entered too early by mistake costs a reward rather than letting one be made up.
CREATE FUNCTION first_action_at(of_case uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT min(happened_at) FROM case_steps WHERE case_id IN (SELECT cases_of(case_root(of_case))) AND step = 'first-action';
$$;
--> statement-breakpoint
CREATE FUNCTION cracked_at(of_case uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.cracked_at FROM cases c WHERE c.id = case_root(of_case);
$$;
--> statement-breakpoint
-- When a tip was accepted, without what was taken back.
CREATE FUNCTION tip_accepted_at(of_tip uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT min(m.at) FROM tip_moves m WHERE m.tip_id = of_tip AND m.move = 'accept'
    AND NOT EXISTS (SELECT FROM tip_moves u WHERE u.tip_id = m.tip_id AND u.undoes = m.seq);
$$;
--> statement-breakpoint
-- Whether a tip stands in the case now, as its origin or as a corroboration.
CREATE FUNCTION is_source_of(of_tip uuid, of_case uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM case_links l WHERE l.tip_id = of_tip AND l.removed_at IS NULL AND l."as" IN ('origin', 'corroboration')
    AND l.case_id IN (SELECT cases_of(case_root(of_case))));
$$;
--> statement-breakpoint
-- Whether an award takes something: it was not sent or taken back, and does not say that nothing is paid.
CREATE FUNCTION is_taking(award awards) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT award.kind = 'grant' AND award.state NOT IN ('returned', 'withdrawn');
$$;
--> statement-breakpoint
-- Whether another tip came first for the lead of this one: officers said that both are the same report, it was accepted earlier, and
-- it stands in the case or is rewarded somewhere. Tips that were sent jointly count as one.
CREATE FUNCTION came_later(of_tip uuid, of_case uuid, joint uuid[]) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH head AS (SELECT coalesce((SELECT first_tip FROM tip_relations WHERE second_tip = of_tip), of_tip) AS tip),
    same AS (SELECT tip FROM head UNION SELECT r.second_tip FROM tip_relations r JOIN head ON r.first_tip = head.tip)
  SELECT EXISTS (
    SELECT FROM same JOIN tips other ON other.id = same.tip JOIN tips mine ON mine.id = of_tip
    WHERE other.id <> of_tip AND other.id <> ALL (joint)
      AND (tip_accepted_at(other.id), other.serial) < (tip_accepted_at(of_tip), mine.serial)
      AND (is_source_of(other.id, of_case) OR EXISTS (SELECT FROM awards a WHERE a.tip_id = other.id AND is_taking(a))));
$$;
--> statement-breakpoint
-- Whether somebody worked on the tip or on the case: then they neither review, approve nor fund. Reading or stepping an award is no
-- work on the tip.
CREATE FUNCTION has_handled(of_case uuid, of_tip uuid, who uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM records WHERE tip_id = of_tip AND staff_id = who AND did NOT LIKE '%-award' AND did <> 'read-trail')
    OR EXISTS (SELECT FROM tip_moves WHERE tip_id = of_tip AND staff_id = who)
    OR EXISTS (SELECT FROM tip_transfers WHERE tip_id = of_tip AND staff_id = who)
    OR EXISTS (SELECT FROM messages WHERE tip_id = of_tip AND staff_id = who)
    OR EXISTS (SELECT FROM tip_notes WHERE tip_id = of_tip AND staff_id = who)
    OR EXISTS (SELECT FROM tip_assignments WHERE tip_id = of_tip AND who IN (staff_id, to_staff))
    OR EXISTS (SELECT FROM tip_intakes WHERE tip_id = of_tip AND staff_id = who)
    OR EXISTS (SELECT FROM cases_of(case_root(of_case)) c (id) WHERE
      EXISTS (SELECT FROM cases WHERE id = c.id AND made_by = who)
      OR EXISTS (SELECT FROM case_officers WHERE case_id = c.id AND staff_id = who)
      OR EXISTS (SELECT FROM case_steps WHERE case_id = c.id AND staff_id = who)
      OR EXISTS (SELECT FROM case_narratives WHERE case_id = c.id AND staff_id = who)
      OR EXISTS (SELECT FROM case_links WHERE case_id = c.id AND who IN (staff_id, removed_by))
      OR EXISTS (SELECT FROM outcomes o LEFT JOIN outcome_confirmations k ON k.outcome_id = o.id
        WHERE o.case_id = c.id AND who IN (o.entered_by, k.staff_id)));
$$;
--> statement-breakpoint

-- `awardAfter` of the contract; a test compares them. Null where the step cannot be taken.
CREATE FUNCTION award_after(state text, step text, kind text, needs_second boolean) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN step = 'propose' THEN CASE WHEN coalesce(state, 'returned') IN ('returned', 'withdrawn', 'granted', 'denied') THEN 'proposed' END
    WHEN step IN ('return', 'withdraw') THEN CASE WHEN state IN ('proposed', 'reviewed', 'approved-once', 'approved')
      THEN CASE step WHEN 'return' THEN 'returned' ELSE 'withdrawn' END END
    WHEN step = 'review' THEN CASE state WHEN 'proposed' THEN 'reviewed' END
    WHEN step = 'approve' AND state = 'reviewed' AND needs_second THEN 'approved-once'
    WHEN step = 'approve' AND state = 'reviewed' OR step = 'approve-second' AND state = 'approved-once'
      THEN CASE kind WHEN 'deny' THEN 'denied' ELSE 'approved' END
    WHEN step = 'fund' AND state = 'approved' THEN 'granted' END;
$$;
--> statement-breakpoint

-- What a version says, as columns of its award.
CREATE FUNCTION award_total(content jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE content->>'fund' WHEN 'tips' THEN content#>>'{assessment,totalFen}' ELSE content->>'totalFen' END::bigint;
$$;
--> statement-breakpoint
CREATE FUNCTION award_kind(content jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE content->>'fund' WHEN 'tips' THEN content->>'kind' ELSE 'grant' END;
$$;
--> statement-breakpoint
CREATE FUNCTION joint_tips(content jsonb) RETURNS uuid[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(j::uuid), '{}') FROM jsonb_array_elements_text(content->'joint') j;
$$;
--> statement-breakpoint
-- What stands for the people who get something.
CREATE FUNCTION payees_of(content jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_array_elements_text(content->'payees')
  UNION ALL SELECT jsonb_array_elements_text(p->'payees') FROM jsonb_array_elements(content->'participants') p;
$$;
--> statement-breakpoint
-- Whether rows less what is taken away are the total, within what the rules allow for one report.
CREATE FUNCTION tip_award_adds_up(content jsonb, rules rule_sets) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT award_total(content) = coalesce((SELECT sum(CASE l->>'kind' WHEN 'row' THEN 1 ELSE -1 END * (l->>'fen')::bigint)
      FROM jsonb_array_elements(content#>'{assessment,lines}') l), 0)
    AND content#>>'{assessment,rules}' = rules.code
    AND CASE content->>'kind' WHEN 'grant' THEN award_total(content) > 0 AND content->>'denial' IS NULL
      ELSE award_total(content) = 0 AND content->>'denial' IS NOT NULL END
    AND coalesce(award_total(content) <= (rules.document#>>'{caps,report,fen}')::bigint, true);
$$;
--> statement-breakpoint
-- Whether what those who took part get adds up, and each sum is one that the tariff allows; without a tariff it is a person's.
CREATE FUNCTION strike_award_adds_up(content jsonb, rules rule_sets) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT award_total(content) = sum((p->>'fen')::bigint) AND bool_and((p->>'fen')::bigint > 0 AND CASE
      WHEN jsonb_array_length(rules.document->'strikeRows') = 0 THEN p->>'row' IS NULL
      ELSE EXISTS (SELECT FROM jsonb_array_elements(rules.document->'strikeRows') r WHERE r->>'id' = p->>'row'
        AND r->>'for' IN ('either', CASE p->>'kind' WHEN 'unit' THEN 'unit' ELSE 'person' END)
        AND coalesce((p->>'fen')::bigint >= (r->>'minFen')::bigint, true) AND coalesce((p->>'fen')::bigint <= (r->>'maxFen')::bigint, true)) END)
  FROM jsonb_array_elements(content->'participants') p;
$$;
--> statement-breakpoint
-- `reporterNumber` of the contract: the reporter as officials name them.
CREATE FUNCTION reporter_number(claim_public bytea) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT substr(n, 1, 4) || '-' || substr(n, 5) FROM
    (SELECT lpad(mod(('x' || substr(h, 1, 8))::bit(32)::bigint * 4294967296::numeric + ('x' || substr(h, 9, 8))::bit(32)::bigint, 100000000)::text, 8, '0') AS n
      FROM encode(sha256(convert_to('lushao/reporter/v1', 'UTF8') || claim_public), 'hex') h) numbered;
$$;
--> statement-breakpoint
-- A version says what it is about, and is what its digest says; its sealed reasons are those that it names.
CREATE FUNCTION version_is_whole(said award_versions) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT is_digest_of(said.digest, said.content)
    AND said.content->>'award' = said.award_id::text AND (said.content->>'version')::integer = said.version
    AND said.content->>'groundsSha256' = encode(sha256(said.grounds), 'hex')
    AND (said.content->>'desk')::uuid = (SELECT c.desk_id FROM cases c WHERE c.id = (said.content->>'case')::uuid)
    AND CASE said.content->>'fund'
      WHEN 'tips' THEN tip_award_adds_up(said.content, r)
        AND said.content->>'reporter' = (SELECT reporter_number(t.claim_public) FROM tips t WHERE t.id = (said.content->>'tip')::uuid)
      WHEN 'strikes' THEN strike_award_adds_up(said.content, r) END
  FROM rule_sets r WHERE r.seq = (said.content->>'rules')::integer;
$$;
--> statement-breakpoint

-- Holds the case that a case is part of: no outcome, no time and no link comes in between, and no other award.
CREATE FUNCTION hold_case(of_case uuid) RETURNS uuid LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE root uuid;
BEGIN
  SELECT id INTO root FROM cases WHERE id = case_root(of_case) FOR NO KEY UPDATE;
  RETURN root;
END $$;
--> statement-breakpoint
-- Holds where a tip stands: no move of it is taken back meanwhile.
CREATE FUNCTION hold_tip(of_tip uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM tip_states WHERE tip_id = of_tip FOR SHARE;
END $$;
--> statement-breakpoint
-- A second person's word makes an outcome count: it waits for whoever steps an award of the case.
CREATE FUNCTION confirmation_holds_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM cases WHERE id = (SELECT case_root(o.case_id) FROM outcomes o WHERE o.id = NEW.outcome_id) FOR SHARE;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER holds_case BEFORE INSERT ON outcome_confirmations FOR EACH ROW EXECUTE FUNCTION confirmation_holds_case();
--> statement-breakpoint
-- An award stays with the case that it was proposed for.
CREATE FUNCTION case_keeps_awards() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(NOT EXISTS (SELECT FROM awards WHERE case_id = NEW.id), 'LS037', 'The case has awards');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keeps_awards BEFORE UPDATE OF merged_into ON cases FOR EACH ROW
  WHEN (NEW.merged_into IS DISTINCT FROM OLD.merged_into) EXECUTE FUNCTION case_keeps_awards();
--> statement-breakpoint

-- The day whose rules hold: of a tip that on which it was accepted, for those who took part that on which the case was cracked.
CREATE FUNCTION award_rules_on(content jsonb) RETURNS integer LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT rule_set_on(sanya_day(CASE content->>'fund' WHEN 'tips' THEN tip_accepted_at((content->>'tip')::uuid) ELSE cracked_at((content->>'case')::uuid) END));
$$;
--> statement-breakpoint
-- Whether the findings are the outcomes that count now, all of them, and say what those say.
CREATE FUNCTION findings_hold(content jsonb) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT FROM jsonb_array_elements(content#>'{facts,findings}') f
    FULL JOIN (SELECT * FROM outcomes WHERE id IN (SELECT counted_outcomes((content->>'case')::uuid))) o ON o.id = (f->>'id')::uuid
    WHERE (o.id::text, o.kind, o.substance, o.weight, o.unit, o.count, o.measure, o.money_fen) IS DISTINCT FROM
      (f->>'id', f->>'kind', f->>'substance', (f->>'weight')::numeric, f->>'unit', (f->>'count')::integer, f->>'measure', (f->>'moneyFen')::bigint));
$$;
--> statement-breakpoint
-- The conditions of a reward: each answered once; a grant needs all, a denial one that is not met or a reason that the records bear out.
CREATE FUNCTION conditions_hold(content jsonb) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT array_agg(c->>'condition' ORDER BY c->>'condition' COLLATE "C") = '{concrete,jurisdiction,not-excluded,unknown-before,verified}'
      FROM jsonb_array_elements(content->'conditions') c)
    AND CASE coalesce(content->>'denial', 'grant')
      WHEN 'grant' THEN NOT content->'conditions' @> '[{"met": false}]'
      WHEN 'condition' THEN content->'conditions' @> '[{"met": false}]'
      WHEN 'accepted-too-late' THEN tip_accepted_at((content->>'tip')::uuid) >= first_action_at((content->>'case')::uuid)
      WHEN 'not-first' THEN came_later((content->>'tip')::uuid, (content->>'case')::uuid, joint_tips(content))
      ELSE content->>'denial' = 'nothing-in-the-rules' END;
$$;
--> statement-breakpoint
-- What other awards of the case, or of the fund in the year, take already.
CREATE FUNCTION taken_of_case(of_case uuid, but uuid) RETURNS TABLE (fen bigint, share bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(a.total_fen), 0)::bigint, coalesce(sum(a.share), 0) FROM awards a
    WHERE a.fund = 'tips' AND a.case_id IN (SELECT cases_of(case_root(of_case))) AND a.id <> but AND is_taking(a);
$$;
--> statement-breakpoint
CREATE FUNCTION taken_of_year(of_year integer, but uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(a.total_fen), 0)::bigint FROM awards a WHERE a.fund = 'tips' AND a.year = of_year AND a.id <> but AND is_taking(a);
$$;
--> statement-breakpoint
-- Nobody gets a reward for a tip and one for taking part in the same case, and nobody stands twice among those who took part.
CREATE FUNCTION insist_on_each_once(said award_versions) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c jsonb := said.content;
BEGIN
  PERFORM refuse_unless(award_kind(c) = 'deny' OR NOT EXISTS (
      SELECT FROM awards a JOIN award_versions v ON v.award_id = a.id AND v.version = a.version, payees_of(v.content) theirs
      WHERE a.case_id IN (SELECT cases_of(case_root((c->>'case')::uuid))) AND a.fund <> c->>'fund' AND is_taking(a)
        AND theirs IN (SELECT payees_of(c))), 'LS033', 'Somebody gets both rewards');
  PERFORM refuse_unless(c->>'fund' = 'tips' OR NOT EXISTS (SELECT FROM payees_of(c) p GROUP BY p HAVING count(*) > 1), 'LS033', 'Somebody is named twice');
END $$;
--> statement-breakpoint
-- A tip is rewarded once for a case, alone or jointly; and those who took part once.
CREATE FUNCTION insist_on_one_award(said award_versions) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c jsonb := said.content; mine uuid[] := (c->>'tip')::uuid || joint_tips(said.content);
BEGIN
  PERFORM refuse_unless(NOT EXISTS (
      SELECT FROM awards a WHERE a.case_id IN (SELECT cases_of(case_root((c->>'case')::uuid))) AND a.id <> said.award_id AND a.fund = c->>'fund'
        AND CASE a.fund WHEN 'strikes' THEN true ELSE
          a.tip_id = (c->>'tip')::uuid OR is_taking(a) AND (a.tip_id = ANY (mine)
            OR EXISTS (SELECT FROM award_joint_tips j WHERE j.award_id = a.id AND j.version = a.version AND j.tip_id = ANY (mine))) END),
    'LS032', 'There is an award already');
END $$;
--> statement-breakpoint
-- What is true of every award for a tip, whatever it says: the case is cracked, the tip stands in it, the facts are as they are.
CREATE FUNCTION insist_on_tip(said award_versions) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  c jsonb := said.content;
  of_case uuid := (c->>'case')::uuid;
  of_tip uuid := (c->>'tip')::uuid;
BEGIN
  PERFORM refuse_unless(first_action_at(of_case) IS NOT NULL, 'LS026', 'The case has no first action');
  PERFORM refuse_unless((SELECT bool_and(is_source_of(t, of_case)) FROM unnest(of_tip || joint_tips(c)) t) AND of_tip <> ALL (joint_tips(c)),
    'LS027', 'The tip does not stand in the case');
  PERFORM refuse_unless(tip_accepted_at(of_tip) IS NOT NULL, 'LS025', 'The tip was not accepted');
  PERFORM refuse_unless(findings_hold(c), 'LS023', 'The outcomes are other ones');
  PERFORM refuse_unless(conditions_hold(c), 'LS030', 'The conditions do not bear it out');
END $$;
--> statement-breakpoint
-- What a grant needs besides: the tip came before the first action and before others, nothing is open, and there is enough for it.
CREATE FUNCTION insist_on_grant(said award_versions, of_year integer) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  c jsonb := said.content;
  of_case uuid := (c->>'case')::uuid;
  of_tip uuid := (c->>'tip')::uuid;
  caps jsonb := (SELECT r.document->'caps' FROM rule_sets r WHERE r.seq = (c->>'rules')::integer);
  taken record;
BEGIN
  PERFORM refuse_unless(tip_accepted_at(of_tip) < first_action_at(of_case), 'LS025', 'The tip was accepted too late');
  PERFORM refuse_unless(c#>>'{facts,place}' = 'later' OR NOT came_later(of_tip, of_case, joint_tips(c)), 'LS029', 'Another tip came first');
  PERFORM refuse_unless(jsonb_array_length(c#>'{assessment,open}') = 0, 'LS031', 'Something is left to people');
  SELECT * INTO taken FROM taken_of_case(of_case, said.award_id);
  PERFORM refuse_unless(taken.share + (c#>>'{facts,share}')::integer <= 10000, 'LS028', 'The shares are more than the whole');
  PERFORM refuse_unless(coalesce(taken.fen + award_total(c) <= (caps#>>'{case,fen}')::bigint, true), 'LS035', 'The case gets more than it may');
  IF caps->'year' <> 'null' THEN
    PERFORM FROM award_counters WHERE fund = 'tips' AND year = of_year FOR UPDATE;
    PERFORM refuse_unless(taken_of_year(of_year, said.award_id) + award_total(c) <= (caps#>>'{year,fen}')::bigint, 'LS034', 'The fund does not suffice');
  END IF;
END $$;
--> statement-breakpoint
-- Everything that the records have to bear out, when a version is proposed and again at each step towards the money.
CREATE FUNCTION insist_on_records(said award_versions, of_year integer) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(cracked_at((said.content->>'case')::uuid) IS NOT NULL, 'LS026', 'The case is not cracked');
  IF said.content->>'fund' = 'tips' THEN
    PERFORM insist_on_tip(said);
    IF award_kind(said.content) = 'grant' THEN PERFORM insist_on_grant(said, of_year); END IF;
  END IF;
  PERFORM refuse_unless(award_rules_on(said.content) = (said.content->>'rules')::integer, 'LS024', 'Other rules hold');
  PERFORM insist_on_one_award(said);
  PERFORM insist_on_each_once(said);
END $$;
--> statement-breakpoint

-- The next number of a fund and year: its row is held, so that none is left out or given twice.
CREATE FUNCTION next_award_seq(of_fund text, of_year integer) RETURNS integer LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO award_counters AS k (fund, year, last) VALUES (of_fund, of_year, 1)
    ON CONFLICT (fund, year) DO UPDATE SET last = k.last + 1 RETURNING k.last;
$$;
--> statement-breakpoint
-- Makes the award of a first version, without what the version says.
CREATE FUNCTION new_award(said award_versions) RETURNS awards LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE made awards;
BEGIN
  made.id := said.award_id;
  made.fund := said.content->>'fund';
  made.year := extract(year FROM sanya_day(said.proposed_at));
  made.seq := next_award_seq(made.fund, made.year);
  made.number := format('%s-%s-%s', CASE made.fund WHEN 'tips' THEN 'JL' ELSE 'DJ' END, made.year, lpad(made.seq::text, greatest(4, length(made.seq::text)), '0'));
  made.case_id := (said.content->>'case')::uuid;
  made.tip_id := (said.content->>'tip')::uuid;
  made.desk_id := (said.content->>'desk')::uuid;
  RETURN made;
END $$;
--> statement-breakpoint
-- What an award becomes by a version. Until when the reporter is to be told counts from the day on which the case was cracked.
CREATE FUNCTION award_by_version(held awards, said award_versions) RETURNS awards LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c jsonb := said.content; rules jsonb := (SELECT r.document FROM rule_sets r WHERE r.seq = (c->>'rules')::integer);
BEGIN
  held.state := 'proposed';
  held.state_since := said.proposed_at;
  held.proposed_at := said.proposed_at;
  held.version := said.version;
  held.kind := award_kind(c);
  held.denial := c->>'denial';
  held.total_fen := award_total(c);
  held.share := CASE held.kind WHEN 'grant' THEN (c#>>'{facts,share}')::integer END;
  held.place := c#>>'{facts,place}';
  held.needs_second := coalesce(held.total_fen > (rules#>>'{secondApproval,fen}')::bigint, false);
  held.rules_seq := (c->>'rules')::integer;
  SELECT d.due_on, d.provisional INTO held.notify_due_on, held.notify_provisional
    FROM deadline_on(sanya_day(cracked_at(held.case_id)), (rules#>>'{notify,count}')::integer, rules#>>'{notify,unit}') d;
  held.granted_at := NULL;
  held.claim_until := NULL;
  held.claim_provisional := NULL;
  RETURN held;
END $$;
--> statement-breakpoint
-- A version is a proposal: it makes the award, or begins it again where it was sent or taken back or has ended.
CREATE FUNCTION version_proposes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held awards; is_new boolean;
BEGIN
  PERFORM hold_rules();
  PERFORM hold_calendar();
  PERFORM pg_advisory_xact_lock_shared(hashtext('tip_relations'));
  PERFORM refuse_unless(hold_case((NEW.content->>'case')::uuid) = (NEW.content->>'case')::uuid, 'LS007', 'The case was merged');
  PERFORM hold_tip((NEW.content->>'tip')::uuid);
  SELECT * INTO held FROM awards WHERE id = NEW.award_id FOR UPDATE;
  is_new := NOT FOUND;
  PERFORM refuse_unless(NEW.version = coalesce(held.version, 0) + 1 AND award_after(held.state, 'propose', held.kind, held.needs_second) IS NOT NULL
    AND (is_new OR (held.fund, held.case_id, held.tip_id) IS NOT DISTINCT FROM
      (NEW.content->>'fund', (NEW.content->>'case')::uuid, (NEW.content->>'tip')::uuid)), 'LS020', 'The award has moved');
  PERFORM refuse_unless(version_is_whole(NEW), 'LS035', 'The version does not add up');
  PERFORM insist_on_records(NEW, coalesce(held.year, extract(year FROM sanya_day(NEW.proposed_at))::integer));
  IF is_new THEN held := new_award(NEW); END IF;
  held := award_by_version(held, NEW);
  IF is_new THEN
    INSERT INTO awards SELECT held.*;
  ELSE
    UPDATE awards SET (state, state_since, proposed_at, version, kind, denial, total_fen, share, place, needs_second, rules_seq, notify_due_on,
        notify_provisional, granted_at, claim_until, claim_provisional)
      = (held.state, held.state_since, held.proposed_at, held.version, held.kind, held.denial, held.total_fen, held.share, held.place,
        held.needs_second, held.rules_seq, held.notify_due_on, held.notify_provisional, held.granted_at, held.claim_until, held.claim_provisional)
      WHERE id = held.id;
  END IF;
  PERFORM take_hand(NEW.award_id, NEW.proposed_by, 'propose');
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What a version rests on, for the keys of other tables.
CREATE FUNCTION version_proposed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO award_outcomes (award_id, version, outcome_id)
    SELECT NEW.award_id, NEW.version, (f->>'id')::uuid FROM jsonb_array_elements(NEW.content#>'{facts,findings}') f;
  INSERT INTO award_joint_tips (award_id, version, tip_id) SELECT NEW.award_id, NEW.version, t FROM unnest(joint_tips(NEW.content)) t;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Nobody takes two different steps of one award, in whichever of its versions. The same one again is fine.
CREATE FUNCTION take_hand(of_award uuid, who uuid, what text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO award_hands (award_id, staff_id, step) VALUES (of_award, who, what) ON CONFLICT DO NOTHING;
  PERFORM refuse_unless((SELECT h.step = what FROM award_hands h WHERE h.award_id = of_award AND h.staff_id = who), 'LS021', 'Nobody takes two steps of an award');
END $$;
--> statement-breakpoint
CREATE TRIGGER proposes BEFORE INSERT ON award_versions FOR EACH ROW EXECUTE FUNCTION version_proposes();
--> statement-breakpoint
CREATE TRIGGER proposed AFTER INSERT ON award_versions FOR EACH ROW EXECUTE FUNCTION version_proposed();
--> statement-breakpoint

-- A step goes on from where the award stands, on the version and digest that stand there, by somebody who had no other hand in it and
-- worked neither on the tip nor on the case; and the records still bear it out. Sending and taking back only needs its turn.
CREATE FUNCTION award_goes_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held awards; said award_versions; leads_to text;
BEGIN
  PERFORM hold_rules();
  PERFORM hold_calendar();
  PERFORM pg_advisory_xact_lock_shared(hashtext('tip_relations'));
  PERFORM hold_case(a.case_id), hold_tip(a.tip_id) FROM awards a WHERE a.id = NEW.award_id;
  SELECT * INTO held FROM awards WHERE id = NEW.award_id FOR UPDATE;
  SELECT * INTO said FROM award_versions v WHERE v.award_id = held.id AND v.version = held.version;
  leads_to := award_after(held.state, NEW.step, held.kind, held.needs_second);
  PERFORM refuse_unless(leads_to IS NOT NULL AND NEW.version = held.version AND NEW.digest = said.digest
    AND NEW.seq = held.version + (SELECT count(*) FROM award_steps s WHERE s.award_id = held.id), 'LS020', 'The award has moved');
  IF NEW.step NOT IN ('return', 'withdraw') THEN
    PERFORM take_hand(held.id, NEW.staff_id, NEW.step);
    PERFORM refuse_unless(NOT EXISTS (SELECT FROM unnest(held.tip_id || joint_tips(said.content)) t WHERE has_handled(held.case_id, t, NEW.staff_id))
      AND NOT coalesce(said.content->'participants' @> jsonb_build_array(jsonb_build_object('staff', NEW.staff_id)), false),
      'LS022', 'Whoever worked on it does not decide about it');
    PERFORM insist_on_records(said, held.year);
  END IF;
  UPDATE awards SET state = leads_to, state_since = NEW.at WHERE id = held.id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER goes_on BEFORE INSERT ON award_steps FOR EACH ROW EXECUTE FUNCTION award_goes_on();
--> statement-breakpoint

-- The term of claiming runs from the day on which the award was granted.
CREATE FUNCTION claim_term(of_rules integer, granted timestamptz) RETURNS TABLE (due_on date, provisional boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT d.due_on, d.provisional FROM rule_sets r,
      deadline_on(sanya_day(granted), (r.document#>>'{claimWithin,count}')::integer, r.document#>>'{claimWithin,unit}') d
    WHERE r.seq = of_rules;
$$;
--> statement-breakpoint
-- An award only follows from what is proposed and stepped; its number and what it is about never change.
CREATE FUNCTION award_only_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR pg_trigger_depth() < 2 OR (OLD.id, OLD.fund, OLD.year, OLD.seq, OLD.number, OLD.case_id, OLD.tip_id, OLD.desk_id)
      IS DISTINCT FROM (NEW.id, NEW.fund, NEW.year, NEW.seq, NEW.number, NEW.case_id, NEW.tip_id, NEW.desk_id) THEN
    RAISE EXCEPTION '% on awards is not allowed', TG_OP USING ERRCODE = 'LS001';
  END IF;
  IF NEW.state = 'granted' AND OLD.state <> 'granted' THEN
    NEW.granted_at := NEW.state_since;
    SELECT t.due_on, t.provisional INTO NEW.claim_until, NEW.claim_provisional FROM claim_term(NEW.rules_seq, NEW.granted_at) t;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON awards FOR EACH ROW EXECUTE FUNCTION award_only_follows();
--> statement-breakpoint
CREATE TRIGGER final_whole BEFORE TRUNCATE ON awards EXECUTE FUNCTION refuse_any_change();
--> statement-breakpoint
-- A published calendar counts again what was provisional.
CREATE FUNCTION recount_awards() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE awards a SET notify_due_on = d.due_on, notify_provisional = d.provisional
    FROM rule_sets r, cases c, deadline_on(sanya_day(c.cracked_at), (r.document#>>'{notify,count}')::integer, r.document#>>'{notify,unit}') d
    WHERE a.notify_provisional AND r.seq = a.rules_seq AND c.id = case_root(a.case_id) AND c.cracked_at IS NOT NULL
      AND (a.notify_due_on, a.notify_provisional) IS DISTINCT FROM (d.due_on, d.provisional);
  UPDATE awards a SET claim_until = t.due_on, claim_provisional = t.provisional FROM awards b, claim_term(b.rules_seq, b.granted_at) t
    WHERE a.id = b.id AND b.claim_provisional AND (a.claim_until, a.claim_provisional) IS DISTINCT FROM (t.due_on, t.provisional);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- After `published`, which keeps the days that this counts by.
CREATE TRIGGER recounted_awards AFTER INSERT ON calendar_years FOR EACH ROW EXECUTE FUNCTION recount_awards();
--> statement-breakpoint

-- What is final, and what the log answers for.
DO $$
DECLARE
  entered text[];
BEGIN
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['award_versions', 'award_id, version'], ['award_steps', 'award_id, seq'], ['award_hands', 'award_id, staff_id']] LOOP
    EXECUTE format('CREATE TRIGGER entered AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION enter_in_log(%s)', entered[1], entered[2]);
  END LOOP;
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['awards', 'id'], ['rule_sets', 'seq'], ['rule_set_drafts', 'id'],
    ['award_outcomes', 'award_id, version, outcome_id'], ['award_joint_tips', 'award_id, version, tip_id']] LOOP
    EXECUTE format('CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_change(%s)', entered[1], entered[2]);
  END LOOP;
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['award_versions'], ['award_steps'], ['award_hands'], ['award_outcomes'], ['award_joint_tips']] LOOP
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_any_change()', entered[1]);
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_any_change()', entered[1]);
  END LOOP;
END $$;
--> statement-breakpoint

-- Whether a tip without an award will get an assessment: it was found true, and a case that it led to is cracked.
CREATE FUNCTION awaits_assessment(of_tip uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM tip_moves m WHERE m.tip_id = of_tip AND m.move = 'confirm'
      AND NOT EXISTS (SELECT FROM tip_moves u WHERE u.tip_id = m.tip_id AND u.undoes = m.seq))
    AND EXISTS (SELECT FROM tip_states s WHERE s.tip_id = of_tip AND s.stage IN ('confirmed', 'closed'))
    AND EXISTS (SELECT FROM case_links l WHERE l.tip_id = of_tip AND l.removed_at IS NULL AND l."as" IN ('origin', 'corroboration')
      AND cracked_at(l.case_id) IS NOT NULL);
$$;
--> statement-breakpoint
-- Lines of an assessment without anything that names an outcome.
CREATE FUNCTION lines_for_tipster(lines jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg(l - '{key,row,parts,elsewhere,source,certainty}'::text[]
    || CASE WHEN l ? 'parts' THEN jsonb_build_object('parts', (SELECT coalesce(jsonb_agg(p - '{finding,declared}'::text[]), '[]') FROM jsonb_array_elements(l->'parts') p))
      ELSE '{}' END ORDER BY place), '[]')
  FROM jsonb_array_elements(lines) WITH ORDINALITY AS all_lines (l, place);
$$;
--> statement-breakpoint
-- What the tipster may see of an award: that it is assessed; once it is approved or denied what it says; days, never times, and nobody.
CREATE FUNCTION award_for_tipster(a awards, is_joint boolean) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('state', CASE WHEN is_said THEN a.state ELSE 'assessing' END, 'isJoint', is_joint,
    'since', sanya_day(CASE WHEN is_said THEN a.state_since ELSE a.proposed_at END),
    'rules', r.code, 'isOfficial', (r.document->>'isOfficial')::boolean, 'claim', r.document->>'claim',
    'notifyDueOn', a.notify_due_on, 'notifyProvisional', a.notify_provisional,
    'claimUntil', a.claim_until, 'claimProvisional', a.claim_provisional,
    'totalFen', CASE WHEN is_said AND a.kind = 'grant' THEN a.total_fen::text END,
    'denial', CASE WHEN is_said THEN a.denial END,
    'unmet', CASE WHEN is_said AND a.denial = 'condition' THEN
      (SELECT coalesce(jsonb_agg(c->>'condition'), '[]') FROM jsonb_array_elements(v.content->'conditions') c WHERE c->>'met' = 'false') ELSE '[]' END,
    'lines', CASE WHEN is_said AND a.kind = 'grant' THEN lines_for_tipster(v.content#>'{assessment,lines}') ELSE '[]' END)
  FROM award_versions v, rule_sets r, (SELECT a.state IN ('approved', 'granted', 'denied') AS is_said) said
  WHERE v.award_id = a.id AND v.version = a.version AND r.seq = a.rules_seq;
$$;
--> statement-breakpoint
-- The awards of a tip, its own and those that it has jointly; or that one will be assessed.
CREATE FUNCTION awards_of_tip(of_tip uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH mine AS (
    SELECT a.year, a.seq, award_for_tipster(a, a.tip_id <> of_tip) AS said FROM awards a
    WHERE a.state <> 'withdrawn' AND a.id IN (SELECT id FROM awards WHERE tip_id = of_tip
      UNION SELECT j.award_id FROM award_joint_tips j JOIN awards b ON b.id = j.award_id AND b.version = j.version WHERE j.tip_id = of_tip)
    ORDER BY a.year DESC, a.seq DESC LIMIT 5)
  SELECT coalesce((SELECT jsonb_agg(said ORDER BY year DESC, seq DESC) FROM mine),
    CASE WHEN awaits_assessment(of_tip) THEN '[{"state": "assessing", "isJoint": false, "since": null, "rules": null, "isOfficial": null, "claim": null,
      "notifyDueOn": null, "notifyProvisional": null, "claimUntil": null, "claimProvisional": null, "totalFen": null, "denial": null, "unmet": [],
      "lines": []}]'::jsonb ELSE '[]' END);
$$;
--> statement-breakpoint
-- The mailbox, with what became of a reward.
CREATE OR REPLACE FUNCTION read_mailbox(hash bytea, before integer, most integer)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET TimeZone = 'UTC' SET bytea_output = 'hex' AS $$
  SELECT jsonb_build_object(
    'tip', t.id,
    'commitment', encode(t.commitment, 'hex'),
    'tipRecipient', t.tip_recipient,
    'category', t.category,
    'entered', (SELECT jsonb_build_object('index', l.idx, 'saltB64', encode(l.salt, 'base64'), 'hour', extract(epoch FROM t.received_at)::bigint,
        'columnsB64', encode(log_columns_digest('tips', to_jsonb(t)), 'base64'),
        'reportHashB64', encode(sha256(t.report), 'base64'),
        'fileDigestsB64', (SELECT coalesce(jsonb_agg(encode(f.digest, 'base64') ORDER BY f.seq), '[]') FROM tip_files f WHERE f.tip_id = t.id))
      FROM log_leaves l WHERE l.source = 'tips' AND l.record = t.id::text AND l.idx IS NOT NULL),
    'stages', (SELECT jsonb_agg(jsonb_build_object('stage', m.to_stage, 'at', date_trunc('hour', m.at)) ORDER BY m.seq)
               FROM tip_moves m WHERE m.tip_id = t.id AND m.move IS DISTINCT FROM 'undo'
                 AND NOT EXISTS (SELECT FROM tip_moves u WHERE u.tip_id = m.tip_id AND u.undoes = m.seq)),
    'awards', awards_of_tip(t.id),
    'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', n.seq, 'id', n.id, 'from', n.sender, 'isQuestion', n.is_question,
                   'at', date_trunc('hour', n.at),
                   'sealedB64', CASE n.sender WHEN 'desk' THEN translate(encode(n.sealed, 'base64'), E'\n', '') END) ORDER BY n.seq DESC), '[]')
                 FROM (SELECT * FROM messages WHERE tip_id = t.id AND seq < coalesce(before, 1000000) ORDER BY seq DESC LIMIT most) n),
    'nextMessageSeq', (SELECT coalesce(max(seq) + 1, 0) FROM messages WHERE tip_id = t.id),
    'nextFileSeq', (SELECT coalesce(max(seq) + 1, 0) FROM tip_files WHERE tip_id = t.id))
  FROM tips t WHERE t.lookup_hash = hash;
$$;
--> statement-breakpoint
-- Rule sets that were approved: what was in force, is, and will be. Nothing about persons.
CREATE VIEW published_rule_sets AS
  SELECT seq, code, effective_from, document, digest FROM rule_sets WHERE approved_at IS NOT NULL;
--> statement-breakpoint

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT ON published_rule_sets TO lushao_public, lushao_office;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deadline_on(date, integer, text), rule_set_on(date), case_root(uuid), cases_of(uuid), counted_outcomes(uuid), first_action_at(uuid),
  cracked_at(uuid), tip_accepted_at(uuid), is_source_of(uuid, uuid), is_taking(awards), came_later(uuid, uuid, uuid[]), has_handled(uuid, uuid, uuid),
  award_after(text, text, text, boolean), taken_of_case(uuid, uuid), taken_of_year(integer, uuid), award_rules_on(jsonb) TO lushao_office;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deadline_on(date, integer, text), rule_set_on(date) TO lushao_auditor;
--> statement-breakpoint

-- The office process: an award comes about by versions and steps alone.
GRANT SELECT ON rule_sets, rule_set_drafts, awards, award_versions, award_outcomes, award_joint_tips, award_steps, award_hands, award_reminders
  TO lushao_office;
--> statement-breakpoint
GRANT INSERT ON award_versions, award_steps, award_reminders, rule_set_drafts TO lushao_office;
--> statement-breakpoint
GRANT INSERT (code, document, digest, effective_from, reason, proposed_by, proposed_at) ON rule_sets TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (approved_by, approved_at, withdrawn_by, withdrawn_at) ON rule_sets TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (code, document, version, saved_by, saved_at) ON rule_set_drafts TO lushao_office;
--> statement-breakpoint
GRANT DELETE ON rule_set_drafts TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (sign_public) ON staff TO lushao_office;
--> statement-breakpoint

-- The auditor's room: everything but what is sealed and what stands for people.
GRANT SELECT ON rule_sets, rule_set_drafts, awards, award_outcomes, award_joint_tips, award_hands, award_reminders TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (award_id, version, content, digest, proposed_by, proposed_at, signature) ON award_versions TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (award_id, seq, version, step, staff_id, at, digest, signature) ON award_steps TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (sign_public) ON staff TO lushao_auditor;
