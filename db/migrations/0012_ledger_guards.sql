-- The books: every fen from the fund to whom it is paid, balanced, numbered without gaps, and never changed.
-- Whoever writes in them holds them first, after the case, the tip, the award and what is owed; so no two entries wait for each other.

-- `JOURNALS` of the contract: which account an entry of a kind debits, and which it credits. Null for a kind that there is not.
CREATE FUNCTION journal_accounts(kind text, OUT debit text, OUT credit text) LANGUAGE sql IMMUTABLE AS $$
  SELECT m.debit, m.credit FROM (VALUES
    ('appropriate', 'quota', 'available'), ('reduce', 'available', 'quota'), ('open', 'quota', 'committed'),
    ('commit', 'available', 'committed'), ('release', 'committed', 'available'),
    ('grant', 'committed', 'payable'), ('ungrant', 'payable', 'available'),
    ('reserve', 'payable', 'paying'), ('unreserve', 'paying', 'payable'), ('settle', 'paying', 'quota'), ('bounce', 'quota', 'payable'),
    ('lapse', 'payable', 'available'), ('decline', 'payable', 'available')) m (kind, debit, credit)
  WHERE m.kind = journal_accounts.kind;
$$;
--> statement-breakpoint
-- `seriesOf` of the contract.
CREATE FUNCTION voucher_series(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN kind IN ('appropriate', 'bounce') THEN '收' WHEN kind = 'settle' THEN '付' ELSE '记' END;
$$;
--> statement-breakpoint
-- Holds the books to the end of the transaction: entries come one after the other, and a month is closed between them.
CREATE FUNCTION hold_books() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(7205); $$;
--> statement-breakpoint
-- The next number of a series in a month, none left out.
CREATE FUNCTION next_voucher(of_series text, of_month text) RETURNS integer LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO voucher_counters AS k (series, month, last) VALUES (of_series, of_month, 1)
    ON CONFLICT (series, month) DO UPDATE SET last = k.last + 1 RETURNING k.last;
$$;
--> statement-breakpoint
-- What the entries of one person have left on an account; more than nothing on the credit side.
CREATE FUNCTION left_of(of_payable uuid, on_account text) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT -coalesce(sum(p.fen), 0)::bigint FROM journals j JOIN postings p ON p.journal_id = j.id WHERE j.payable_id = of_payable AND p.account = on_account;
$$;
--> statement-breakpoint
-- Whether an entry goes on from where those before it ended: what is owed to somebody is taken from where it is, and a payment ends or
-- comes back that was reserved or paid.
CREATE FUNCTION journal_follows(j journals) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (j.payable_id IS NULL OR j.kind = 'grant' OR left_of(j.payable_id, (journal_accounts(j.kind)).debit) = j.fen)
    AND (j.kind NOT IN ('settle', 'unreserve', 'bounce') OR EXISTS (SELECT FROM journals b WHERE b.payment_id = j.payment_id
      AND b.payable_id = j.payable_id AND b.kind = CASE j.kind WHEN 'bounce' THEN 'settle' ELSE 'reserve' END));
$$;
--> statement-breakpoint
-- An entry is dated by Sanya, numbered, and sealed to its transaction, whoever writes it; never in a month that is closed or before one.
-- What is owed moves as a whole.
CREATE FUNCTION journal_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_books();
  NEW.day := sanya_day(NEW.at);
  NEW.month := to_char(NEW.day, 'YYYY-MM');
  PERFORM refuse_unless(NOT EXISTS (SELECT FROM ledger_periods p WHERE p.month >= NEW.month), 'LS042', 'The month is closed');
  PERFORM refuse_unless((journal_accounts(NEW.kind)).debit IS NOT NULL, 'LS045', 'There is no such entry');
  PERFORM refuse_unless(NEW.payable_id IS NULL OR EXISTS (SELECT FROM payables p WHERE p.id = NEW.payable_id
    AND (p.award_id, p.fund, p.year, p.fen) = (NEW.award_id, NEW.fund, NEW.year, NEW.fen)), 'LS045', 'Something else is owed');
  PERFORM refuse_unless(journal_follows(NEW), 'LS045', 'Nothing comes before it');
  NEW.series := voucher_series(NEW.kind);
  NEW.seq := next_voucher(NEW.series, NEW.month);
  NEW.number := format('%s-%s-%s', NEW.series, NEW.month, lpad(NEW.seq::text, greatest(4, length(NEW.seq::text)), '0'));
  NEW.xid := pg_current_xact_id();
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON journals FOR EACH ROW EXECUTE FUNCTION journal_arrives();
--> statement-breakpoint
-- A posting comes with its entry, in the same transaction.
CREATE FUNCTION posting_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless((SELECT j.xid = pg_current_xact_id() FROM journals j WHERE j.id = NEW.journal_id), 'LS001', 'The entry is sealed');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON postings FOR EACH ROW EXECUTE FUNCTION posting_arrives();
--> statement-breakpoint
-- The balance of an account follows from its postings.
CREATE FUNCTION posting_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE ledger_accounts SET balance = balance + NEW.fen WHERE fund = NEW.fund AND year = NEW.year AND account = NEW.account;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER counts AFTER INSERT ON postings FOR EACH ROW EXECUTE FUNCTION posting_counts();
--> statement-breakpoint
CREATE FUNCTION account_only_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.balance = 0 OR TG_OP = 'UPDATE' AND pg_trigger_depth() > 1
      AND (OLD.fund, OLD.year, OLD.account) = (NEW.fund, NEW.year, NEW.account) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on ledger_accounts is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE INSERT OR UPDATE OR DELETE ON ledger_accounts FOR EACH ROW EXECUTE FUNCTION account_only_counts();
--> statement-breakpoint
-- At commit an entry has exactly the two postings that its kind and sum say: they add up to nothing.
CREATE FUNCTION journal_balances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE entry uuid := coalesce(to_jsonb(NEW)->>'journal_id', to_jsonb(NEW)->>'id')::uuid;
BEGIN
  PERFORM refuse_unless((SELECT count(*) = 2 AND sum(p.fen) = 0 AND bool_and((p.account, p.fen) IN ((a.debit, j.fen), (a.credit, -j.fen)))
    FROM journals j, journal_accounts(j.kind) a, postings p WHERE j.id = entry AND p.journal_id = j.id), 'LS045', 'The entry does not balance');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON journals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_balances();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_balances();
--> statement-breakpoint

-- A fund has all its accounts in a year as soon as it has one entry.
CREATE FUNCTION make_accounts(of_fund text, of_year integer) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM fund_years WHERE fund = of_fund AND year = of_year) THEN RETURN; END IF;
  INSERT INTO fund_years (fund, year) VALUES (of_fund, of_year);
  INSERT INTO ledger_accounts (fund, year, account, balance)
    SELECT of_fund, of_year, a, 0 FROM unnest(ARRAY['quota', 'available', 'committed', 'payable', 'paying']) a;
END $$;
--> statement-breakpoint
-- Whether the account that an entry takes from holds so much; both are held, in the order of their names. All but the quota stand on the credit side.
CREATE FUNCTION account_suffices(of_fund text, of_year integer, debit text, credit text, fen bigint) RETURNS boolean LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM ledger_accounts a WHERE a.fund = of_fund AND a.year = of_year AND a.account IN (debit, credit) ORDER BY a.account FOR UPDATE;
  RETURN debit = 'quota' OR (SELECT -a.balance >= fen FROM ledger_accounts a WHERE a.fund = of_fund AND a.year = of_year AND a.account = debit);
END $$;
--> statement-breakpoint
-- Enters one entry, once for its key: the same again changes nothing, something else for it is refused (LS044). `fen` is more than zero.
-- What an award is owed for stands with the award. Refuses LS034, LS041, LS045 when there is not so much, LS042 in a closed month.
CREATE FUNCTION post_journal(kind text, key text, of_fund text, of_year integer, fen bigint, who uuid, at timestamptz,
  budget uuid, award uuid, payable uuid, payment uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  moves record := journal_accounts(kind);
  of_award uuid := coalesce(award, (SELECT p.award_id FROM payables p WHERE p.id = payable));
  entry journals;
BEGIN
  PERFORM hold_books();
  SELECT * INTO entry FROM journals j WHERE j.key = post_journal.key;
  IF FOUND THEN
    PERFORM refuse_unless((entry.kind, entry.fund, entry.year, entry.fen, entry.budget_id, entry.award_id, entry.payable_id, entry.payment_id)
      IS NOT DISTINCT FROM (post_journal.kind, of_fund, of_year, post_journal.fen, budget, of_award, payable, payment),
      'LS044', 'Something else was entered for this');
    RETURN;
  END IF;
  PERFORM make_accounts(of_fund, of_year);
  PERFORM refuse_unless(account_suffices(of_fund, of_year, moves.debit, moves.credit, post_journal.fen),
    CASE post_journal.kind WHEN 'commit' THEN 'LS034' WHEN 'reduce' THEN 'LS041' ELSE 'LS045' END, 'There is not so much');
  INSERT INTO journals AS j (id, key, kind, fund, year, fen, budget_id, award_id, payable_id, payment_id, staff_id, at)
    VALUES (gen_random_uuid(), post_journal.key, post_journal.kind, of_fund, of_year, post_journal.fen, budget, of_award, payable, payment, who, post_journal.at)
    RETURNING j.* INTO entry;
  INSERT INTO postings (journal_id, line, fund, year, month, account, fen)
    VALUES (entry.id, 1, of_fund, of_year, entry.month, moves.debit, post_journal.fen),
      (entry.id, 2, of_fund, of_year, entry.month, moves.credit, -post_journal.fen);
END $$;
--> statement-breakpoint

-- `PAYABLE_MOVES` of the contract; a test compares them.
CREATE FUNCTION payable_may_become(was text, becomes text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE was
    WHEN 'open' THEN becomes IN ('claimed', 'lapsed', 'cancelled')
    WHEN 'claimed' THEN becomes IN ('paying', 'declined', 'cancelled')
    WHEN 'paying' THEN becomes IN ('paid', 'claimed')
    WHEN 'paid' THEN becomes = 'claimed'
    ELSE false END;
$$;
--> statement-breakpoint
-- What is owed comes about and moves by triggers alone. Its sum, and to whom it is owed, never change.
CREATE FUNCTION payable_only_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moves text[] := ARRAY['state', 'since', 'claim_seq'];
BEGIN
  IF pg_trigger_depth() > 1 AND TG_OP = 'INSERT' AND NEW.state = 'open' AND NEW.claim_seq IS NULL THEN
    RETURN NEW;
  END IF;
  IF pg_trigger_depth() > 1 AND TG_OP = 'UPDATE' AND to_jsonb(OLD) - moves = to_jsonb(NEW) - moves THEN
    PERFORM refuse_unless(NEW.state = OLD.state OR payable_may_become(OLD.state, NEW.state), 'LS046', 'It does not go there');
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on payables is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
-- Moves what is owed; only from within a trigger. LS046 where it cannot go.
CREATE FUNCTION move_payable(id uuid, to_state text, at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(payable_may_become(p.state, to_state), 'LS046', 'It does not go there') FROM payables p WHERE p.id = move_payable.id FOR UPDATE;
  UPDATE payables p SET state = to_state, since = move_payable.at WHERE p.id = move_payable.id;
END $$;
--> statement-breakpoint

-- What an award owes to whom: to the reporter (0), or to each of those who took part, from 1.
CREATE FUNCTION owed_by(content jsonb) RETURNS TABLE (participant integer, fen bigint) LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT 0, award_total(content) WHERE content->>'fund' = 'tips'
  UNION ALL SELECT p.place::integer, (p.value->>'fen')::bigint FROM jsonb_array_elements(content->'participants') WITH ORDINALITY p (value, place)
    WHERE content->>'fund' = 'strikes';
$$;
--> statement-breakpoint
-- The entry that set money aside for a version: since it was approved, or since the books were opened.
CREATE FUNCTION set_aside_for(of_award uuid, of_version integer) RETURNS journals LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT j FROM journals j WHERE j.key IN (format('commit/%s/%s', of_award, of_version), format('open/%s/%s', of_award, of_version));
$$;
--> statement-breakpoint
-- Sets money of the year aside for an award that was approved: of the year in which it was, in Sanya.
CREATE FUNCTION commit_award(a awards, who uuid, at timestamptz) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT post_journal('commit', format('commit/%s/%s', a.id, a.version), a.fund, extract(year FROM sanya_day(at))::integer, a.total_fen, who, at,
    NULL, a.id, NULL, NULL);
$$;
--> statement-breakpoint
-- Gives back what was set aside, where it was.
CREATE FUNCTION release_award(a awards, who uuid, at timestamptz) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE kept journals := set_aside_for(a.id, a.version);
BEGIN
  IF kept.id IS NOT NULL THEN
    PERFORM post_journal('release', format('release/%s/%s', a.id, a.version), kept.fund, kept.year, kept.fen, who, at, NULL, a.id, NULL, NULL);
  END IF;
END $$;
--> statement-breakpoint
-- What was set aside is owed from now on, to each on their own.
CREATE FUNCTION grant_award(a awards, who uuid, at timestamptz) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  kept journals := set_aside_for(a.id, a.version);
  said jsonb := (SELECT v.content FROM award_versions v WHERE v.award_id = a.id AND v.version = a.version);
  owed record;
BEGIN
  PERFORM refuse_unless(kept.id IS NOT NULL AND kept.fen = (SELECT sum(o.fen) FROM owed_by(said) o), 'LS045', 'Something else was set aside');
  FOR owed IN SELECT gen_random_uuid() AS id, o.* FROM owed_by(said) o ORDER BY o.participant LOOP
    INSERT INTO payables (id, award_id, version, participant, fund, year, fen, state, since)
      VALUES (owed.id, a.id, a.version, owed.participant, kept.fund, kept.year, owed.fen, 'open', at);
    PERFORM post_journal('grant', format('grant/%s/%s/%s', a.id, a.version, owed.participant), kept.fund, kept.year, owed.fen, who, at,
      NULL, a.id, owed.id, NULL);
  END LOOP;
END $$;
--> statement-breakpoint
-- The books follow an award: what is approved is set aside, what is sent back is given back, what is granted is owed.
CREATE FUNCTION step_in_books() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a awards;
BEGIN
  SELECT * INTO a FROM awards WHERE id = NEW.award_id;
  IF NEW.step IN ('approve', 'approve-second') AND a.state = 'approved' THEN
    PERFORM commit_award(a, NEW.staff_id, NEW.at);
  ELSIF NEW.step IN ('return', 'withdraw') THEN
    PERFORM release_award(a, NEW.staff_id, NEW.at);
  ELSIF NEW.step = 'fund' THEN
    PERFORM grant_award(a, NEW.staff_id, NEW.at);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER in_books AFTER INSERT ON award_steps FOR EACH ROW EXECUTE FUNCTION step_in_books();
--> statement-breakpoint
-- Whether what is owed may be taken back: nobody has asked for it, or what it rests on has changed since, so that it is never paid as it stands.
CREATE FUNCTION may_take_back(owed payables) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT owed.state = 'open' AND owed.claim_seq IS NULL
    OR owed.state IN ('open', 'claimed') AND v.content->>'fund' = 'tips' AND NOT findings_hold(v.content)
  FROM award_versions v WHERE v.award_id = owed.award_id AND v.version = owed.version;
$$;
--> statement-breakpoint
-- A new version takes back what the one before it owed, where that may be (LS040). A claim stays with what it was made for, and counts no more.
CREATE FUNCTION version_in_books() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE owed payables;
BEGIN
  PERFORM FROM payables p WHERE p.award_id = NEW.award_id AND p.state <> 'cancelled' ORDER BY p.id FOR UPDATE;
  FOR owed IN SELECT * FROM payables p WHERE p.award_id = NEW.award_id AND p.state <> 'cancelled' ORDER BY p.participant LOOP
    PERFORM refuse_unless(may_take_back(owed), 'LS040', 'Somebody has claimed it');
    PERFORM post_journal('ungrant', 'ungrant/' || owed.id, owed.fund, owed.year, owed.fen, NEW.proposed_by, NEW.proposed_at, NULL, owed.award_id, owed.id, NULL);
    PERFORM move_payable(owed.id, 'cancelled', NEW.proposed_at);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER in_books AFTER INSERT ON award_versions FOR EACH ROW EXECUTE FUNCTION version_in_books();
--> statement-breakpoint
-- Whether award, what is owed, and the books say the same of one person: nothing is paid otherwise. The award is granted and is what was
-- signed; the entries of the person lead to where the payable stands.
CREATE FUNCTION payable_agrees(payable uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT is_digest_of(v.digest, v.content)
    AND EXISTS (SELECT FROM owed_by(v.content) o WHERE o.participant = p.participant AND o.fen = p.fen)
    AND (p.state = 'cancelled' OR a.state = 'granted' AND a.version = p.version AND a.total_fen = award_total(v.content))
    AND (left_of(p.id, 'payable'), left_of(p.id, 'paying'), left_of(p.id, 'quota'))
      = (CASE WHEN p.state IN ('open', 'claimed') THEN p.fen ELSE 0 END, CASE p.state WHEN 'paying' THEN p.fen ELSE 0 END, CASE p.state WHEN 'paid' THEN p.fen ELSE 0 END)
    AND (SELECT coalesce(array_agg(j.kind), '{}') FROM journals j WHERE j.payable_id = p.id AND j.kind IN ('lapse', 'decline', 'ungrant'))
      = CASE p.state WHEN 'lapsed' THEN '{lapse}' WHEN 'declined' THEN '{decline}' WHEN 'cancelled' THEN '{ungrant}' ELSE '{}' END::text[]
  FROM payables p JOIN awards a ON a.id = p.award_id JOIN award_versions v ON v.award_id = p.award_id AND v.version = p.version
  WHERE p.id = payable_agrees.payable;
$$;
--> statement-breakpoint

-- A budget is entered as a proposal. One that takes another back is exactly that one with the other sign, and that one counts.
CREATE FUNCTION budget_arrives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unless(num_nonnulls(NEW.confirmed_by, NEW.confirmed_at, NEW.withdrawn_by, NEW.withdrawn_at) = 0, 'LS001', 'A budget is confirmed later');
  PERFORM refuse_unless(NEW.reverses IS NULL OR EXISTS (SELECT FROM budgets b WHERE b.id = NEW.reverses AND b.confirmed_at IS NOT NULL
    AND (b.fund, b.year, b.fen) = (NEW.fund, NEW.year, -NEW.fen)), 'LS044', 'It takes something else back');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON budgets FOR EACH ROW EXECUTE FUNCTION budget_arrives();
--> statement-breakpoint
-- A budget is confirmed by somebody else or withdrawn, once; what it says never changes.
CREATE FUNCTION budget_only_settles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE settles text[] := ARRAY['confirmed_by', 'confirmed_at', 'withdrawn_by', 'withdrawn_at'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.confirmed_at IS NULL AND OLD.withdrawn_at IS NULL AND to_jsonb(OLD) - settles = to_jsonb(NEW) - settles THEN
    PERFORM refuse_unless(coalesce(NEW.confirmed_by <> OLD.proposed_by, true), 'LS058', 'Nobody confirms what they entered');
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on budgets is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON budgets FOR EACH ROW EXECUTE FUNCTION budget_only_settles();
--> statement-breakpoint
CREATE FUNCTION budget_in_books() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.confirmed_at IS NOT NULL THEN
    PERFORM post_journal(CASE WHEN NEW.fen > 0 THEN 'appropriate' ELSE 'reduce' END, 'budget/' || NEW.id, NEW.fund, NEW.year, abs(NEW.fen),
      NEW.confirmed_by, NEW.confirmed_at, NEW.id, NULL, NULL, NULL);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER in_books AFTER UPDATE ON budgets FOR EACH ROW EXECUTE FUNCTION budget_in_books();
--> statement-breakpoint

-- The accounts of a fund in a year, in the order of the contract, debits positive: what stood there before a month, what came in it, what
-- stands after it. Without a month: everything.
CREATE FUNCTION trial_balance(of_fund text, of_year integer, through_month text)
RETURNS TABLE (account text, opening bigint, debit bigint, credit bigint, balance bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT a.account, coalesce(s.opening, 0)::bigint, coalesce(s.debit, 0)::bigint, coalesce(s.credit, 0)::bigint, coalesce(s.balance, 0)::bigint
  FROM ledger_accounts a LEFT JOIN (
    SELECT p.account, sum(p.fen) FILTER (WHERE p.month < through_month) AS opening,
      sum(p.fen) FILTER (WHERE p.fen > 0 AND coalesce(p.month = through_month, true)) AS debit,
      -sum(p.fen) FILTER (WHERE p.fen < 0 AND coalesce(p.month = through_month, true)) AS credit, sum(p.fen) AS balance
    FROM postings p WHERE p.fund = of_fund AND p.year = of_year AND coalesce(p.month <= through_month, true) GROUP BY p.account) s ON s.account = a.account
  WHERE a.fund = of_fund AND a.year = of_year
  ORDER BY array_position(ARRAY['quota', 'available', 'committed', 'payable', 'paying'], a.account);
$$;
--> statement-breakpoint
-- What all accounts came to by the end of a month, as texts: everything since they were opened.
CREATE FUNCTION totals_through(through_month text) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('fund', s.fund, 'year', s.year, 'account', s.account, 'debit', s.debit::text, 'credit', s.credit::text,
    'balance', (s.debit - s.credit)::text) ORDER BY s.fund, s.year, s.account), '[]')
  FROM (SELECT p.fund, p.year, p.account, coalesce(sum(p.fen) FILTER (WHERE p.fen > 0), 0) AS debit, coalesce(-sum(p.fen) FILTER (WHERE p.fen < 0), 0) AS credit
    FROM postings p WHERE p.month <= through_month GROUP BY p.fund, p.year, p.account) s;
$$;
--> statement-breakpoint
-- A month is closed once it is over in Sanya and every month before it with entries is. The database writes what it ended with.
CREATE FUNCTION period_closes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_books();
  PERFORM refuse_unless(NEW.month ~ '^\d{4}-(0[1-9]|1[0-2])$' AND NEW.month < to_char(least(sanya_day(now()), sanya_day(NEW.closed_at)), 'YYYY-MM'),
    'LS043', 'The month is not over');
  PERFORM refuse_unless(NOT EXISTS (SELECT FROM journals j WHERE j.month < NEW.month AND NOT EXISTS (SELECT FROM ledger_periods p WHERE p.month = j.month)),
    'LS043', 'A month before it is open');
  NEW.totals := totals_through(NEW.month);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrives BEFORE INSERT ON ledger_periods FOR EACH ROW EXECUTE FUNCTION period_closes();
--> statement-breakpoint

-- What is final, and what the log answers for. Balances, counters and years follow from entries and are compared with them instead.
-- Postings have leaves of their own: whoever verifies compares rows, and needs to know nothing of accounts.
DO $$
DECLARE
  entered text[];
BEGIN
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['journals', 'id'], ['postings', 'journal_id, line'], ['ledger_periods', 'month'], ['reconciliations', 'seq']] LOOP
    EXECUTE format('CREATE TRIGGER entered AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION enter_in_log(%s)', entered[1], entered[2]);
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_any_change()', entered[1]);
  END LOOP;
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['budgets', 'id'], ['payables', 'id']] LOOP
    EXECUTE format('CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_change(%s)', entered[1], entered[2]);
  END LOOP;
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['journals'], ['postings'], ['ledger_periods'], ['reconciliations'], ['budgets'], ['payables'], ['ledger_accounts']] LOOP
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_any_change()', entered[1]);
  END LOOP;
END $$;
--> statement-breakpoint

-- Opens the books: awards that were approved before there were any have their money set aside by an entry of their own, in the year in
-- which they were approved; what was granted is owed since then.
DO $$
DECLARE
  a awards;
  approved_in integer;
BEGIN
  FOR a IN SELECT * FROM awards WHERE state IN ('approved', 'granted') ORDER BY state_since, id LOOP
    SELECT extract(year FROM sanya_day(max(s.at))) INTO approved_in FROM award_steps s
      WHERE s.award_id = a.id AND s.version = a.version AND s.step IN ('approve', 'approve-second');
    PERFORM post_journal('open', format('open/%s/%s', a.id, a.version), a.fund, approved_in, a.total_fen, NULL, now(), NULL, a.id, NULL, NULL);
    IF a.state = 'granted' THEN PERFORM grant_award(a, NULL, now()); END IF;
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  SET CONSTRAINTS ALL DEFERRED;
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE INSERT OR UPDATE OR DELETE ON payables FOR EACH ROW EXECUTE FUNCTION payable_only_moves();
--> statement-breakpoint

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION trial_balance(text, integer, text), payable_agrees(uuid), journal_accounts(text), payable_may_become(text, text)
  TO lushao_office, lushao_auditor;
--> statement-breakpoint
GRANT SELECT ON fund_years, budgets, ledger_accounts, voucher_counters, journals, postings, ledger_periods, payables, reconciliations
  TO lushao_office, lushao_auditor;
--> statement-breakpoint
GRANT INSERT (id, fund, year, fen, document, document_on, reverses, proposed_by, proposed_at) ON budgets TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (confirmed_by, confirmed_at, withdrawn_by, withdrawn_at) ON budgets TO lushao_office;
--> statement-breakpoint
GRANT INSERT (month, closed_by, closed_at) ON ledger_periods TO lushao_office;
--> statement-breakpoint
GRANT INSERT (at, staff_id, compared, differences) ON reconciliations TO lushao_office;
--> statement-breakpoint
-- What the auditor's alarms compare.
GRANT EXECUTE ON FUNCTION tip_accepted_at(uuid), first_action_at(uuid), case_root(uuid), cases_of(uuid), sanya_day(timestamptz) TO lushao_auditor;
