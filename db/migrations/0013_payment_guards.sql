-- Claims and payments: what only the reporter can sign, and what is paid once, by two people, as it was signed.
-- Whoever moves money waits for whoever else does (7204); then holds the batch, the cases, the awards and what is owed, in this order and
-- each by its identifier, before the first entry in the books. So nothing moves between what is checked and what is written, and nobody
-- waits in a circle.

CREATE FUNCTION hold_money() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(7204); $$;
--> statement-breakpoint
-- Holds what is owed, and its awards against a new version and another term.
CREATE FUNCTION hold_payables(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM awards WHERE id IN (SELECT p.award_id FROM payables p WHERE p.id = ANY (ids)) ORDER BY id FOR SHARE;
  PERFORM FROM payables WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
END $$;
--> statement-breakpoint
CREATE FUNCTION hold_payable(of_payable uuid) RETURNS payables LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE held payables;
BEGIN
  PERFORM hold_payables(ARRAY[of_payable]);
  SELECT * INTO held FROM payables WHERE id = of_payable;
  RETURN held;
END $$;
--> statement-breakpoint
-- Holds the cases besides: no outcome counts anew while it is paid for.
CREATE FUNCTION hold_with_cases(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM cases WHERE id IN (SELECT a.case_id FROM awards a JOIN payables p ON p.award_id = a.id WHERE p.id = ANY (ids))
    ORDER BY id FOR NO KEY UPDATE;
  PERFORM hold_payables(ids);
END $$;
--> statement-breakpoint
CREATE FUNCTION is_frozen(of_payable uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM freezes WHERE payable_id = of_payable AND released_at IS NULL);
$$;
--> statement-breakpoint

-- The ways to collect that the rules allow, in the order of the contract; whoever may take it may always decline it.
CREATE FUNCTION methods_under(rules jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY(SELECT m FROM unnest(ARRAY['transfer', 'voucher', 'proxy', 'decline']) WITH ORDINALITY AS ways (m, place)
    WHERE m = 'decline' OR coalesce(rules#>'{collect,methods}' ? m, true) ORDER BY place);
$$;
--> statement-breakpoint
-- Whether a claim can be made or corrected on a day: in time the first time, later ones until it is paid. The term binds reporters only;
-- those who took part are known, and claim through a member.
CREATE FUNCTION is_claimable(owed payables, until date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT owed.state = 'claimed' OR owed.state = 'open' AND (owed.fund = 'strikes' OR day <= until);
$$;
--> statement-breakpoint
-- `ClaimContent` of the contract, from the columns of a claim.
CREATE FUNCTION claim_content(said claims) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('award', p.award_id, 'payable', p.id, 'seq', said.seq, 'fen', said.fen::text, 'method', said.method,
    'sealedSha256', encode(sha256(said.sealed), 'hex'), 'verifier', encode(said.verifier, 'hex'), 'hasWord', said.has_word)
  FROM payables p WHERE p.id = said.payable_id;
$$;
--> statement-breakpoint
-- A claim is the next one of something that can be claimed now, says what its digest says, and by a way that the rules allow.
CREATE FUNCTION claim_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held payables := hold_payable(NEW.payable_id); award awards;
BEGIN
  SELECT * INTO award FROM awards WHERE id = held.award_id;
  PERFORM refuse_unless(coalesce(held.state, '') NOT IN ('paying', 'paid'), 'LS046', 'It is being paid');
  PERFORM refuse_unless(is_claimable(held, award.claim_until, sanya_day(NEW.at)), 'LS047', 'It cannot be claimed');
  PERFORM refuse_unless(NOT is_frozen(held.id), 'LS050', 'It is held up');
  PERFORM refuse_unless(NEW.seq = coalesce(held.claim_seq, 0) + 1, 'LS046', 'It is not the next claim');
  PERFORM refuse_unless((NEW.staff_id IS NULL) = (held.fund = 'tips'), 'LS048', 'The reporter claims, and a member for who took part');
  PERFORM refuse_unless(CASE held.fund WHEN 'strikes' THEN NEW.method = 'transfer'
    ELSE NEW.method = ANY ((SELECT methods_under(r.document) FROM rule_sets r WHERE r.seq = award.rules_seq)::text[]) END, 'LS049', 'The rules do not know this way');
  PERFORM refuse_unless(NEW.fen = held.fen AND is_digest_of(NEW.digest, claim_content(NEW)), 'LS048', 'The claim says something else');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION claim_arrives();
--> statement-breakpoint
CREATE FUNCTION claim_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE payables SET claim_seq = NEW.seq WHERE id = NEW.payable_id;
  PERFORM move_payable(p.id, 'claimed', NEW.at) FROM payables p WHERE p.id = NEW.payable_id AND p.state = 'open';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER follows AFTER INSERT ON claims FOR EACH ROW EXECUTE FUNCTION claim_follows();
--> statement-breakpoint
-- A tipster writes as nobody, a member under their name.
ALTER TABLE claims ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tipsters_write ON claims FOR INSERT TO lushao_public WITH CHECK (staff_id IS NULL);
--> statement-breakpoint
CREATE POLICY members_write ON claims FOR INSERT TO lushao_office WITH CHECK (staff_id IS NOT NULL);
--> statement-breakpoint
CREATE POLICY office ON claims FOR SELECT TO lushao_office USING (true);
--> statement-breakpoint
CREATE POLICY auditor ON claims FOR SELECT TO lushao_auditor USING (true);
--> statement-breakpoint

-- A freeze takes the next place of what is owed. One of each cause at a time; those of the tipster and of vouchers come about by themselves.
CREATE FUNCTION freeze_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_payables(ARRAY[NEW.payable_id]);
  PERFORM refuse_unless(CASE WHEN NEW.cause IN ('disputed', 'vouchers') THEN pg_trigger_depth() > 1 AND NEW.staff_id IS NULL
    WHEN NEW.cause = 'books' THEN true ELSE NEW.staff_id IS NOT NULL END AND NEW.released_at IS NULL, 'LS001', 'It does not come about like this');
  PERFORM refuse_unless(NOT EXISTS (SELECT FROM freezes f WHERE f.payable_id = NEW.payable_id AND f.cause = NEW.cause AND f.released_at IS NULL),
    'LS060', 'It is held up for this already');
  NEW.seq := (SELECT coalesce(max(f.seq), 0) + 1 FROM freezes f WHERE f.payable_id = NEW.payable_id);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON freezes FOR EACH ROW EXECUTE FUNCTION freeze_arrives();
--> statement-breakpoint
CREATE FUNCTION freeze_only_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ends text[] := ARRAY['released_by', 'released_at', 'reason'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.released_at IS NULL AND NEW.released_at IS NOT NULL AND to_jsonb(OLD) - ends = to_jsonb(NEW) - ends THEN
    PERFORM hold_payables(ARRAY[NEW.payable_id]);
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on freezes is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE FUNCTION freeze_payable(of_payable uuid, why text, moment timestamptz) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO freezes (payable_id, seq, cause, at) SELECT of_payable, 0, why, moment
    WHERE NOT EXISTS (SELECT FROM freezes WHERE payable_id = of_payable AND cause = why AND released_at IS NULL);
$$;
--> statement-breakpoint

-- Who says that a claim was somebody else's holds the payment up, also when it was paid. Only a reporter's claim is signed by a code.
CREATE FUNCTION dispute_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(coalesce((hold_payable(NEW.payable_id)).fund, 'tips') = 'tips', 'LS048', 'It was claimed by a member');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON claim_disputes FOR EACH ROW EXECUTE FUNCTION dispute_arrives();
--> statement-breakpoint
CREATE FUNCTION dispute_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM freeze_payable(NEW.payable_id, 'disputed', NEW.at);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER follows AFTER INSERT ON claim_disputes FOR EACH ROW EXECUTE FUNCTION dispute_follows();
--> statement-breakpoint

-- A voucher is tried on the newest claim, while it can be paid.
CREATE FUNCTION try_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held payables := hold_payable(NEW.payable_id);
BEGIN
  PERFORM refuse_unless(NOT is_frozen(held.id), 'LS050', 'It is held up');
  PERFORM refuse_unless(held.state = 'claimed' AND NEW.claim_seq = held.claim_seq, 'LS046', 'The claim is another one');
  PERFORM refuse_unless((SELECT c.verifier IS NOT NULL FROM claims c WHERE c.payable_id = held.id AND c.seq = held.claim_seq), 'LS048', 'It has no voucher');
  NEW.seq := (SELECT coalesce(max(t.seq), 0) + 1 FROM voucher_tries t WHERE t.payable_id = held.id);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON voucher_tries FOR EACH ROW EXECUTE FUNCTION try_arrives();
--> statement-breakpoint
-- Every fifth wrong one since the last right one holds it up, whichever claims they were tried on.
CREATE FUNCTION try_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT NEW.is_right AND (SELECT count(*) % 5 = 0 FROM voucher_tries t WHERE t.payable_id = NEW.payable_id
      AND t.seq > coalesce((SELECT max(r.seq) FROM voucher_tries r WHERE r.payable_id = NEW.payable_id AND r.is_right), 0)) THEN
    PERFORM freeze_payable(NEW.payable_id, 'vouchers', NEW.at);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER follows AFTER INSERT ON voucher_tries FOR EACH ROW EXECUTE FUNCTION try_follows();
--> statement-breakpoint

-- More time for what nobody claimed yet: later than it was, and later than today.
CREATE FUNCTION extension_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held awards;
BEGIN
  SELECT * INTO held FROM awards WHERE id = NEW.award_id FOR NO KEY UPDATE;
  PERFORM refuse_unless(EXISTS (SELECT FROM payables p WHERE p.award_id = held.id AND p.state = 'open'), 'LS047', 'Nothing is left to claim');
  PERFORM refuse_unless(NEW.until > held.claim_until AND NEW.until > sanya_day(NEW.at), 'LS057', 'It is no longer time');
  PERFORM refuse_unless(NEW.seq = (SELECT count(*) + 1 FROM claim_extensions e WHERE e.award_id = held.id), 'LS046', 'It is not the next extension');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON claim_extensions FOR EACH ROW EXECUTE FUNCTION extension_arrives();
--> statement-breakpoint
-- What a person fixed, no calendar counts again.
CREATE FUNCTION extension_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE awards SET claim_until = NEW.until, claim_provisional = false WHERE id = NEW.award_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER follows AFTER INSERT ON claim_extensions FOR EACH ROW EXECUTE FUNCTION extension_follows();
--> statement-breakpoint

-- `runAfter` and `paymentAfter` of the contract; a test compares them. Null where it cannot be.
CREATE FUNCTION run_after(state text, step text, kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN step = 'make' AND state IS NULL THEN 'made'
    WHEN step = 'check' AND state = 'made' THEN 'checked'
    WHEN step = 'hand' AND state = 'checked' THEN CASE kind WHEN 'cash' THEN 'done' ELSE 'handed' END
    WHEN step = 'withdraw' AND state IN ('made', 'checked') THEN 'withdrawn' END;
$$;
--> statement-breakpoint
CREATE FUNCTION payment_after(state text, outcome text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN outcome = 'bounced' THEN CASE WHEN state = 'paid' THEN 'bounced' END
    WHEN state IN ('instructed', 'unknown') AND outcome IN ('paid', 'rejected', 'unknown') AND state <> outcome THEN outcome END;
$$;
--> statement-breakpoint
-- `referenceOf` of the contract: the identifier of a payment as a bank file names it.
CREATE FUNCTION reference_of(payment uuid) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT 'JL' || lpad(mod(sum(('x' || substr(h, 8 * n + 1, 8))::bit(32)::bigint * power(4294967296::numeric, 3 - n)), 100000000000000)::bigint::text, 14, '0')
  FROM replace(payment::text, '-', '') h, generate_series(0, 3) n;
$$;
--> statement-breakpoint
-- `RunContent` of the contract, from a batch and its lines.
CREATE FUNCTION run_content(of_run runs) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('run', of_run.id, 'kind', of_run.kind, 'fund', of_run.fund, 'lines',
    (SELECT jsonb_agg(jsonb_build_object('payment', m.id, 'payable', m.payable_id, 'claimDigest', encode(m.claim_digest, 'hex'), 'fen', m.fen::text)
      ORDER BY m.line) FROM payments m WHERE m.run_id = of_run.id));
$$;
--> statement-breakpoint
CREATE FUNCTION is_made(of_run uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM run_steps WHERE run_id = of_run AND step = 'make');
$$;
--> statement-breakpoint

-- A batch takes the next number of its year; its lines and the step that makes it come in the same transaction.
CREATE FUNCTION run_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_money();
  NEW.since := coalesce(NEW.since, now());
  NEW.state := 'made';
  NEW.year := extract(year FROM sanya_day(NEW.since));
  NEW.seq := (SELECT coalesce(max(r.seq), 0) + 1 FROM runs r WHERE r.year = NEW.year);
  NEW.number := format('PC-%s-%s', NEW.year, lpad(NEW.seq::text, greatest(4, length(NEW.seq::text)), '0'));
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON runs FOR EACH ROW EXECUTE FUNCTION run_arrives();
--> statement-breakpoint
CREATE FUNCTION run_is_made() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(is_made(NEW.id), 'LS053', 'Nobody made the batch');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER made AFTER INSERT ON runs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION run_is_made();
--> statement-breakpoint
CREATE FUNCTION run_only_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE follows text[] := ARRAY['state', 'since'];
BEGIN
  IF TG_OP = 'DELETE' OR pg_trigger_depth() < 2 OR to_jsonb(OLD) - follows <> to_jsonb(NEW) - follows THEN
    RAISE EXCEPTION '% on runs is not allowed', TG_OP USING ERRCODE = 'LS001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A line joins a batch that is being put together. What is in another batch, or paid, is in no second one.
CREATE FUNCTION payment_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held runs;
BEGIN
  SELECT * INTO held FROM runs WHERE id = NEW.run_id FOR UPDATE;
  PERFORM refuse_unless(held.state = 'made' AND NOT is_made(held.id), 'LS053', 'The batch is closed');
  PERFORM refuse_unless(NOT EXISTS (SELECT FROM payments m WHERE m.payable_id = NEW.payable_id AND m.state NOT IN ('rejected', 'bounced', 'withdrawn')),
    'LS052', 'It is in a batch or paid already');
  PERFORM refuse_unless(EXISTS (SELECT FROM claims c WHERE (c.payable_id, c.seq, c.digest) = (NEW.payable_id, NEW.claim_seq, NEW.claim_digest)),
    'LS046', 'There is no such claim');
  PERFORM refuse_unless(NEW.reference = reference_of(NEW.id) AND (NEW.account_token IS NULL) = (held.kind = 'cash'), 'LS053', 'The line does not add up');
  NEW.state := 'reserved';
  NEW.since := held.since;
  NEW.paid_on := NULL;
  NEW.receipt := NULL;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION payment_arrives();
--> statement-breakpoint
CREATE FUNCTION payment_only_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE follows text[] := ARRAY['state', 'since', 'paid_on', 'receipt'];
BEGIN
  IF TG_OP = 'DELETE' OR pg_trigger_depth() < 2 OR to_jsonb(OLD) - follows <> to_jsonb(NEW) - follows THEN
    RAISE EXCEPTION '% on payments is not allowed', TG_OP USING ERRCODE = 'LS001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint

-- Who decided on an award, worked on the tip or on the case, or gets the money, pays none of it; who makes a batch does not check it, and
-- who checks it does not hand it over.
CREATE FUNCTION insist_on_payer(step run_steps, award awards, content jsonb) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(NOT EXISTS (SELECT FROM award_hands h WHERE h.award_id = award.id AND h.staff_id = step.staff_id AND h.step <> 'fund'),
    'LS021', 'Whoever decided on an award does not pay it');
  PERFORM refuse_unless(NOT EXISTS (SELECT FROM unnest(award.tip_id || joint_tips(content)) t WHERE has_handled(award.case_id, t, step.staff_id))
    AND NOT coalesce(content->'participants' @> jsonb_build_array(jsonb_build_object('staff', step.staff_id)), false),
    'LS022', 'Whoever worked on it does not pay it');
END $$;
--> statement-breakpoint
CREATE FUNCTION insist_on_two(step run_steps) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(step.step = 'withdraw' OR NOT EXISTS (SELECT FROM run_steps s WHERE s.run_id = step.run_id AND s.staff_id = step.staff_id
    AND (s.step = 'check' OR step.step = 'check')), 'LS054', 'Another one does this');
END $$;
--> statement-breakpoint
-- Whether every claim that was ever made is there: one that was taken away would make an older one count again. The log remembers each.
CREATE FUNCTION claims_are_whole(owed payables) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT owed.claim_seq = (SELECT count(*) FROM log_leaves l
    WHERE l.source = 'claims' AND l.record > owed.id || '/' AND l.record < owed.id || '0');
$$;
--> statement-breakpoint
-- What is paid is what was granted, in the books, and in the newest claim; nothing holds it up; the facts are as they were.
CREATE FUNCTION insist_on_line(step run_steps, run runs, line payments) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE owed payables; award awards; said award_versions; claim claims;
BEGIN
  SELECT * INTO owed FROM payables WHERE id = line.payable_id;
  SELECT * INTO award FROM awards WHERE id = owed.award_id;
  SELECT * INTO said FROM award_versions v WHERE v.award_id = owed.award_id AND v.version = owed.version;
  SELECT * INTO claim FROM claims c WHERE c.payable_id = line.payable_id AND c.seq = line.claim_seq;
  PERFORM refuse_unless(step.step <> 'make' OR owed.state NOT IN ('paying', 'paid'), 'LS052', 'It is in a batch or paid already');
  PERFORM refuse_unless(owed.state = CASE step.step WHEN 'make' THEN 'claimed' ELSE 'paying' END AND owed.claim_seq = line.claim_seq, 'LS046', 'The claim has moved');
  PERFORM refuse_unless(NOT is_frozen(owed.id), 'LS050', 'It is held up');
  PERFORM refuse_unless(owed.fund = run.fund, 'LS053', 'It is of another fund');
  PERFORM refuse_unless(CASE run.kind WHEN 'bank' THEN claim.method = 'transfer' ELSE claim.method IN ('voucher', 'proxy') END, 'LS049', 'It is collected otherwise');
  PERFORM refuse_unless((line.fen, claim.fen) = (owed.fen, owed.fen) AND is_digest_of(claim.digest, claim_content(claim))
    AND (award.state, award.version) = ('granted', owed.version) AND payable_agrees(owed.id), 'LS045', 'The books differ');
  PERFORM refuse_unless(award.fund = 'strikes' OR said.content->>'reporter' = (SELECT reporter_number(t.claim_public) FROM tips t WHERE t.id = award.tip_id),
    'LS048', 'The key is that of somebody else');
  PERFORM refuse_unless(claims_are_whole(owed), 'LS045', 'A claim is missing');
  PERFORM insist_on_payer(step, award, said.content);
  PERFORM refuse_unless(award.fund = 'strikes' OR findings_hold(said.content), 'LS023', 'The outcomes are other ones');
  PERFORM refuse_unless(run.kind = 'bank' OR step.step <> 'make' OR EXISTS (SELECT FROM voucher_tries t WHERE t.payable_id = owed.id
      AND t.claim_seq = line.claim_seq AND t.is_right AND t.staff_id = step.staff_id AND t.at BETWEEN step.at - interval '30 minutes' AND step.at),
    'LS051', 'No voucher was shown');
END $$;
--> statement-breakpoint
-- An entry in the books for a line, in the name of whoever brings it about.
CREATE FUNCTION post_payment(what text, line payments, who uuid, moment timestamptz) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM post_journal(what, what || '/' || line.id, p.fund, p.year, line.fen, who, moment, NULL, p.award_id, p.id, line.id)
    FROM payables p WHERE p.id = line.payable_id;
END $$;
--> statement-breakpoint
-- What a step does to each line: make reserves the money, handing over instructs it, and taking back sets it free.
CREATE FUNCTION step_lines(step run_steps, run runs) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE line payments;
BEGIN
  FOR line IN SELECT * FROM payments m WHERE m.run_id = run.id ORDER BY m.line LOOP
    CASE step.step
      WHEN 'make' THEN
        PERFORM post_payment('reserve', line, step.staff_id, step.at);
        PERFORM move_payable(line.payable_id, 'paying', step.at);
      WHEN 'hand' THEN
        UPDATE payments SET state = 'instructed', since = step.at WHERE id = line.id;
      WHEN 'withdraw' THEN
        PERFORM post_payment('unreserve', line, step.staff_id, step.at);
        PERFORM move_payable(line.payable_id, 'claimed', step.at);
        UPDATE payments SET state = 'withdrawn', since = step.at WHERE id = line.id;
      ELSE NULL;
    END CASE;
  END LOOP;
END $$;
--> statement-breakpoint
-- A step goes on from where the batch stands, over the lines that were signed, by somebody who may; and each line still holds. Taking back
-- only needs its turn.
CREATE FUNCTION run_goes_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held runs; leads_to text; lines record;
BEGIN
  PERFORM hold_money();
  SELECT * INTO held FROM runs WHERE id = NEW.run_id FOR UPDATE;
  leads_to := run_after(CASE WHEN is_made(held.id) THEN held.state END, NEW.step, held.kind);
  SELECT count(*) AS many, coalesce(sum(m.fen), 0) AS fen, max(m.line) AS last, array_agg(m.payable_id) AS payables INTO lines FROM payments m WHERE m.run_id = held.id;
  PERFORM refuse_unless(leads_to IS NOT NULL AND NEW.digest = held.digest, 'LS053', 'The batch has moved');
  PERFORM refuse_unless(lines.many > 0 AND (lines.many, lines.fen, lines.last) = (held.count, held.total_fen, held.count)
    AND is_digest_of(held.digest, run_content(held)), 'LS053', 'The batch does not add up');
  PERFORM hold_with_cases(lines.payables);
  PERFORM insist_on_two(NEW);
  IF NEW.step <> 'withdraw' THEN
    PERFORM insist_on_line(NEW, held, m) FROM payments m WHERE m.run_id = held.id ORDER BY m.line;
  END IF;
  PERFORM step_lines(NEW, held);
  UPDATE runs SET state = CASE NEW.step WHEN 'hand' THEN 'handed' ELSE leads_to END, since = NEW.at WHERE id = held.id;
  -- What is handed out in cash is paid.
  INSERT INTO payment_outcomes (payment_id, seq, outcome, fen, staff_id, at)
    SELECT m.id, 0, 'paid', m.fen, NEW.staff_id, NEW.at FROM payments m WHERE m.run_id = held.id AND held.kind = 'cash' AND NEW.step = 'hand';
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER goes_on BEFORE INSERT ON run_steps FOR EACH ROW EXECUTE FUNCTION run_goes_on();
--> statement-breakpoint

-- What an outcome does to its line, to what is owed, and in the books; a line that is paid takes the number of its entry as its receipt.
CREATE FUNCTION settle_payment(line payments, leads_to text, who uuid, moment timestamptz) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF leads_to <> 'unknown' THEN
    PERFORM post_payment(CASE leads_to WHEN 'paid' THEN 'settle' WHEN 'rejected' THEN 'unreserve' ELSE 'bounce' END, line, who, moment);
    PERFORM move_payable(line.payable_id, CASE leads_to WHEN 'paid' THEN 'paid' ELSE 'claimed' END, moment);
  END IF;
  UPDATE payments SET state = leads_to, since = moment,
      paid_on = CASE leads_to WHEN 'paid' THEN sanya_day(moment) ELSE paid_on END,
      receipt = CASE leads_to WHEN 'paid' THEN (SELECT j.number FROM journals j WHERE j.key = 'settle/' || line.id) ELSE receipt END
    WHERE id = line.id;
  UPDATE runs SET state = 'done', since = moment WHERE id = line.run_id AND state = 'handed'
    AND NOT EXISTS (SELECT FROM payments m WHERE m.run_id = line.run_id AND m.state IN ('instructed', 'unknown'));
END $$;
--> statement-breakpoint
-- What the bank says of a line: of one that was handed to it, over its sum, by a line of its own that was not counted before.
CREATE FUNCTION outcome_goes_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE line payments; of_kind text;
BEGIN
  PERFORM hold_money();
  SELECT r.kind INTO of_kind FROM runs r JOIN payments m ON m.run_id = r.id WHERE m.id = NEW.payment_id FOR UPDATE OF r;
  SELECT * INTO line FROM payments WHERE id = NEW.payment_id FOR UPDATE;
  PERFORM hold_payables(ARRAY[line.payable_id]);
  PERFORM refuse_unless(payment_after(line.state, NEW.outcome) IS NOT NULL AND NEW.fen = line.fen, 'LS055', 'The answer does not fit');
  PERFORM refuse_unless(CASE of_kind WHEN 'cash' THEN pg_trigger_depth() > 1 AND NEW.bank_reference IS NULL AND NEW.file_digest IS NULL
    ELSE NEW.file_digest IS NOT NULL AND (NEW.bank_reference IS NOT NULL OR NEW.outcome = 'unknown')
      AND NOT EXISTS (SELECT FROM payment_outcomes o WHERE o.bank_reference = NEW.bank_reference) END, 'LS055', 'It is no answer of a bank');
  NEW.seq := (SELECT count(*) + 1 FROM payment_outcomes o WHERE o.payment_id = line.id);
  PERFORM settle_payment(line, payment_after(line.state, NEW.outcome), NEW.staff_id, NEW.at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER goes_on BEFORE INSERT ON payment_outcomes FOR EACH ROW EXECUTE FUNCTION outcome_goes_on();
--> statement-breakpoint
ALTER TABLE journals ADD CONSTRAINT journal_of_a_payment FOREIGN KEY (payment_id) REFERENCES payments (id);
--> statement-breakpoint

-- Whether something owed goes back to the fund: a reporter did not claim it in time, or declined it. What is held up stays.
CREATE FUNCTION goes_back(owed payables, as_kind text, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT owed.fund = 'tips' AND NOT is_frozen(owed.id) AND CASE as_kind
    WHEN 'lapse' THEN owed.state = 'open' AND sanya_day(moment) > (SELECT a.claim_until FROM awards a WHERE a.id = owed.award_id)
    ELSE owed.state = 'claimed' AND (SELECT c.method = 'decline' FROM claims c WHERE c.payable_id = owed.id AND c.seq = owed.claim_seq) END;
$$;
--> statement-breakpoint
CREATE FUNCTION item_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE list lapse_lists; held payables;
BEGIN
  SELECT * INTO list FROM lapse_lists WHERE id = NEW.list_id FOR UPDATE;
  held := hold_payable(NEW.payable_id);
  PERFORM refuse_unless(num_nonnulls(list.confirmed_at, list.withdrawn_at, NEW.outcome) = 0 AND goes_back(held, list.kind, list.proposed_at),
    'LS056', 'It does not go back');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON lapse_items FOR EACH ROW EXECUTE FUNCTION item_arrives();
--> statement-breakpoint
CREATE FUNCTION item_only_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR pg_trigger_depth() < 2 OR OLD.outcome IS NOT NULL OR to_jsonb(OLD) - 'outcome' <> to_jsonb(NEW) - 'outcome' THEN
    RAISE EXCEPTION '% on lapse_items is not allowed', TG_OP USING ERRCODE = 'LS001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION list_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(num_nonnulls(NEW.confirmed_at, NEW.withdrawn_at, NEW.done_at) = 0, 'LS001', 'A list begins as a proposal');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON lapse_lists FOR EACH ROW EXECUTE FUNCTION list_arrives();
--> statement-breakpoint
-- Takes one item of a list back to the fund, or leaves it where it was claimed, extended or held up meanwhile.
CREATE FUNCTION carry_out_item(list lapse_lists, owed payables, moment timestamptz) RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT goes_back(owed, list.kind, moment) THEN RETURN 'kept'; END IF;
  PERFORM post_journal(list.kind, list.kind || '/' || owed.id, owed.fund, owed.year, owed.fen, NULL, moment, NULL, owed.award_id, owed.id, NULL);
  PERFORM move_payable(owed.id, CASE list.kind WHEN 'lapse' THEN 'lapsed' ELSE 'declined' END, moment);
  RETURN 'returned';
END $$;
--> statement-breakpoint
-- A list is confirmed by another person, or withdrawn, once; that it is done means that it was carried out.
CREATE FUNCTION list_only_settles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE settles text[] := ARRAY['confirmed_by', 'confirmed_at', 'withdrawn_by', 'withdrawn_at'];
BEGIN
  IF TG_OP = 'UPDATE' AND num_nonnulls(OLD.confirmed_at, OLD.withdrawn_at) = 0 AND num_nonnulls(NEW.confirmed_at, NEW.withdrawn_at) = 1
      AND to_jsonb(OLD) - settles = to_jsonb(NEW) - settles THEN
    PERFORM refuse_unless(NEW.confirmed_by IS DISTINCT FROM NEW.proposed_by, 'LS059', 'Another one confirms it');
    PERFORM refuse_unless(NEW.withdrawn_at IS NOT NULL OR EXISTS (SELECT FROM lapse_items i WHERE i.list_id = NEW.id), 'LS056', 'Nothing is on the list');
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.confirmed_at IS NOT NULL AND OLD.done_at IS NULL AND NEW.done_at IS NOT NULL
      AND to_jsonb(OLD) - 'done_at' = to_jsonb(NEW) - 'done_at' THEN
    PERFORM hold_payables(ARRAY(SELECT i.payable_id FROM lapse_items i WHERE i.list_id = NEW.id));
    UPDATE lapse_items i SET outcome = carry_out_item(NEW, p, NEW.done_at) FROM payables p WHERE i.list_id = NEW.id AND p.id = i.payable_id;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on lapse_lists is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
-- Carries a confirmed list out, once, however often it is called: how many of its items were settled now.
CREATE FUNCTION carry_out_list(list uuid, at timestamptz DEFAULT now()) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_money();
  UPDATE lapse_lists SET done_at = at WHERE id = list AND confirmed_at IS NOT NULL AND done_at IS NULL;
  RETURN CASE WHEN FOUND THEN (SELECT count(*) FROM lapse_items i WHERE i.list_id = list) ELSE 0 END;
END $$;
--> statement-breakpoint
-- Why the bank sent the last payment back, while nothing was claimed since.
CREATE FUNCTION sent_back(owed payables) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT o.cause FROM payment_outcomes o WHERE o.payment_id = last.id ORDER BY o.seq DESC LIMIT 1)
  FROM (SELECT * FROM payments m WHERE m.payable_id = owed.id ORDER BY m.since DESC, m.id LIMIT 1) last
  WHERE owed.state = 'claimed' AND last.claim_seq = owed.claim_seq AND last.state IN ('rejected', 'bounced');
$$;
--> statement-breakpoint
-- What the tipster may do to collect an award, and what became of it: days, never times, and nobody.
CREATE FUNCTION collect_for_tipster(a awards) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('payable', p.id, 'award', a.id, 'state', p.state, 'fen', p.fen::text, 'nextSeq', coalesce(p.claim_seq, 0) + 1,
    'isOpen', is_claimable(p, a.claim_until, sanya_day(now())) AND NOT is_frozen(p.id),
    'methods', to_jsonb(methods_under(r.document)),
    'needsId', coalesce((r.document#>>'{collect,needsId}')::boolean, r.document->>'claim' = 'identity'),
    'claim', (SELECT jsonb_build_object('seq', c.seq, 'method', c.method, 'hasWord', c.has_word, 'on', sanya_day(c.at),
        'isDisputed', EXISTS (SELECT FROM claim_disputes d WHERE d.payable_id = p.id AND d.claim_seq = c.seq))
      FROM claims c WHERE c.payable_id = p.id AND c.seq = p.claim_seq),
    'isFrozen', is_frozen(p.id), 'rejected', sent_back(p),
    'paid', (SELECT jsonb_build_object('on', m.paid_on, 'receipt', m.receipt, 'method', c.method)
      FROM payments m JOIN claims c ON c.payable_id = m.payable_id AND c.seq = m.claim_seq WHERE m.payable_id = p.id AND m.state = 'paid'))
  FROM payables p, rule_sets r
  WHERE a.state = 'granted' AND p.award_id = a.id AND p.version = a.version AND p.participant = 0 AND r.seq = a.rules_seq;
$$;
--> statement-breakpoint
-- The awards of a tip with how to collect them. Who sent a tip jointly sees the award; who it was granted to collects it.
CREATE OR REPLACE FUNCTION awards_of_tip(of_tip uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH mine AS (
    SELECT a.year, a.seq, award_for_tipster(a, a.tip_id <> of_tip)
        || jsonb_build_object('collect', CASE WHEN a.tip_id = of_tip THEN collect_for_tipster(a) END) AS said FROM awards a
    WHERE a.state <> 'withdrawn' AND a.id IN (SELECT id FROM awards WHERE tip_id = of_tip
      UNION SELECT j.award_id FROM award_joint_tips j JOIN awards b ON b.id = j.award_id AND b.version = j.version WHERE j.tip_id = of_tip)
    ORDER BY a.year DESC, a.seq DESC LIMIT 5)
  SELECT coalesce((SELECT jsonb_agg(said ORDER BY year DESC, seq DESC) FROM mine),
    CASE WHEN awaits_assessment(of_tip) THEN '[{"state": "assessing", "isJoint": false, "since": null, "rules": null, "isOfficial": null, "claim": null,
      "notifyDueOn": null, "notifyProvisional": null, "claimUntil": null, "claimProvisional": null, "totalFen": null, "denial": null, "unmet": [],
      "lines": [], "collect": null}]'::jsonb ELSE '[]' END);
$$;
--> statement-breakpoint
-- To whom the details of a claim are sealed: the finance desks, where something is left to collect.
CREATE FUNCTION collect_to(of_tip uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(d.recipient ORDER BY d.position), '[]')
  FROM (SELECT recipient, position FROM desks WHERE kind = 'finance' ORDER BY position LIMIT 4) d
  WHERE EXISTS (SELECT FROM payables p JOIN awards a ON a.id = p.award_id AND a.version = p.version
    WHERE a.tip_id = of_tip AND a.state = 'granted' AND p.state IN ('open', 'claimed', 'paying'));
$$;
--> statement-breakpoint
-- The mailbox, with how to collect.
ALTER FUNCTION read_mailbox(bytea, integer, integer) RENAME TO read_mailbox_without_collecting;
--> statement-breakpoint
CREATE FUNCTION read_mailbox(hash bytea, before integer, most integer) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET TimeZone = 'UTC' SET bytea_output = 'hex' AS $$
  SELECT m || jsonb_build_object('collectTo', collect_to((m->>'tip')::uuid))
    FROM read_mailbox_without_collecting(hash, before, most) m WHERE m IS NOT NULL;
$$;
--> statement-breakpoint
-- What a claim of whoever has this code is about: nothing unless the award was granted to that very tip.
CREATE FUNCTION claim_grounds(hash bytea, payable uuid, seq integer) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('award', a.id, 'claimPublicB64', encode(t.claim_public, 'base64'), 'fen', p.fen::text,
    'claim', (SELECT jsonb_build_object('digest', encode(c.digest, 'hex'), 'signatureB64', translate(encode(c.signature, 'base64'), E'\n', ''))
      FROM claims c WHERE c.payable_id = p.id AND c.seq = claim_grounds.seq),
    'dispute', (SELECT translate(encode(d.signature, 'base64'), E'\n', '') FROM claim_disputes d WHERE d.payable_id = p.id AND d.claim_seq = claim_grounds.seq))
  FROM tips t JOIN awards a ON a.tip_id = t.id JOIN payables p ON p.award_id = a.id AND p.fund = 'tips' AND p.participant = 0
  WHERE t.lookup_hash = hash AND p.id = claim_grounds.payable;
$$;
--> statement-breakpoint
-- What the signatures of a claim are checked by in the browser of finance: of a tip the key that was fixed when it was sent, and hashes of
-- what its commitment is made of, never the values; and its entry in the log.
CREATE FUNCTION tip_evidence(tip uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET TimeZone = 'UTC' SET bytea_output = 'hex' AS $$
  SELECT jsonb_build_object('claimPublicB64', encode(t.claim_public, 'base64'), 'commitmentB64', encode(t.commitment, 'base64'),
    'reportHashB64', encode(sha256(t.report), 'base64'),
    'fileDigestsB64', (SELECT coalesce(jsonb_agg(encode(f.digest, 'base64') ORDER BY f.seq), '[]') FROM tip_files f WHERE f.tip_id = t.id),
    'lookupHashedB64', encode(sha256(t.lookup_hash), 'base64'),
    'mailboxHashedB64', encode(sha256(convert_to(t.mailbox_recipient, 'UTF8')), 'base64'),
    'tipRecipientHashedB64', encode(sha256(convert_to(t.tip_recipient, 'UTF8')), 'base64'),
    'entry', (SELECT jsonb_build_object('index', l.idx, 'saltB64', coalesce(encode(l.salt, 'base64'), ''), 'hour', extract(epoch FROM t.received_at)::bigint,
        'columnsB64', encode(log_columns_digest('tips', to_jsonb(t)), 'base64'))
      FROM log_leaves l WHERE l.source = 'tips' AND l.record = t.id::text AND l.idx IS NOT NULL))
  FROM tips t WHERE t.id = tip;
$$;
--> statement-breakpoint

-- What is final, and what the log answers for.
DO $$
DECLARE each text[];
BEGIN
  FOREACH each SLICE 1 IN ARRAY ARRAY[['claims', 'payable_id, seq'], ['claim_disputes', 'payable_id, claim_seq'], ['voucher_tries', 'payable_id, seq'],
    ['claim_extensions', 'award_id, seq'], ['run_steps', 'run_id, step'], ['payment_outcomes', 'payment_id, seq'], ['alarm_reviews', 'id']] LOOP
    EXECUTE format('CREATE TRIGGER entered AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION enter_in_log(%s)', each[1], each[2]);
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_any_change()', each[1]);
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_any_change()', each[1]);
  END LOOP;
  FOREACH each SLICE 1 IN ARRAY ARRAY[['freezes', 'payable_id, seq', 'freeze_only_ends'], ['runs', 'id', 'run_only_follows'],
    ['payments', 'id', 'payment_only_follows'], ['lapse_lists', 'id', 'list_only_settles'], ['lapse_items', 'list_id, payable_id', 'item_only_follows']] LOOP
    EXECUTE format('CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_change(%s)', each[1], each[2]);
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION %I()', each[1], each[3]);
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_any_change()', each[1]);
  END LOOP;
END $$;
--> statement-breakpoint

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION read_mailbox_without_collecting(bytea, integer, integer) FROM lushao_public;
--> statement-breakpoint
-- The public process: a claim and a dispute of whoever has the code; of all others nothing.
GRANT EXECUTE ON FUNCTION read_mailbox(bytea, integer, integer), claim_grounds(bytea, uuid, integer) TO lushao_public;
--> statement-breakpoint
GRANT INSERT ON claims, claim_disputes TO lushao_public;
--> statement-breakpoint
-- The office process: steps, answers and what people say. What follows from them comes about by triggers.
GRANT SELECT ON claims, claim_disputes, freezes, voucher_tries, claim_extensions, runs, run_steps, payments, payment_outcomes, lapse_lists,
  lapse_items, alarm_reviews TO lushao_office;
--> statement-breakpoint
GRANT INSERT ON claims, freezes, voucher_tries, claim_extensions, runs, run_steps, payments, payment_outcomes, lapse_lists, lapse_items,
  alarm_reviews TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (released_by, released_at, reason) ON freezes TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (confirmed_by, confirmed_at, withdrawn_by, withdrawn_at) ON lapse_lists TO lushao_office;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION carry_out_list(uuid, timestamptz), tip_evidence(uuid), is_frozen(uuid), goes_back(payables, text, timestamptz),
  methods_under(jsonb), reference_of(uuid), run_after(text, text, text), payment_after(text, text) TO lushao_office;
--> statement-breakpoint

-- The auditor's room: everything but what is sealed, what a voucher is compared with, and what is signed with the key of a tip.
GRANT SELECT ON voucher_tries, runs, run_steps, payments, payment_outcomes, lapse_lists, lapse_items TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (payable_id, seq, method, fen, has_word, digest, staff_id, at, from_office) ON claims TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (payable_id, claim_seq, at) ON claim_disputes TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (payable_id, seq, cause, at, staff_id, released_by, released_at) ON freezes TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (award_id, seq, until, staff_id, at) ON claim_extensions TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (id, alarm, staff_id, at) ON alarm_reviews TO lushao_auditor;
