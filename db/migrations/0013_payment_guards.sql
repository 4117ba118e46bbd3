-- Claims and payments: what only the reporter can sign, and what is paid once, by two people, as it was signed.

-- Until the rest stands here: nothing can be collected.
ALTER FUNCTION read_mailbox(bytea, integer, integer) RENAME TO read_mailbox_without_claims;
--> statement-breakpoint
CREATE FUNCTION read_mailbox(hash bytea, before integer, most integer) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT m || jsonb_build_object('collectTo', '[]'::jsonb, 'awards', (SELECT coalesce(jsonb_agg(a || '{"collect": null}'), '[]') FROM jsonb_array_elements(m->'awards') a))
    FROM read_mailbox_without_claims(hash, before, most) m WHERE m IS NOT NULL;
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION read_mailbox(bytea, integer, integer) FROM PUBLIC;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION read_mailbox_without_claims(bytea, integer, integer) FROM lushao_public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION read_mailbox(bytea, integer, integer) TO lushao_public;
