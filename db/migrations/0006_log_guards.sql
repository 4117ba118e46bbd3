-- The log: a salted commitment for every record, in the transaction of the record. What is final, and who may do what.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lushao_auditor') THEN CREATE ROLE lushao_auditor NOLOGIN; END IF;
EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL; -- another database of this cluster was quicker
END $$;
--> statement-breakpoint

-- What stands for a record in the log: SHA-256 over the name of its table and its columns as JSON. Columns that are null are left
-- out, so that a column added later changes no digest of before. Of a tip, its commitment and its hour stand beside that hash,
-- so that the tipster can be shown both without the rest. Callers set TimeZone and bytea_output, which JSON depends on.
CREATE FUNCTION log_columns_digest(source text, row_ jsonb) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(source || jsonb_strip_nulls(row_)::text, 'UTF8'));
$$;
--> statement-breakpoint
CREATE FUNCTION log_record_digest(source text, row_ jsonb) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT CASE source
    WHEN 'tips' THEN sha256(decode(substr(row_->>'commitment', 3), 'hex')
      || int8send(extract(epoch FROM (row_->>'received_at')::timestamptz)::bigint) || public.log_columns_digest(source, row_))
    ELSE public.log_columns_digest(source, row_) END;
$$;
--> statement-breakpoint
-- 244 random bits. PostgreSQL without further modules has no other strong source.
CREATE FUNCTION new_salt() RETURNS bytea LANGUAGE sql VOLATILE AS $$
  SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
$$;
--> statement-breakpoint

-- Keys of one tip stand side by side, whatever language the database sorts in: retention walks them.
ALTER TABLE log_leaves ALTER COLUMN record TYPE text COLLATE "C";
--> statement-breakpoint

-- Enters a record; the arguments are the columns of its key.
CREATE FUNCTION enter_in_log() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET TimeZone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  row_ jsonb := to_jsonb(NEW);
  salt bytea := new_salt();
BEGIN
  INSERT INTO log_leaves (source, record, salt, entry)
    VALUES (TG_TABLE_NAME, (SELECT string_agg(row_->>name, '/' ORDER BY place) FROM unnest(TG_ARGV) WITH ORDINALITY AS k (name, place)),
      salt, sha256(salt || log_record_digest(TG_TABLE_NAME, row_)));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Writes down what a row that may change looks like now.
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET TimeZone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  row_ jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  INSERT INTO row_changes (source, record, digest)
    VALUES (TG_TABLE_NAME, (SELECT string_agg(row_->>name, '/' ORDER BY place) FROM unnest(TG_ARGV) WITH ORDINALITY AS k (name, place)),
      CASE TG_OP WHEN 'DELETE' THEN NULL ELSE log_record_digest(TG_TABLE_NAME, row_) END);
  RETURN NULL;
END $$;
--> statement-breakpoint

-- A leaf gets its place once, and loses its salt to a deletion; an entry, a node, a head never change.
CREATE FUNCTION leaf_only_settles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.source, OLD.record, OLD.entry) = (NEW.source, NEW.record, NEW.entry) THEN
    IF OLD.idx IS NULL AND NEW.idx IS NOT NULL AND (OLD.salt, OLD.erased_by) IS NOT DISTINCT FROM (NEW.salt, NEW.erased_by) THEN
      RETURN NEW;
    END IF;
    IF current_user = 'lushao_retention' AND OLD.idx IS NOT DISTINCT FROM NEW.idx AND OLD.salt IS NOT NULL AND NEW.salt IS NULL THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% on log_leaves is not allowed', TG_OP USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
CREATE TRIGGER final BEFORE UPDATE OR DELETE ON log_leaves FOR EACH ROW EXECUTE FUNCTION leaf_only_settles();
--> statement-breakpoint
CREATE TRIGGER final_whole BEFORE TRUNCATE ON log_leaves EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_any_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'LS001';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['log_entries', 'log_nodes', 'log_heads', 'log_identity', 'log_checks', 'row_changes'] LOOP
    EXECUTE format('CREATE TRIGGER final BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_any_change()', name);
    EXECUTE format('CREATE TRIGGER final_whole BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_any_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- A head stands over entries without gaps, and over more than the head before.
CREATE FUNCTION head_grows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before bigint := coalesce((SELECT max(size) FROM log_heads), 0);
BEGIN
  IF NEW.size <= before
    OR (SELECT max(idx) FROM log_entries) IS DISTINCT FROM NEW.size - 1
    OR (SELECT count(*) FROM log_entries WHERE idx >= before) <> NEW.size - before THEN
    RAISE EXCEPTION 'The head does not stand over the entries' USING ERRCODE = 'LS008';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grows BEFORE INSERT ON log_heads FOR EACH ROW EXECUTE FUNCTION head_grows();
--> statement-breakpoint

-- Every table that the log answers for, with its key. What was there before this migration is entered now.
DO $$
DECLARE
  entered text[];
  name text;
  keys text[];
BEGIN
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL bytea_output = 'hex';
  -- Rows that may change, with each change.
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['site', 'only', ''], ['desks', 'id', ''], ['staff', 'id', ''], ['desk_members', 'desk_id', 'staff_id'],
    ['cases', 'id', ''], ['case_officers', 'case_id', 'staff_id'], ['case_links', 'case_id', 'seq'], ['tip_relations', 'one', 'other']] LOOP
    name := entered[1];
    keys := array_remove(entered[2:], '');
    EXECUTE format('CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_change(%s)',
      name, (SELECT string_agg(quote_literal(k), ', ') FROM unnest(keys) k));
    EXECUTE format('INSERT INTO row_changes (source, record, digest) SELECT %L, %s, log_record_digest(%L, to_jsonb(t)) FROM %I t',
      name, (SELECT string_agg(format('%I::text', k), ' || ''/'' || ') FROM unnest(keys) k), name, name);
  END LOOP;
  -- Records that are final.
  FOREACH entered SLICE 1 IN ARRAY ARRAY[['tips', 'id', ''], ['tip_files', 'tip_id', 'file_id'], ['messages', 'tip_id', 'seq'],
    ['tip_moves', 'tip_id', 'seq'], ['tip_transfers', 'tip_id', 'seq'], ['tip_intakes', 'tip_id', ''], ['tip_assignments', 'tip_id', 'seq'],
    ['tip_notes', 'tip_id', 'seq'], ['case_steps', 'case_id', 'seq'], ['case_narratives', 'case_id', 'seq'], ['case_merges', 'case_id', ''],
    ['outcomes', 'id', ''], ['outcome_confirmations', 'outcome_id', ''], ['records', 'seq', ''], ['tombstones', 'tip_id', ''],
    ['row_changes', 'seq', '']] LOOP
    name := entered[1];
    keys := array_remove(entered[2:], '');
    EXECUTE format('CREATE TRIGGER entered AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION enter_in_log(%s)',
      name, (SELECT string_agg(quote_literal(k), ', ') FROM unnest(keys) k));
    EXECUTE format('INSERT INTO log_leaves (source, record, salt, entry)
      SELECT %L, record, salt, sha256(salt || digest)
      FROM (SELECT %s AS record, log_record_digest(%L, to_jsonb(t)) AS digest, new_salt() AS salt FROM %I t OFFSET 0) s',
      name, (SELECT string_agg(format('%I::text', k), ' || ''/'' || ') FROM unnest(keys) k), name, name);
  END LOOP;
END $$;
--> statement-breakpoint

-- Retention takes the salts of what it deletes: the entries stay in the log and say nothing. The tombstone, which is entered
-- itself, names them by their hash, so that no other salt can be said to have gone with it. `forget_tip` does so in 0008.
GRANT SELECT, UPDATE (salt, erased_by) ON log_leaves TO lushao_retention;
--> statement-breakpoint
-- The tipster's own entry: its place, and what its hash is made of besides the commitment and the hour.
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
    'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', n.seq, 'id', n.id, 'from', n.sender, 'isQuestion', n.is_question,
                   'at', date_trunc('hour', n.at),
                   'sealedB64', CASE n.sender WHEN 'desk' THEN translate(encode(n.sealed, 'base64'), E'\n', '') END) ORDER BY n.seq DESC), '[]')
                 FROM (SELECT * FROM messages WHERE tip_id = t.id AND seq < coalesce(before, 1000000) ORDER BY seq DESC LIMIT most) n),
    'nextMessageSeq', (SELECT coalesce(max(seq) + 1, 0) FROM messages WHERE tip_id = t.id),
    'nextFileSeq', (SELECT coalesce(max(seq) + 1, 0) FROM tip_files WHERE tip_id = t.id))
  FROM tips t WHERE t.lookup_hash = hash;
$$;
--> statement-breakpoint

-- What anybody may read of the log: neither which entries are filler nor what stands behind them.
CREATE VIEW published_entries AS SELECT idx, entry FROM log_entries;
--> statement-breakpoint
CREATE VIEW published_nodes AS SELECT level, n, hash FROM log_nodes;
--> statement-breakpoint
CREATE VIEW published_heads AS SELECT size, root, note, signed_at FROM log_heads;
--> statement-breakpoint
CREATE VIEW published_log AS SELECT origin, verifier_key FROM log_identity;
--> statement-breakpoint
GRANT SELECT ON published_entries, published_nodes, published_heads, published_log TO lushao_public, lushao_office;
--> statement-breakpoint
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION read_mailbox(bytea, integer, integer) TO lushao_public;
--> statement-breakpoint

-- The office publishes the log and writes down what the verifier found.
GRANT SELECT ON log_leaves, log_entries, log_nodes, log_heads, log_identity, row_changes, log_checks TO lushao_office;
--> statement-breakpoint
GRANT INSERT ON log_entries, log_nodes, log_heads, log_identity, log_checks TO lushao_office;
--> statement-breakpoint
GRANT UPDATE (idx) ON log_leaves TO lushao_office;
--> statement-breakpoint

-- The auditor's room: reading, and nothing that is sealed. The office process takes this role for its transactions.
GRANT USAGE ON SCHEMA public TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT ON records, row_changes, log_entries, log_nodes, log_identity, log_checks, tip_states, tip_assignments, tip_intakes,
  cases, case_officers, case_steps, case_merges, outcomes, outcome_confirmations, tombstones TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (source, record, entry, idx, erased_by) ON log_leaves TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (size, root, note, signed_at) ON log_heads TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (id, serial, category, district, received_at, desk_id, commitment) ON tips TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (tip_id, seq, move, to_stage, staff_id, at, undoes) ON tip_moves TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (tip_id, seq, from_desk, to_desk, staff_id, at) ON tip_transfers TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (tip_id, seq, sender, staff_id, is_question, at) ON messages TO lushao_auditor;
--> statement-breakpoint
CREATE POLICY auditor ON messages FOR SELECT TO lushao_auditor USING (true);
--> statement-breakpoint
GRANT SELECT (tip_id, seq, staff_id, at) ON tip_notes TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (case_id, seq, staff_id, at, tip_id, "as", removed_by, removed_at) ON case_links TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (id, position, name_zh, name_en, kind, districts, categories, founded_at) ON desks TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (id, login, name, stopped, joined_at) ON staff TO lushao_auditor;
--> statement-breakpoint
GRANT SELECT (desk_id, staff_id, role, joined_at) ON desk_members TO lushao_auditor;
--> statement-breakpoint
GRANT lushao_auditor TO lushao_office;
