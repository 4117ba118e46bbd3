CREATE TABLE "log_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "log_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"result" text NOT NULL,
	"size" bigint NOT NULL,
	"records" bigint NOT NULL,
	"findings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"idx" bigint PRIMARY KEY NOT NULL,
	"entry" "bytea" NOT NULL,
	CONSTRAINT "published_entry_is_a_hash" CHECK (octet_length("log_entries"."entry") = 32)
);
--> statement-breakpoint
CREATE TABLE "log_heads" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"filler_seed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_identity" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"origin" text NOT NULL,
	"verifier_key" text NOT NULL,
	CONSTRAINT "one_log" CHECK ("log_identity"."only")
);
--> statement-breakpoint
CREATE TABLE "log_leaves" (
	"source" text NOT NULL,
	"record" text NOT NULL,
	"salt" "bytea",
	"entry" "bytea" NOT NULL,
	"idx" bigint,
	"erased_by" uuid,
	CONSTRAINT "log_leaves_source_record_pk" PRIMARY KEY("source","record"),
	CONSTRAINT "log_leaves_entry_unique" UNIQUE("entry"),
	CONSTRAINT "log_leaves_idx_unique" UNIQUE("idx"),
	CONSTRAINT "erased_by_a_deletion" CHECK (("log_leaves"."salt" IS NULL) = ("log_leaves"."erased_by" IS NOT NULL)),
	CONSTRAINT "entry_is_a_hash" CHECK (octet_length("log_leaves"."entry") = 32)
);
--> statement-breakpoint
CREATE TABLE "log_nodes" (
	"level" integer NOT NULL,
	"n" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "log_nodes_level_n_pk" PRIMARY KEY("level","n")
);
--> statement-breakpoint
CREATE TABLE "row_changes" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "row_changes_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"record" text NOT NULL,
	"digest" "bytea",
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tombstones" ADD COLUMN "erased" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "log_leaves" ADD CONSTRAINT "log_leaves_erased_by_tombstones_tip_id_fk" FOREIGN KEY ("erased_by") REFERENCES "public"."tombstones"("tip_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "log_leaves_pending" ON "log_leaves" USING btree ("entry") WHERE "log_leaves"."idx" IS NULL;--> statement-breakpoint
CREATE INDEX "row_changes_of" ON "row_changes" USING btree ("source","record","seq");