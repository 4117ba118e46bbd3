-- Roles, grants, triggers and functions: what no process may do, whatever its code says.
-- The two processes connect as lushao_public and lushao_office; migrations run as the owner.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lushao_public') THEN CREATE ROLE lushao_public NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lushao_office') THEN CREATE ROLE lushao_office NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lushao_retention') THEN CREATE ROLE lushao_retention NOLOGIN; END IF;
EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL; -- another database of this cluster was quicker
END $$;
--> statement-breakpoint
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO lushao_public, lushao_office, lushao_retention;
--> statement-breakpoint
INSERT INTO site (site_id) VALUES (gen_random_uuid()::text);
--> statement-breakpoint

-- Sealed parts and the trail are final. Deleting is for retention alone.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_user = 'lushao_retention' THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tips', 'messages', 'tip_moves', 'tip_transfers', 'sealed_pieces', 'tip_files', 'records', 'tombstones'] LOOP
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- A wrap is never changed in place; a transfer deletes one and inserts another.
CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'UPDATE on % is not allowed', TG_TABLE_NAME USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE ON tip_wraps FOR EACH ROW EXECUTE FUNCTION refuse_update();
--> statement-breakpoint

-- A wrap goes to an investigation desk only.
CREATE FUNCTION wrap_to_investigators() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM desks WHERE id = NEW.desk_id AND kind = 'investigation') THEN
    RAISE EXCEPTION 'The desk takes no tips' USING ERRCODE = 'LS002';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER to_investigators BEFORE INSERT ON tip_wraps FOR EACH ROW EXECUTE FUNCTION wrap_to_investigators();
--> statement-breakpoint

-- A random delay of up to ten minutes before a mail, so that its time says nothing about the tipster's.
CREATE FUNCTION notify_desk(desk uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO notices (desk_id, due_at) VALUES (desk, now() + random() * interval '10 minutes');
$$;
--> statement-breakpoint

-- A new tip gets its state, its first stage and a notice in its own transaction.
CREATE FUNCTION tip_arrived() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO tip_states (tip_id, serial, desk_id, stage, waiting_for, tipster_seq)
    VALUES (NEW.id, NEW.serial, NEW.desk_id, 'received', 'desk', 0);
  INSERT INTO tip_moves (tip_id, seq, move, to_stage, at) VALUES (NEW.id, 0, NULL, 'received', NEW.received_at);
  PERFORM notify_desk(NEW.desk_id);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrived AFTER INSERT ON tips FOR EACH ROW EXECUTE FUNCTION tip_arrived();
--> statement-breakpoint

-- At commit a tip has exactly the wrap of its desk, whichever of the three tables was touched.
CREATE FUNCTION tip_is_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE tip uuid;
BEGIN
  IF TG_TABLE_NAME = 'tips' THEN tip := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN tip := OLD.tip_id;
  ELSE tip := NEW.tip_id;
  END IF;
  IF (SELECT array_agg(desk_id) FROM tip_wraps WHERE tip_id = tip) IS DISTINCT FROM
     (SELECT array_agg(desk_id) FROM tip_states WHERE tip_id = tip) THEN
    RAISE EXCEPTION 'A tip needs the wrap of its desk, and no other' USING ERRCODE = 'LS003';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON tips DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tip_is_whole();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER whole AFTER INSERT OR DELETE ON tip_wraps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tip_is_whole();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER whole AFTER UPDATE OF desk_id ON tip_states DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tip_is_whole();
--> statement-breakpoint

-- An attached file is there in full: its pieces are 0..n-1 and their hashes give the digest.
CREATE FUNCTION file_is_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held integer; last integer; digest bytea;
BEGIN
  SELECT count(*), max(seq), sha256(string_agg(sha256, ''::bytea ORDER BY seq)) INTO held, last, digest
    FROM sealed_pieces WHERE file_id = NEW.file_id;
  IF held <> NEW.pieces OR last <> NEW.pieces - 1 OR digest IS DISTINCT FROM NEW.digest THEN
    RAISE EXCEPTION 'Pieces of the file are missing' USING ERRCODE = 'LS004';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER whole BEFORE INSERT ON tip_files FOR EACH ROW EXECUTE FUNCTION file_is_whole();
--> statement-breakpoint

-- A piece is never replaced by other bytes, and nothing is added to a file that belongs to a tip. The same piece again is fine.
CREATE FUNCTION piece_is_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held bytea := (SELECT sha256 FROM sealed_pieces WHERE file_id = NEW.file_id AND seq = NEW.seq);
BEGIN
  IF held <> NEW.sha256 OR (held IS NULL AND EXISTS (SELECT FROM tip_files WHERE file_id = NEW.file_id)) THEN
    RAISE EXCEPTION 'Another piece is there, or the file is complete' USING ERRCODE = 'LS005';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER new BEFORE INSERT ON sealed_pieces FOR EACH ROW EXECUTE FUNCTION piece_is_new();
--> statement-breakpoint

-- Who has to speak next follows from who spoke last.
CREATE FUNCTION message_arrived() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.sender = 'tipster' THEN
    UPDATE tip_states SET waiting_for = 'desk', tipster_seq = NEW.seq + 1 WHERE tip_id = NEW.tip_id;
    PERFORM notify_desk(desk_id) FROM tip_states WHERE tip_id = NEW.tip_id;
  ELSE
    UPDATE tip_states SET waiting_for = CASE WHEN NEW.is_question THEN 'tipster' ELSE 'nobody' END WHERE tip_id = NEW.tip_id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER arrived AFTER INSERT ON messages FOR EACH ROW EXECUTE FUNCTION message_arrived();
--> statement-breakpoint

-- The one thing the public process can read: the mailbox whose lookup hash it knows. Newest messages first.
CREATE FUNCTION read_mailbox(hash bytea, before integer, most integer)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'tip', t.id,
    'commitment', encode(t.commitment, 'hex'),
    'tipRecipient', t.tip_recipient,
    'category', t.category,
    'stages', (SELECT jsonb_agg(jsonb_build_object('stage', m.to_stage, 'at', date_trunc('hour', m.at)) ORDER BY m.seq)
               FROM tip_moves m WHERE m.tip_id = t.id),
    'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', n.seq, 'id', n.id, 'from', n.sender, 'isQuestion', n.is_question,
                   'at', date_trunc('hour', n.at),
                   'sealedB64', CASE n.sender WHEN 'desk' THEN translate(encode(n.sealed, 'base64'), E'\n', '') END) ORDER BY n.seq DESC), '[]')
                 FROM (SELECT * FROM messages WHERE tip_id = t.id AND seq < coalesce(before, 1000000) ORDER BY seq DESC LIMIT most) n),
    'nextMessageSeq', (SELECT coalesce(max(seq) + 1, 0) FROM messages WHERE tip_id = t.id),
    'nextFileSeq', (SELECT coalesce(max(seq) + 1, 0) FROM tip_files WHERE tip_id = t.id))
  FROM tips t WHERE t.lookup_hash = hash;
$$;
--> statement-breakpoint
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint

-- What the citizens' browsers need to seal: public keys and where tips go.
CREATE VIEW intake_desks AS
  SELECT s.site_id, s.founded_at IS NOT NULL AS open, d.id, d.position, d.name_zh, d.name_en, d.recipient, d.districts, d.categories
  FROM site s LEFT JOIN desks d ON d.kind = 'investigation';
--> statement-breakpoint

-- The public process: insert, and the two readings above. Its messages are a tipster's, by row security.
GRANT SELECT ON intake_desks TO lushao_public;
--> statement-breakpoint
GRANT INSERT ON tips, tip_wraps, tip_files, sealed_pieces, messages TO lushao_public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION read_mailbox(bytea, integer, integer) TO lushao_public;
--> statement-breakpoint
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tipsters_write ON messages FOR INSERT TO lushao_public WITH CHECK (sender = 'tipster' AND NOT is_question);
--> statement-breakpoint
CREATE POLICY office ON messages TO lushao_office USING (true) WITH CHECK (sender = 'desk');
--> statement-breakpoint
CREATE POLICY retention ON messages TO lushao_retention USING (true);
--> statement-breakpoint

-- The office process: reads all, inserts the trail, changes only what moves.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO lushao_office;
--> statement-breakpoint
GRANT INSERT ON desks, staff, invitations, desk_members, sessions, sign_in_failures, tip_wraps, messages, tip_moves, tip_transfers, tip_reads, records, notices TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (stage, desk_id, waiting_for) ON tip_states TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (read_seq) ON tip_reads TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (recovery_recipient, recovery_shares, recovery_threshold, founded_at) ON site TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (mail) ON desks TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (login_hash, member_key, stopped) ON staff TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (used_at) ON invitations TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (desk_key, key_given_by) ON desk_members TO lushao_office;
--> statement-breakpoint
GRANT UPDATE, DELETE ON sessions, sign_in_failures TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (attempts, due_at) ON notices TO lushao_office;
--> statement-breakpoint
GRANT DELETE ON tip_wraps, desk_members, invitations, notices TO lushao_office;
--> statement-breakpoint

-- Retention: the only way to delete, and it leaves a tombstone.
GRANT SELECT, DELETE ON tips, tip_states, tip_wraps, tip_files, sealed_pieces, messages, tip_moves, tip_transfers, tip_reads TO lushao_retention;
--> statement-breakpoint
GRANT INSERT ON tombstones TO lushao_retention;
--> statement-breakpoint
CREATE FUNCTION forget_tip(tip uuid) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE files uuid[] := ARRAY(SELECT file_id FROM tip_files WHERE tip_id = tip);
BEGIN
  INSERT INTO tombstones SELECT id, serial, commitment, now() FROM tips WHERE id = tip;
  DELETE FROM tip_files WHERE tip_id = tip;
  DELETE FROM sealed_pieces WHERE file_id = ANY (files);
  DELETE FROM messages WHERE tip_id = tip;
  DELETE FROM tip_moves WHERE tip_id = tip;
  DELETE FROM tip_transfers WHERE tip_id = tip;
  DELETE FROM tip_reads WHERE tip_id = tip;
  DELETE FROM tip_wraps WHERE tip_id = tip;
  DELETE FROM tip_states WHERE tip_id = tip;
  DELETE FROM tips WHERE id = tip;
  RETURN QUERY SELECT unnest(files);
END $$;
--> statement-breakpoint
-- Pieces that no tip claimed: of a report that was never finished.
CREATE FUNCTION forget_orphans(older_than timestamptz) RETURNS SETOF uuid LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM sealed_pieces p WHERE arrived_at < older_than AND NOT EXISTS (SELECT FROM tip_files f WHERE f.file_id = p.file_id)
    RETURNING file_id)
  SELECT DISTINCT file_id FROM gone;
$$;
--> statement-breakpoint
DO $$ BEGIN
  GRANT CREATE ON SCHEMA public TO lushao_retention;
  EXECUTE format('GRANT lushao_retention TO %I', current_user);
  ALTER FUNCTION forget_tip(uuid) OWNER TO lushao_retention;
  ALTER FUNCTION forget_orphans(timestamptz) OWNER TO lushao_retention;
  REVOKE CREATE ON SCHEMA public FROM lushao_retention;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION forget_tip(uuid), forget_orphans(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_orphans(timestamptz) TO lushao_office;
