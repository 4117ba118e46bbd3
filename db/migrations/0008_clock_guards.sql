-- Clocks: working days, what starts and ends a run, pauses, escalation, supervision orders, and who may do what.
-- Days are days in Sanya, and only this file counts them.

-- The day in Sanya at an instant.
CREATE FUNCTION sanya_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT (moment AT TIME ZONE 'Asia/Shanghai')::date;
$$;
--> statement-breakpoint
-- Monday to Friday, unless the official calendar says otherwise. Of a year without one this is a guess: see `provisional`.
CREATE FUNCTION is_workday(which date) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT c.is_workday FROM calendar_days c WHERE c.day = which), extract(isodow FROM which) < 6);
$$;
--> statement-breakpoint
-- The last of so many working days. Counting starts the day after (民法典 201); none at all is the day itself, or the next
-- working day where it is none (203). Provisional 暂定 when some day on the way lies in a year without a published calendar.
CREATE FUNCTION add_working_days(start date, days integer, OUT due_on date, OUT provisional boolean)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  SELECT ahead.day INTO due_on
    FROM (SELECT start + n AS day FROM generate_series(least(days, 1), days * 2 + 30) n) ahead
    LEFT JOIN calendar_days c ON c.day = ahead.day
    WHERE coalesce(c.is_workday, extract(isodow FROM ahead.day) < 6)
    ORDER BY ahead.day OFFSET greatest(days, 1) - 1 LIMIT 1;
  provisional := EXISTS (SELECT FROM generate_series(extract(year FROM start + least(days, 1))::integer, extract(year FROM due_on)::integer) y
    WHERE NOT EXISTS (SELECT FROM calendar_years c WHERE c.year = y));
END $$;
--> statement-breakpoint
-- Mondays to Fridays up to and with a day, since a Monday long ago.
CREATE FUNCTION weekdays_until(which date) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT (which - date '2000-01-03') / 7 * 5 + least((which - date '2000-01-03') % 7 + 1, 5);
$$;
--> statement-breakpoint
-- Working days after the one day up to and with the other; below zero when the other is earlier. Weekdays, less those that are
-- off, and the weekends that are worked: as quick over years as over a week.
CREATE FUNCTION working_days_between(one date, other date) RETURNS integer
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN other < one THEN -1 ELSE 1 END * (weekdays_until(greatest(one, other)) - weekdays_until(least(one, other))
    + (SELECT count(*) FILTER (WHERE c.is_workday AND extract(isodow FROM c.day) >= 6)
            - count(*) FILTER (WHERE NOT c.is_workday AND extract(isodow FROM c.day) < 6)
       FROM calendar_days c WHERE c.day > least(one, other) AND c.day <= greatest(one, other)))::integer;
$$;
--> statement-breakpoint
-- The working day that lies so many before this one.
CREATE FUNCTION working_day_before(which date, days integer) RETURNS date
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE days WHEN 0 THEN which ELSE (
    SELECT d.day FROM (SELECT which - n AS day FROM generate_series(1, days * 2 + 30) n) d
    LEFT JOIN calendar_days c ON c.day = d.day
    WHERE coalesce(c.is_workday, extract(isodow FROM d.day) < 6)
    ORDER BY d.day DESC OFFSET greatest(days, 1) - 1 LIMIT 1) END;
$$;
--> statement-breakpoint

-- When a run is due and what happens when, counted from a day.
CREATE FUNCTION clock_times(start date, days integer, by_set integer,
  OUT due_on date, OUT remind_on date, OUT lead_on date, OUT order_on date, OUT provisional boolean)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE held deadline_sets;
BEGIN
  SELECT * INTO held FROM deadline_sets s WHERE s.seq = by_set;
  SELECT a.due_on, a.provisional INTO due_on, provisional FROM add_working_days(start, days) a;
  remind_on := working_day_before(due_on, held.remind_before);
  SELECT a.due_on INTO lead_on FROM add_working_days(due_on, held.lead_after) a;
  SELECT a.due_on INTO order_on FROM add_working_days(due_on, held.order_after) a;
END $$;
--> statement-breakpoint
-- `CLOCK_OF_STAGE` of the contract.
CREATE FUNCTION clock_of_stage(stage text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE stage WHEN 'received' THEN 'accept' WHEN 'accepted' THEN 'verify' WHEN 'verifying' THEN 'decide'
    WHEN 'confirmed' THEN 'close' WHEN 'unfounded' THEN 'close' WHEN 'elsewhere' THEN 'close' END;
$$;
--> statement-breakpoint

-- A run counts by the calendar that holds while it is written: who publishes one waits for those who count, and they for them.
CREATE FUNCTION hold_calendar() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock_shared(7202); $$;
--> statement-breakpoint
-- Starts a run, under the deadlines that hold now. One of the kind that runs already goes on.
CREATE FUNCTION start_clock(of_tip uuid, what text, at_desk uuid, moment timestamptz, place integer) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE held deadline_sets; days integer;
BEGIN
  PERFORM hold_calendar();
  SELECT * INTO STRICT held FROM deadline_sets WHERE approved_at IS NOT NULL ORDER BY seq DESC LIMIT 1;
  days := (to_jsonb(held)->>what)::integer;
  INSERT INTO clocks (tip_id, kind, desk_id, district, started_at, started_seq, working_days, set_seq, counted_from, counted_days,
      due_on, remind_on, lead_on, order_on, provisional)
    SELECT t.id, what, at_desk, t.district, moment, place, days, held.seq, sanya_day(moment), days,
      c.due_on, c.remind_on, c.lead_on, c.order_on, c.provisional
    FROM tips t, clock_times(sanya_day(moment), days, held.seq) c WHERE t.id = of_tip
    ON CONFLICT (tip_id, kind) WHERE ended_at IS NULL DO NOTHING;
END $$;
--> statement-breakpoint
-- Lets a paused run go on: what was left counts from the day on which the pause ends, its last day at the latest.
CREATE FUNCTION end_pause(of_run uuid, because text, who uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE run clocks; pause clock_pauses; goes_on date;
BEGIN
  PERFORM hold_calendar();
  SELECT * INTO run FROM clocks WHERE id = of_run AND paused_on IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO STRICT pause FROM clock_pauses WHERE clock_id = of_run ORDER BY seq DESC LIMIT 1;
  goes_on := greatest(run.paused_on, least(sanya_day(moment), pause.ends_on));
  INSERT INTO pause_ends (tip_id, seq, why, staff_id, at) VALUES (run.tip_id, pause.seq, because, who, moment);
  UPDATE clocks SET paused_on = NULL, remaining = NULL, paused_days = paused_days + working_days_between(run.paused_on, goes_on),
      counted_from = goes_on, counted_days = run.remaining,
      (due_on, remind_on, lead_on, order_on, provisional)
        = (SELECT c.due_on, c.remind_on, c.lead_on, c.order_on, c.provisional FROM clock_times(goes_on, run.remaining, run.set_seq) c)
    WHERE id = of_run;
END $$;
--> statement-breakpoint
-- Ends a run, and its pause with it. One that was undone is not judged.
CREATE FUNCTION end_clock(of_run uuid, how text, moment timestamptz, place integer) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_calendar();
  PERFORM end_pause(of_run, 'moved', NULL, moment);
  UPDATE clocks SET ended = how, ended_at = moment, ended_seq = place,
      in_time = CASE WHEN how <> 'undone' THEN sanya_day(moment) <= due_on END,
      took_days = CASE WHEN how <> 'undone' THEN greatest(0, working_days_between(sanya_day(started_at), sanya_day(moment)) - paused_days) END
    WHERE id = of_run AND ended_at IS NULL;
END $$;
--> statement-breakpoint

-- A move was taken back: what it started is undone, and what it ended goes on as if it had not been made. Where the tip went to
-- another desk since then, the run ended there instead, and goes on at the new desk.
CREATE FUNCTION clocks_undo(of_tip uuid, stage text, undone integer, place integer, moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE run clocks; first_transfer tip_transfers; last_transfer tip_transfers;
BEGIN
  SELECT * INTO first_transfer FROM tip_transfers WHERE tip_id = of_tip AND seq > undone AND seq < place ORDER BY seq LIMIT 1;
  SELECT * INTO last_transfer FROM tip_transfers WHERE tip_id = of_tip AND seq > undone AND seq < place ORDER BY seq DESC LIMIT 1;
  PERFORM end_clock(id, 'undone', moment, place) FROM clocks
    WHERE tip_id = of_tip AND ended_at IS NULL AND (kind <> 'answer' OR coalesce(clock_of_stage(stage), 'accept') = 'accept');
  UPDATE clocks SET ended = 'undone', in_time = NULL, took_days = NULL
    WHERE tip_id = of_tip AND kind <> 'answer' AND started_seq = undone AND ended = 'transferred';
  FOR run IN SELECT * FROM clocks WHERE tip_id = of_tip AND ended_seq = undone AND ended = 'done' ORDER BY kind LOOP
    IF run.kind = 'answer' AND EXISTS (SELECT FROM messages m
        WHERE m.tip_id = of_tip AND m.sender = 'desk' AND m.at >= run.ended_at AND m.at <= moment) THEN
      -- The desk has answered since in words: that stands.
      UPDATE clocks SET ended_seq = NULL WHERE id = run.id;
      CONTINUE;
    END IF;
    PERFORM end_clock(id, 'undone', moment, place) FROM clocks WHERE tip_id = of_tip AND kind = run.kind AND ended_at IS NULL;
    UPDATE clocks SET ended = NULL, ended_at = NULL, ended_seq = NULL, in_time = NULL, took_days = NULL WHERE id = run.id;
    IF first_transfer IS NOT NULL THEN
      PERFORM end_clock(run.id, 'transferred', first_transfer.at, first_transfer.seq);
      PERFORM start_clock(of_tip, run.kind, last_transfer.to_desk, last_transfer.at, last_transfer.seq);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- A move ends whatever runs, and starts what its stage has.
CREATE FUNCTION clocks_move(of_tip uuid, at_desk uuid, did text, stage text, undone integer, place integer, moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF did = 'undo' THEN
    PERFORM clocks_undo(of_tip, stage, undone, place, moment);
  ELSE
    PERFORM end_clock(id, 'done', moment, place) FROM clocks WHERE tip_id = of_tip AND ended_at IS NULL;
    IF clock_of_stage(stage) IS NOT NULL THEN
      PERFORM start_clock(of_tip, clock_of_stage(stage), at_desk, moment, place);
    END IF;
  END IF;
END $$;
--> statement-breakpoint
-- A transfer ends what runs at the old desk; the same begins anew at the new one.
CREATE FUNCTION clocks_transfer(of_tip uuid, desk uuid, place integer, moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE run clocks;
BEGIN
  FOR run IN SELECT * FROM clocks WHERE tip_id = of_tip AND ended_at IS NULL LOOP
    PERFORM end_clock(run.id, 'transferred', moment, place);
    PERFORM start_clock(of_tip, run.kind, desk, moment, place);
  END LOOP;
END $$;
--> statement-breakpoint
-- Who waited for the tipster waits no longer. An answer is owed where the tip is accepted and has not ended; before that, accepting
-- it is the answer. A message of the desk is one.
CREATE FUNCTION clocks_message(of_tip uuid, at_desk uuid, stage text, from_whom text, moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF from_whom = 'desk' THEN
    PERFORM end_clock(id, 'done', moment, NULL) FROM clocks WHERE tip_id = of_tip AND kind = 'answer' AND ended_at IS NULL;
    RETURN;
  END IF;
  PERFORM end_pause(id, 'answered', NULL, moment) FROM clocks WHERE tip_id = of_tip AND paused_on IS NOT NULL;
  IF coalesce(clock_of_stage(stage), 'accept') <> 'accept' THEN
    PERFORM start_clock(of_tip, 'answer', at_desk, moment, NULL);
  END IF;
END $$;
--> statement-breakpoint

CREATE FUNCTION move_clocks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM clocks_move(NEW.tip_id, s.desk_id, NEW.move, NEW.to_stage, NEW.undoes, NEW.seq, NEW.at) FROM tip_states s WHERE s.tip_id = NEW.tip_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER clocks AFTER INSERT ON tip_moves FOR EACH ROW EXECUTE FUNCTION move_clocks();
--> statement-breakpoint
CREATE FUNCTION transfer_clocks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM clocks_transfer(NEW.tip_id, NEW.to_desk, NEW.seq, NEW.at);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER clocks AFTER INSERT ON tip_transfers FOR EACH ROW EXECUTE FUNCTION transfer_clocks();
--> statement-breakpoint
-- After `arrived`, which has locked where the tip stands: whoever moves it at this moment comes before or after.
CREATE FUNCTION message_clocks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM clocks_message(NEW.tip_id, s.desk_id, s.stage, NEW.sender, NEW.at) FROM tip_states s WHERE s.tip_id = NEW.tip_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER clocks AFTER INSERT ON messages FOR EACH ROW EXECUTE FUNCTION message_clocks();
--> statement-breakpoint

-- Writes down what a run looks like after each change: without time, and without an order among runs.
CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER counted BEFORE UPDATE ON clocks FOR EACH ROW EXECUTE FUNCTION count_version();
--> statement-breakpoint
CREATE FUNCTION note_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET TimeZone = 'UTC' SET bytea_output = 'hex' AS $$
BEGIN
  INSERT INTO clock_changes (tip_id, clock_id, version, digest)
    VALUES (NEW.tip_id, NEW.id, NEW.version, log_record_digest('clocks', to_jsonb(NEW)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER noted AFTER INSERT OR UPDATE ON clocks FOR EACH ROW EXECUTE FUNCTION note_clock();
--> statement-breakpoint

-- Pauses: while the tip waits for the tipster, of a stage's clock that is not overdue, and no longer than allowed in all.
CREATE FUNCTION pause_clock(of_tip uuid, place integer, of_run uuid, who uuid, moment timestamptz, why bytea) RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE run clocks; most integer; until date; today date := sanya_day(moment);
BEGIN
  PERFORM hold_calendar();
  SELECT c.* INTO run FROM clocks c JOIN tip_states s ON s.tip_id = c.tip_id
    WHERE c.id = of_run AND c.tip_id = of_tip AND c.ended_at IS NULL AND c.paused_on IS NULL AND c.kind <> 'answer' AND c.due_on >= today
      AND s.waiting_for = 'tipster' FOR UPDATE OF c;
  SELECT pause_most - run.paused_days INTO most FROM deadline_sets WHERE seq = run.set_seq;
  IF run.id IS NULL OR most < 1 THEN
    RAISE EXCEPTION 'The clock cannot be paused' USING ERRCODE = 'LS011';
  END IF;
  until := (add_working_days(today, most)).due_on;
  INSERT INTO clock_pauses (tip_id, seq, clock_id, staff_id, at, reason, ends_on) VALUES (of_tip, place, of_run, who, moment, why, until);
  UPDATE clocks SET paused_on = today, remaining = greatest(0, working_days_between(today, due_on)) WHERE id = of_run;
  RETURN until;
END $$;
--> statement-breakpoint
-- Ends a pause that is open; answers when the run is due now, or nothing.
CREATE FUNCTION resume_clock(of_tip uuid, place integer, who uuid, moment timestamptz) RETURNS TABLE (due_on date, provisional boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE run uuid := (SELECT p.clock_id FROM clock_pauses p WHERE p.tip_id = of_tip AND p.seq = place
  AND NOT EXISTS (SELECT FROM pause_ends e WHERE e.tip_id = p.tip_id AND e.seq = p.seq));
BEGIN
  IF run IS NULL THEN RETURN; END IF;
  PERFORM end_pause(run, 'resumed', who, moment);
  RETURN QUERY SELECT c.due_on, c.provisional FROM clocks c WHERE c.id = run;
END $$;
--> statement-breakpoint
-- Ends the pauses whose last day is over. The clock goes on from that day, however late somebody looks. A job.
CREATE FUNCTION end_long_pauses(moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE run uuid; ended integer := 0;
BEGIN
  FOR run IN SELECT c.id FROM clocks c JOIN clock_pauses p ON p.clock_id = c.id
      WHERE c.paused_on IS NOT NULL AND p.ends_on < sanya_day(moment)
        AND NOT EXISTS (SELECT FROM pause_ends e WHERE e.tip_id = p.tip_id AND e.seq = p.seq) LOOP
    PERFORM end_pause(run, 'limit', NULL, moment);
    ended := ended + 1;
  END LOOP;
  RETURN ended;
END $$;
--> statement-breakpoint

-- Escalation, each level once a run, and an order with its number in the same transaction. False when it happened before, or when
-- the run has ended, stands still or is not so far: then there is nothing to tell.
CREATE FUNCTION escalate_clock(of_run uuid, what text, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE run clocks; given integer; y integer := extract(year FROM sanya_day(moment)); answer record;
BEGIN
  PERFORM hold_calendar();
  SELECT * INTO run FROM clocks WHERE id = of_run AND ended_at IS NULL AND paused_on IS NULL
    AND sanya_day(moment) >= CASE what WHEN 'reminder' THEN remind_on WHEN 'lead' THEN lead_on WHEN 'order' THEN order_on END FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO clock_events (tip_id, clock_id, level, at) VALUES (run.tip_id, run.id, what, moment) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  IF what = 'order' THEN
    INSERT INTO order_counters AS c (year, last) VALUES (y, 1) ON CONFLICT (year) DO UPDATE SET last = c.last + 1 RETURNING c.last INTO given;
    SELECT a.* INTO answer FROM deadline_sets s, add_working_days(sanya_day(moment), s.order_answer) a WHERE s.seq = run.set_seq;
    INSERT INTO supervision_orders (year, seq, number, clock_id, tip_id, desk_id, issued_at, answer_due_on, provisional, status)
      VALUES (y, given, format('DB-%s-%s', y, lpad(given::text, greatest(4, length(given::text)), '0')), run.id, run.tip_id, run.desk_id, moment,
        answer.due_on, answer.provisional, 'issued');
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
-- An answer, then the auditor's word on it, one after the other; whoever answered does not accept. An answer that is sent back is
-- owed again, in as many days. Of a tip that was deleted nothing more is written.
CREATE FUNCTION order_goes_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about supervision_orders; due record;
BEGIN
  SELECT o.* INTO about FROM supervision_orders o JOIN tips t ON t.id = o.tip_id WHERE o.id = NEW.order_id FOR UPDATE OF o;
  IF about.id IS NULL OR NOT (CASE NEW.kind WHEN 'answer' THEN about.status IN ('issued', 'returned') ELSE about.status = 'answered' END)
    OR NEW.seq <> (SELECT count(*) FROM order_entries WHERE order_id = NEW.order_id) THEN
    RAISE EXCEPTION 'The order is not there' USING ERRCODE = 'LS009';
  END IF;
  IF NEW.kind <> 'answer' AND EXISTS (SELECT FROM order_entries WHERE order_id = NEW.order_id AND kind = 'answer' AND staff_id = NEW.staff_id) THEN
    RAISE EXCEPTION 'Nobody accepts an answer of their own' USING ERRCODE = 'LS010';
  END IF;
  NEW.tip_id := about.tip_id;
  UPDATE supervision_orders SET status = CASE NEW.kind WHEN 'answer' THEN 'answered' WHEN 'return' THEN 'returned' ELSE 'accepted' END
    WHERE id = NEW.order_id;
  IF NEW.kind = 'return' THEN
    SELECT a.* INTO due FROM clocks c JOIN deadline_sets s ON s.seq = c.set_seq, add_working_days(sanya_day(NEW.at), s.order_answer) a
      WHERE c.id = about.clock_id;
    UPDATE supervision_orders SET answer_due_on = due.due_on, provisional = due.provisional WHERE id = NEW.order_id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER goes_on BEFORE INSERT ON order_entries FOR EACH ROW EXECUTE FUNCTION order_goes_on();
--> statement-breakpoint

-- On how many days of a year two entries say different things. What a day is called does not count, nor a Sunday that is named as off.
CREATE FUNCTION calendar_differences(of_year integer, one jsonb, other jsonb) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer
  FROM (SELECT make_date(of_year, 1, 1) + n AS day FROM generate_series(0, make_date(of_year, 12, 31) - make_date(of_year, 1, 1)) n) d
  WHERE coalesce((SELECT (e->>'isWorkday')::boolean FROM jsonb_array_elements(one) e WHERE (e->>'day')::date = d.day), extract(isodow FROM d.day) < 6)
    IS DISTINCT FROM
    coalesce((SELECT (e->>'isWorkday')::boolean FROM jsonb_array_elements(other) e WHERE (e->>'day')::date = d.day), extract(isodow FROM d.day) < 6);
$$;
--> statement-breakpoint
-- The newest version of a year is what counts.
CREATE FUNCTION calendar_published() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM calendar_days WHERE extract(year FROM day) = NEW.year;
  INSERT INTO calendar_days (day, is_workday, name)
    SELECT (e->>'day')::date, (e->>'isWorkday')::boolean, e->>'name' FROM jsonb_array_elements(NEW.days) e;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER published AFTER INSERT ON calendar_years FOR EACH ROW EXECUTE FUNCTION calendar_published();
--> statement-breakpoint
-- Counts again what runs through a year, and what ended while its day was provisional. How many changed.
CREATE FUNCTION recount_clocks(of_year integer) RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE changed integer;
BEGIN
  UPDATE clocks c SET due_on = t.due_on, remind_on = t.remind_on, lead_on = t.lead_on, order_on = t.order_on, provisional = t.provisional,
      remaining = CASE WHEN c.remaining IS NOT NULL THEN greatest(0, working_days_between(c.paused_on, t.due_on)) END,
      in_time = CASE WHEN c.in_time IS NOT NULL THEN sanya_day(c.ended_at) <= t.due_on END,
      took_days = CASE WHEN c.took_days IS NOT NULL
        THEN greatest(0, working_days_between(sanya_day(c.started_at), sanya_day(c.ended_at)) - c.paused_days) END
    FROM (SELECT k.id, n.* FROM clocks k, clock_times(k.counted_from, k.counted_days, k.set_seq) n
      WHERE (k.ended_at IS NULL OR k.provisional) AND k.counted_from <= make_date(of_year, 12, 31) AND k.order_on >= make_date(of_year, 1, 1)) t
    WHERE c.id = t.id AND (c.due_on, c.remind_on, c.lead_on, c.order_on, c.provisional)
      IS DISTINCT FROM (t.due_on, t.remind_on, t.lead_on, t.order_on, t.provisional);
  GET DIAGNOSTICS changed = ROW_COUNT;
  UPDATE supervision_orders o SET answer_due_on = t.due_on, provisional = t.provisional
    FROM (SELECT k.id, a.* FROM supervision_orders k JOIN clocks c ON c.id = k.clock_id JOIN deadline_sets s ON s.seq = c.set_seq,
        add_working_days(sanya_day(coalesce((SELECT max(e.at) FROM order_entries e WHERE e.order_id = k.id AND e.kind = 'return'), k.issued_at)),
          s.order_answer) a
      WHERE k.status <> 'accepted' AND k.answer_due_on >= make_date(of_year, 1, 1)) t
    WHERE o.id = t.id AND (o.answer_due_on, o.provisional) IS DISTINCT FROM (t.due_on, t.provisional);
  RETURN changed;
END $$;
--> statement-breakpoint
-- The second person typed the year. When it says what the first entry says, it is published; else only on how many days it differs.
CREATE FUNCTION publish_calendar(of_year integer, typed jsonb, who uuid, moment timestamptz,
  OUT differs integer, OUT version integer, OUT recounted integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE drafted calendar_drafts;
BEGIN
  PERFORM pg_advisory_xact_lock(7202);
  SELECT * INTO STRICT drafted FROM calendar_drafts d WHERE d.year = of_year FOR UPDATE;
  differs := calendar_differences(of_year, drafted.days, typed);
  IF differs > 0 THEN RETURN; END IF;
  version := (SELECT coalesce(max(y.version), 0) + 1 FROM calendar_years y WHERE y.year = of_year);
  INSERT INTO calendar_years (year, version, source_doc, days, entered_by, entered_at, verified_by, verified_at)
    VALUES (of_year, version, drafted.source_doc, drafted.days, drafted.entered_by, drafted.entered_at, who, moment);
  DELETE FROM calendar_drafts d WHERE d.year = of_year;
  recounted := recount_clocks(of_year);
END $$;
--> statement-breakpoint

-- A set of deadlines is approved or withdrawn, once; its figures never change.
CREATE FUNCTION set_only_settles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE settles text[] := ARRAY['approved_by', 'approved_at', 'withdrawn_by', 'withdrawn_at'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.approved_at IS NULL AND OLD.withdrawn_at IS NULL AND to_jsonb(OLD) - settles = to_jsonb(NEW) - settles THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on deadline_sets is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON deadline_sets FOR EACH ROW EXECUTE FUNCTION set_only_settles();
--> statement-breakpoint
CREATE TRIGGER final_whole BEFORE TRUNCATE ON deadline_sets EXECUTE FUNCTION refuse_any_change();
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON calendar_years FOR EACH ROW EXECUTE FUNCTION refuse_any_change();
--> statement-breakpoint
CREATE TRIGGER final_whole BEFORE TRUNCATE ON calendar_years EXECUTE FUNCTION refuse_any_change();
--> statement-breakpoint

-- What is final, and what the log answers for; the keys of what hangs on a tip begin with it.
DO $$
DECLARE
  entered text[];
BEGIN
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['clock_changes', 'tip_id, clock_id, version'], ['clock_events', 'tip_id, clock_id, level'],
    ['clock_pauses', 'tip_id, seq'], ['pause_ends', 'tip_id, seq'], ['order_entries', 'tip_id, order_id, seq']] LOOP
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', entered[1]);
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', entered[1]);
    EXECUTE format('CREATE TRIGGER entered AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION enter_in_log(%s)', entered[1], entered[2]);
  END LOOP;
  CREATE TRIGGER entered AFTER INSERT ON calendar_years FOR EACH ROW EXECUTE FUNCTION enter_in_log(year, version);
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['calendar_days', 'day'], ['calendar_drafts', 'year'], ['deadline_sets', 'seq'], ['supervision_orders', 'id']] LOOP
    EXECUTE format('CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_change(%s)', entered[1], entered[2]);
  END LOOP;
END $$;
--> statement-breakpoint

-- What the product ships with 系统默认: nobody proposed or entered it. Tests compare the calendar with two other sources.
INSERT INTO deadline_sets (accept, verify, decide, "close", answer, remind_before, lead_after, order_after, order_answer, pause_most, approved_at)
  VALUES (3, 5, 15, 5, 3, 1, 1, 3, 5, 15, '2025-01-01T00:00:00+08');
--> statement-breakpoint
INSERT INTO calendar_years (year, version, source_doc, days)
  SELECT notice.year, 1, format('国务院办公厅关于%s年部分节假日安排的通知（%s）', notice.year, notice.dated),
    (SELECT jsonb_agg(jsonb_build_object('day', first + n, 'isWorkday', works, 'name', name) ORDER BY first + n)
     FROM (VALUES
       (date '2025-01-01', date '2025-01-01', false, '元旦'),
       ('2025-01-26', '2025-01-26', true, '春节'), ('2025-01-28', '2025-02-04', false, '春节'), ('2025-02-08', '2025-02-08', true, '春节'),
       ('2025-04-04', '2025-04-06', false, '清明节'),
       ('2025-04-27', '2025-04-27', true, '劳动节'), ('2025-05-01', '2025-05-05', false, '劳动节'),
       ('2025-05-31', '2025-06-02', false, '端午节'),
       ('2025-09-28', '2025-09-28', true, '国庆节、中秋节'), ('2025-10-01', '2025-10-08', false, '国庆节、中秋节'),
       ('2025-10-11', '2025-10-11', true, '国庆节、中秋节'),
       ('2026-01-01', '2026-01-03', false, '元旦'), ('2026-01-04', '2026-01-04', true, '元旦'),
       ('2026-02-14', '2026-02-14', true, '春节'), ('2026-02-15', '2026-02-23', false, '春节'), ('2026-02-28', '2026-02-28', true, '春节'),
       ('2026-04-04', '2026-04-06', false, '清明节'),
       ('2026-05-01', '2026-05-05', false, '劳动节'), ('2026-05-09', '2026-05-09', true, '劳动节'),
       ('2026-06-19', '2026-06-21', false, '端午节'),
       ('2026-09-25', '2026-09-27', false, '中秋节'),
       ('2026-09-20', '2026-09-20', true, '国庆节'), ('2026-10-01', '2026-10-07', false, '国庆节'), ('2026-10-10', '2026-10-10', true, '国庆节')
     ) AS said (first, last, works, name), generate_series(0, last - first) n
     WHERE extract(year FROM first) = notice.year)
  FROM (VALUES (2025, '2024年11月12日'), (2026, '2025年11月4日')) AS notice (year, dated);
--> statement-breakpoint

-- The runs of a tip, from its trail: what the triggers would have made. A tipster may have written up to an hour after the time that
-- is kept, but before what was said after it.
CREATE FUNCTION replay_clocks(of_tip uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE each record; desk uuid := (SELECT desk_id FROM tips WHERE id = of_tip); stage text := 'received';
BEGIN
  FOR each IN
    SELECT 1 AS rank, seq, move, to_stage, undoes, NULL::uuid AS to_desk, NULL AS sender, at, at AS heard FROM tip_moves WHERE tip_id = of_tip
    UNION ALL SELECT 1, seq, NULL, NULL, NULL, to_desk, NULL, at, at FROM tip_transfers WHERE tip_id = of_tip
    UNION ALL SELECT 2, seq, NULL, NULL, NULL, NULL, sender, at,
      min(CASE sender WHEN 'tipster' THEN at + interval '59 minutes 59 seconds' ELSE at END) OVER (ORDER BY seq ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
      FROM messages WHERE tip_id = of_tip
    ORDER BY heard, rank, seq LOOP
    IF each.to_stage IS NOT NULL THEN
      PERFORM clocks_move(of_tip, desk, each.move, each.to_stage, each.undoes, each.seq, each.at);
      stage := each.to_stage;
    ELSIF each.to_desk IS NOT NULL THEN
      PERFORM clocks_transfer(of_tip, each.to_desk, each.seq, each.at);
      desk := each.to_desk;
    ELSE
      PERFORM clocks_message(of_tip, desk, stage, each.sender, each.at);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
SELECT replay_clocks(id) FROM tips ORDER BY serial;
--> statement-breakpoint

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION sanya_day(timestamptz), weekdays_until(date), is_workday(date), add_working_days(date, integer), working_days_between(date, date),
  working_day_before(date, integer) TO lushao_office, lushao_auditor;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION pause_clock(uuid, integer, uuid, uuid, timestamptz, bytea), resume_clock(uuid, integer, uuid, timestamptz),
  end_long_pauses(timestamptz), escalate_clock(uuid, text, timestamptz), publish_calendar(integer, jsonb, uuid, timestamptz) TO lushao_office;
--> statement-breakpoint

-- The office process: runs, pauses, orders and published years come about by the functions above alone.
GRANT SELECT ON clocks, clock_changes, clock_events, clock_pauses, pause_ends, calendar_years, calendar_days, calendar_drafts, deadline_sets,
  supervision_orders, order_entries TO lushao_office;
--> statement-breakpoint
GRANT INSERT ON calendar_drafts, order_entries TO lushao_office;
--> statement-breakpoint
GRANT INSERT (accept, verify, decide, "close", answer, remind_before, lead_after, order_after, order_answer, pause_most, reason, proposed_by, proposed_at)
  ON deadline_sets TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (approved_by, approved_at, withdrawn_by, withdrawn_at) ON deadline_sets TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (source_doc, days, entered_at) ON calendar_drafts TO lushao_office;
--> statement-breakpoint
GRANT DELETE ON calendar_drafts TO lushao_office;
--> statement-breakpoint

-- The auditor's room and the supervision page: neither what is sealed, nor a first entry that somebody types blind.
GRANT SELECT ON clocks, clock_changes, clock_events, pause_ends, calendar_years, calendar_days, deadline_sets, supervision_orders TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (tip_id, seq, clock_id, staff_id, at, ends_on) ON clock_pauses TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (year, source_doc, entered_by, entered_at) ON calendar_drafts TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (tip_id, order_id, seq, kind, staff_id, at) ON order_entries TO lushao_auditor;
--> statement-breakpoint

-- The auditor's daily mail.
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON auditor_mails FOR EACH ROW EXECUTE FUNCTION refuse_any_change();
--> statement-breakpoint
CREATE TRIGGER final_whole BEFORE TRUNCATE ON auditor_mails EXECUTE FUNCTION refuse_any_change();
--> statement-breakpoint
GRANT SELECT, INSERT ON auditor_mails TO lushao_office;
--> statement-breakpoint
GRANT SELECT ON auditor_mails TO lushao_auditor;
--> statement-breakpoint

-- Retention takes the runs of a tip with everything that hangs on them, and what was written about an order; the order stays, as the
-- trail does: it says that a desk was late, not with what.
GRANT SELECT, DELETE ON clocks, clock_changes, clock_events, clock_pauses, pause_ends, order_entries TO lushao_retention;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION forget_tip(tip uuid) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  files uuid[] := ARRAY(SELECT file_id FROM tip_files WHERE tip_id = tip);
  -- Records about what people did are no part of the tip, and stay.
  leaves bytea[] := ARRAY(SELECT entry FROM log_leaves
    WHERE source IN ('tips', 'tip_files', 'messages', 'tip_moves', 'tip_transfers', 'tip_intakes', 'tip_assignments', 'tip_notes',
        'clock_changes', 'clock_events', 'clock_pauses', 'pause_ends', 'order_entries')
      AND record >= tip::text AND record < tip::text || '0' ORDER BY entry);
BEGIN
  INSERT INTO tombstones SELECT id, serial, commitment, now(), sha256(coalesce((SELECT string_agg(e, ''::bytea ORDER BY e) FROM unnest(leaves) e), ''::bytea))
    FROM tips WHERE id = tip;
  UPDATE log_leaves SET salt = NULL, erased_by = tip WHERE entry = ANY (leaves);
  DELETE FROM order_entries WHERE tip_id = tip;
  DELETE FROM pause_ends WHERE tip_id = tip;
  DELETE FROM clock_pauses WHERE tip_id = tip;
  DELETE FROM clock_events WHERE tip_id = tip;
  DELETE FROM clock_changes WHERE tip_id = tip;
  DELETE FROM clocks WHERE tip_id = tip;
  DELETE FROM tip_files WHERE tip_id = tip;
  DELETE FROM sealed_pieces WHERE file_id = ANY (files);
  DELETE FROM messages WHERE tip_id = tip;
  DELETE FROM note_mentions WHERE tip_id = tip;
  DELETE FROM tip_notes WHERE tip_id = tip;
  DELETE FROM tip_assignments WHERE tip_id = tip;
  DELETE FROM tip_relations WHERE one = tip OR other = tip;
  DELETE FROM tip_identifiers WHERE tip_id = tip;
  DELETE FROM tip_bands WHERE tip_id = tip;
  DELETE FROM tip_words WHERE tip_id = tip;
  DELETE FROM tip_indexes WHERE tip_id = tip;
  DELETE FROM tip_intakes WHERE tip_id = tip;
  DELETE FROM tip_moves WHERE tip_id = tip;
  DELETE FROM tip_transfers WHERE tip_id = tip;
  DELETE FROM tip_wraps WHERE tip_id = tip;
  DELETE FROM tip_states WHERE tip_id = tip;
  DELETE FROM tips WHERE id = tip;
  RETURN QUERY SELECT unnest(files);
END $$;
