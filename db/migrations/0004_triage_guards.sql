-- Guards of triage, matching and cases: what is final, what follows from what, and who may do it.

-- Keyed tokens and stretches of arrival in one index. In a schema of its own, so that its functions are nobody's.
CREATE SCHEMA IF NOT EXISTS extensions;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA extensions;
--> statement-breakpoint
CREATE INDEX tip_words_words ON tip_words USING gin (block, words) WITH (fastupdate = off);
--> statement-breakpoint
-- Serials of the newest tips of these desks that have all of the words. Common words end in the newest stretches; of what is
-- not there, the rarest word leads the walk over all the rest. The planner does not know how much reading an array costs, so
-- it is told never to read them all.
CREATE FUNCTION serials_with_words(wanted bigint[], mine uuid[], before bigint, most integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path = public, extensions, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
  newest integer := ((before - 1) >> 11)::integer;
  serials bigint[];
BEGIN
  serials := ARRAY(SELECT serial FROM tip_words WHERE block BETWEEN newest - 1 AND newest AND words @> wanted AND desk_id = ANY (mine)
    AND serial < before ORDER BY serial DESC LIMIT most);
  IF cardinality(serials) < most THEN
    serials := serials || ARRAY(SELECT serial FROM tip_words WHERE block BETWEEN newest - 9 AND newest - 2 AND words @> wanted
      AND desk_id = ANY (mine) ORDER BY serial DESC LIMIT most - cardinality(serials));
  END IF;
  IF cardinality(serials) < most AND newest > 9 THEN
    serials := serials || ARRAY(SELECT serial FROM tip_words WHERE words @> wanted AND desk_id = ANY (mine)
      AND serial < (newest - 9)::bigint << 11 ORDER BY serial DESC LIMIT most - cardinality(serials));
  END IF;
  RETURN QUERY SELECT unnest(serials);
END $$;
--> statement-breakpoint
-- The newest tips of a desk with a token, however many other desks have.
CREATE INDEX tip_identifiers_desk ON tip_identifiers (token, desk_id, serial);
--> statement-breakpoint
CREATE INDEX tip_bands_desk ON tip_bands (token, desk_id, serial);
--> statement-breakpoint

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tip_intakes', 'tip_assignments', 'tip_notes', 'case_steps', 'case_narratives', 'case_merges', 'outcomes', 'outcome_confirmations'] LOOP
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- A link is taken out once, by somebody, and nothing else of it ever changes.
CREATE FUNCTION link_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL
    AND (OLD.case_id, OLD.seq, OLD.staff_id, OLD.at, OLD.tip_id, OLD."as", OLD.why) IS NOT DISTINCT FROM
        (NEW.case_id, NEW.seq, NEW.staff_id, NEW.at, NEW.tip_id, NEW."as", NEW.why) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on case_links is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON case_links FOR EACH ROW EXECUTE FUNCTION link_only_ends();
--> statement-breakpoint
CREATE TRIGGER final_whole BEFORE TRUNCATE ON case_links EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- Who confirms an outcome typed the same figures from the record. "1000 g" is not "1 kg": the record says one of them.
CREATE FUNCTION figures_agree() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM outcomes o WHERE o.id = NEW.outcome_id
      AND (o.weight, o.unit, o.count, o.money_fen) IS NOT DISTINCT FROM (NEW.weight, NEW.unit, NEW.count, NEW.money_fen)) THEN
    RAISE EXCEPTION 'The figures differ' USING ERRCODE = 'LS006';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER figures_agree BEFORE INSERT ON outcome_confirmations FOR EACH ROW EXECUTE FUNCTION figures_agree();
--> statement-breakpoint

-- Whether a later entry of the same chain of corrections is confirmed: `standingOf` of the contract, for lists and counts.
CREATE FUNCTION is_replaced(outcome uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH RECURSIVE later AS (
    SELECT id FROM outcomes WHERE corrects = outcome
    UNION ALL SELECT o.id FROM outcomes o JOIN later l ON o.corrects = l.id)
  SELECT EXISTS (SELECT FROM later JOIN outcome_confirmations k ON k.outcome_id = later.id);
$$;
--> statement-breakpoint

-- A merged case takes nothing more in; what is merged into is not merged itself.
CREATE FUNCTION case_is_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT merged_into FROM cases WHERE id = NEW.case_id FOR SHARE) IS NOT NULL THEN
    RAISE EXCEPTION 'The case was merged' USING ERRCODE = 'LS007';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['case_steps', 'case_narratives', 'case_links'] LOOP
    EXECUTE format('CREATE TRIGGER open_case BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION case_is_open()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A correction stands with what it corrects, also when that case was merged since.
CREATE TRIGGER open_case BEFORE INSERT ON outcomes FOR EACH ROW WHEN (NEW.corrects IS NULL) EXECUTE FUNCTION case_is_open();
--> statement-breakpoint

-- The case number is never given again. A case goes into one of the same desk that is not merged itself, so one step leads to where it went.
CREATE FUNCTION case_number_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.number, OLD.year, OLD.seq, OLD.desk_id, OLD.made_by, OLD.made_at) IS DISTINCT FROM
     (NEW.id, NEW.number, NEW.year, NEW.seq, NEW.desk_id, NEW.made_by, NEW.made_at)
    OR (OLD.merged_into IS NOT NULL AND NEW.merged_into IS NULL) THEN
    RAISE EXCEPTION 'UPDATE on cases is not allowed' USING ERRCODE = 'LS001';
  END IF;
  IF NEW.merged_into IS DISTINCT FROM OLD.merged_into THEN
    PERFORM FROM cases WHERE id = NEW.merged_into AND desk_id = NEW.desk_id AND merged_into IS NULL FOR SHARE;
    IF NOT FOUND OR EXISTS (SELECT FROM cases WHERE merged_into = NEW.id) THEN
      RAISE EXCEPTION 'The case cannot be merged there' USING ERRCODE = 'LS007';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION case_number_is_final();
--> statement-breakpoint

-- A new tip gets its state, its first stage and a notice in its own transaction.
CREATE OR REPLACE FUNCTION tip_arrived() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO tip_states (tip_id, serial, desk_id, category, district, stage, waiting_for, tipster_seq)
    VALUES (NEW.id, NEW.serial, NEW.desk_id, NEW.category, NEW.district, 'received', 'desk', 0);
  INSERT INTO tip_moves (tip_id, seq, move, to_stage, at) VALUES (NEW.id, 0, NULL, 'received', NEW.received_at);
  PERFORM notify_desk(NEW.desk_id);
  RETURN NEW;
END $$;
--> statement-breakpoint

-- Who has to speak next follows from who spoke last; every message is new to the index.
CREATE OR REPLACE FUNCTION message_arrived() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.sender = 'tipster' THEN
    UPDATE tip_states SET waiting_for = 'desk', tipster_seq = NEW.seq + 1, unread = true, content_seq = content_seq + 1 WHERE tip_id = NEW.tip_id;
    PERFORM notify_desk(desk_id) FROM tip_states WHERE tip_id = NEW.tip_id;
  ELSE
    UPDATE tip_states SET waiting_for = CASE WHEN NEW.is_question THEN 'tipster' ELSE 'nobody' END, content_seq = content_seq + 1
      WHERE tip_id = NEW.tip_id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_arrived() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE tip_states SET content_seq = content_seq + 1 WHERE tip_id = NEW.tip_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrived AFTER INSERT ON tip_notes FOR EACH ROW EXECUTE FUNCTION note_arrived();
--> statement-breakpoint

-- Tokens go where their tip goes. A new desk starts without an assignee and has read nothing.
CREATE FUNCTION tip_changed_desk() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE tip_identifiers SET desk_id = NEW.desk_id WHERE tip_id = NEW.tip_id;
  UPDATE tip_bands SET desk_id = NEW.desk_id WHERE tip_id = NEW.tip_id;
  UPDATE tip_words SET desk_id = NEW.desk_id WHERE tip_id = NEW.tip_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER changed_desk AFTER UPDATE OF desk_id ON tip_states FOR EACH ROW
  WHEN (OLD.desk_id IS DISTINCT FROM NEW.desk_id) EXECUTE FUNCTION tip_changed_desk();
--> statement-breakpoint
CREATE FUNCTION fresh_at_desk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.assignee_id := NULL;
  NEW.unread := true;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fresh BEFORE UPDATE OF desk_id ON tip_states FOR EACH ROW
  WHEN (OLD.desk_id IS DISTINCT FROM NEW.desk_id) EXECUTE FUNCTION fresh_at_desk();
--> statement-breakpoint

-- Who leaves a desk leaves its tips: they are nobody's again, and show as such.
CREATE FUNCTION member_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE tip_states SET assignee_id = NULL WHERE desk_id = OLD.desk_id AND assignee_id = OLD.staff_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER left_desk AFTER DELETE ON desk_members FOR EACH ROW EXECUTE FUNCTION member_left();
--> statement-breakpoint

-- Whether the text of a tip is nearly that of a tip that is marked as spam: three of eight bands agree.
CREATE FUNCTION is_like_spam(tip uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM tip_bands mine CROSS JOIN LATERAL (
      SELECT b.tip_id FROM tip_bands b JOIN tip_states s ON s.tip_id = b.tip_id AND s.stage = 'spam'
      WHERE b.token = mine.token AND b.tip_id <> tip ORDER BY b.serial DESC LIMIT 50) theirs
    WHERE mine.tip_id = tip GROUP BY theirs.tip_id HAVING count(*) >= 3);
$$;
--> statement-breakpoint
CREATE FUNCTION bands_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE tip_states SET like_spam = is_like_spam(NEW.tip_id) WHERE tip_id = NEW.tip_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- At commit, so that it sees the bands whether they were written before the index or after it.
CREATE CONSTRAINT TRIGGER changed AFTER INSERT OR UPDATE ON tip_indexes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION bands_changed();
--> statement-breakpoint
-- A mark of spam, or its end, changes what the newest new tips of nearly the same text look like. A tip that a colleague
-- is changing at this moment is left out: two who mark two such tips at once would wait for each other for ever.
CREATE FUNCTION spam_marked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE tip_states SET like_spam = is_like_spam(tip_id) WHERE tip_id IN (
    SELECT s.tip_id FROM tip_states s WHERE s.stage = 'received' AND s.tip_id IN (
      SELECT theirs.tip_id FROM tip_bands mine CROSS JOIN LATERAL (
        SELECT b.tip_id FROM tip_bands b WHERE b.token = mine.token AND b.tip_id <> NEW.tip_id ORDER BY b.serial DESC LIMIT 200) theirs
      WHERE mine.tip_id = NEW.tip_id)
    FOR UPDATE SKIP LOCKED);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER spam_marked AFTER UPDATE OF stage ON tip_states FOR EACH ROW
  WHEN ((OLD.stage = 'spam') <> (NEW.stage = 'spam')) EXECUTE FUNCTION spam_marked();
--> statement-breakpoint

-- What a tipster sees of the stages: neither a move that was taken back, nor the taking back.
CREATE OR REPLACE FUNCTION read_mailbox(hash bytea, before integer, most integer)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'tip', t.id,
    'commitment', encode(t.commitment, 'hex'),
    'tipRecipient', t.tip_recipient,
    'category', t.category,
    'stages', (SELECT jsonb_agg(jsonb_build_object('stage', m.to_stage, 'at', date_trunc('hour', m.at)) ORDER BY m.seq)
               FROM tip_moves m WHERE m.tip_id = t.id AND m.move IS DISTINCT FROM 'undo'
                 AND NOT EXISTS (SELECT FROM tip_moves u WHERE u.tip_id = m.tip_id AND u.undoes = m.seq)),
    'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', n.seq, 'id', n.id, 'from', n.sender, 'isQuestion', n.is_question,
                   'at', date_trunc('hour', n.at),
                   'sealedB64', CASE n.sender WHEN 'desk' THEN translate(encode(n.sealed, 'base64'), E'\n', '') END) ORDER BY n.seq DESC), '[]')
                 FROM (SELECT * FROM messages WHERE tip_id = t.id AND seq < coalesce(before, 1000000) ORDER BY seq DESC LIMIT most) n),
    'nextMessageSeq', (SELECT coalesce(max(seq) + 1, 0) FROM messages WHERE tip_id = t.id),
    'nextFileSeq', (SELECT coalesce(max(seq) + 1, 0) FROM tip_files WHERE tip_id = t.id))
  FROM tips t WHERE t.lookup_hash = hash;
$$;
--> statement-breakpoint

-- The one way for the office to make a tip: it always says who typed it in, and how it came.
CREATE FUNCTION take_tip(tip jsonb, wrap bytea, files jsonb, channel text, staff uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF channel NOT IN ('phone', 'letter', 'visit') THEN
    RAISE EXCEPTION 'No such channel' USING ERRCODE = '23514';
  END IF;
  INSERT INTO tips (id, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
    VALUES ((tip->>'id')::uuid, tip->>'category', tip->>'district', (tip->>'receivedAt')::timestamptz, (tip->>'deskId')::uuid,
      tip->>'tipRecipient', tip->>'mailboxRecipient', decode(tip->>'lookupHash', 'base64'), decode(tip->>'claimPublic', 'base64'),
      decode(tip->>'report', 'base64'), decode(tip->>'commitment', 'base64'));
  INSERT INTO tip_wraps (tip_id, desk_id, wrap) VALUES ((tip->>'id')::uuid, (tip->>'deskId')::uuid, wrap);
  INSERT INTO tip_files (file_id, tip_id, seq, pieces, digest)
    SELECT (f->>'id')::uuid, (tip->>'id')::uuid, (f->>'seq')::integer, (f->>'pieces')::integer, decode(f->>'digestB64', 'base64')
    FROM jsonb_array_elements(files) f;
  INSERT INTO tip_intakes (tip_id, channel, staff_id, serial)
    SELECT id, channel, staff, serial FROM tips WHERE id = (tip->>'id')::uuid;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION serials_with_words(bigint[], uuid[], bigint, integer) TO lushao_office;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION take_tip(jsonb, bytea, jsonb, text, uuid), is_replaced(uuid) TO lushao_office;
--> statement-breakpoint
-- Public keys and where tips go, of tables that the office reads anyway.
GRANT SELECT ON intake_desks TO lushao_office;
--> statement-breakpoint

-- The office process.
GRANT SELECT ON tip_intakes, tip_assignments, tip_notes, note_mentions, tip_relations, canned_answers, saved_views, tip_indexes, tip_identifiers,
  tip_bands, tip_words, case_counters, cases, case_officers, case_steps, case_narratives, case_links, case_merges, outcomes, outcome_confirmations
  TO lushao_office;
--> statement-breakpoint
GRANT INSERT ON tip_assignments, tip_notes, note_mentions, tip_relations, canned_answers, saved_views, tip_indexes, tip_identifiers,
  tip_bands, tip_words, case_counters, cases, case_officers, case_steps, case_narratives, case_links, case_merges, outcomes, outcome_confirmations,
  sealed_pieces TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (unread, priority, assignee_id, follow_up_on, indexed_seq) ON tip_states TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (seen) ON note_mentions TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (revision, sealed) ON canned_answers TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (sealed) ON saved_views TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (revision, content_seq, sealed) ON tip_indexes TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (words) ON tip_words TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (last) ON case_counters TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (filed_as, title, level, category, step, opened_at, cracked_at, merged_into, version) ON cases TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (removed_by, removed_at) ON case_links TO lushao_office;
--> statement-breakpoint
GRANT DELETE ON tip_relations, canned_answers, saved_views, tip_identifiers, tip_bands, case_officers TO lushao_office;
--> statement-breakpoint

-- Retention takes everything that hangs on a tip, its tokens too. A tip that is linked to a case is evidence, and stays.
GRANT SELECT, DELETE ON tip_intakes, tip_assignments, tip_notes, note_mentions, tip_relations, tip_indexes, tip_identifiers, tip_bands, tip_words
  TO lushao_retention;
--> statement-breakpoint
GRANT SELECT ON case_links TO lushao_retention;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION forget_tip(tip uuid) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE files uuid[] := ARRAY(SELECT file_id FROM tip_files WHERE tip_id = tip);
BEGIN
  INSERT INTO tombstones SELECT id, serial, commitment, now() FROM tips WHERE id = tip;
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
