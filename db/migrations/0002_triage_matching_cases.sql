CREATE TABLE "case_counters" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_links" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"tip_id" uuid NOT NULL,
	"as" text NOT NULL,
	"why" "bytea",
	"removed_by" uuid,
	"removed_at" timestamp with time zone,
	CONSTRAINT "case_links_case_id_seq_pk" PRIMARY KEY("case_id","seq"),
	CONSTRAINT "removed_by_somebody" CHECK (("case_links"."removed_at" IS NULL) = ("case_links"."removed_by" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "case_merges" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"into_case" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_narratives" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "case_narratives_case_id_seq_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "case_officers" (
	"case_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	CONSTRAINT "case_officers_case_id_staff_id_pk" PRIMARY KEY("case_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "case_steps" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"step" text NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_steps_case_id_seq_pk" PRIMARY KEY("case_id","seq"),
	CONSTRAINT "not_in_the_future" CHECK ("case_steps"."happened_at" <= "case_steps"."at" + interval '5 minutes')
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"serial" bigint GENERATED ALWAYS AS IDENTITY (sequence name "cases_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"seq" integer NOT NULL,
	"number" text NOT NULL,
	"filed_as" text,
	"title" text NOT NULL,
	"level" text NOT NULL,
	"category" text NOT NULL,
	"desk_id" uuid NOT NULL,
	"step" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"cracked_at" timestamp with time zone,
	"merged_into" uuid,
	"version" integer DEFAULT 0 NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cases_serial_unique" UNIQUE("serial"),
	CONSTRAINT "cases_number_unique" UNIQUE("number"),
	CONSTRAINT "case_number" UNIQUE("year","seq"),
	CONSTRAINT "not_into_itself" CHECK ("cases"."merged_into" <> "cases"."id")
);
--> statement-breakpoint
CREATE TABLE "outcome_confirmations" (
	"outcome_id" uuid PRIMARY KEY NOT NULL,
	"entered_by" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"weight" numeric,
	"unit" text,
	"count" integer,
	"money_fen" bigint,
	CONSTRAINT "two_people" CHECK ("outcome_confirmations"."staff_id" <> "outcome_confirmations"."entered_by")
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"serial" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outcomes_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"happened_on" date NOT NULL,
	"substance" text,
	"weight" numeric,
	"unit" text,
	"record_number" text,
	"count" integer,
	"measure" text,
	"money_fen" bigint,
	"corrects" uuid,
	"is_void" boolean NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "outcomes_corrects_unique" UNIQUE("corrects"),
	CONSTRAINT "outcome_of_case" UNIQUE("id","case_id"),
	CONSTRAINT "outcome_of_person" UNIQUE("id","entered_by"),
	CONSTRAINT "void_corrects" CHECK (NOT "outcomes"."is_void" OR "outcomes"."corrects" IS NOT NULL),
	CONSTRAINT "weight_is_weighed" CHECK ("outcomes"."weight" > 0 AND scale("outcomes"."weight") <= 4 AND "outcomes"."weight" < 1000000000),
	CONSTRAINT "counted" CHECK ("outcomes"."count" BETWEEN 1 AND 1000000),
	CONSTRAINT "some_money" CHECK ("outcomes"."money_fen" > 0),
	CONSTRAINT "fields_of_kind" CHECK (("outcomes"."kind" IN ('seizure', 'precursors')) = ("outcomes"."substance" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors')) = ("outcomes"."weight" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors')) = ("outcomes"."unit" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors')) = ("outcomes"."record_number" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors', 'money')) = ("outcomes"."count" IS NULL)
        AND ("outcomes"."kind" IN ('users', 'venue')) = ("outcomes"."measure" IS NOT NULL)
        AND ("outcomes"."kind" = 'money') = ("outcomes"."money_fen" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "tip_bands" (
	"token" bigint NOT NULL,
	"serial" bigint NOT NULL,
	"tip_id" uuid NOT NULL,
	"desk_id" uuid NOT NULL,
	CONSTRAINT "tip_bands_token_serial_pk" PRIMARY KEY("token","serial")
);
--> statement-breakpoint
CREATE TABLE "tip_identifiers" (
	"token" bigint NOT NULL,
	"serial" bigint NOT NULL,
	"tip_id" uuid NOT NULL,
	"desk_id" uuid NOT NULL,
	CONSTRAINT "tip_identifiers_token_serial_pk" PRIMARY KEY("token","serial")
);
--> statement-breakpoint
CREATE TABLE "tip_indexes" (
	"tip_id" uuid PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"content_seq" integer NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_words" (
	"tip_id" uuid PRIMARY KEY NOT NULL,
	"serial" bigint NOT NULL,
	"desk_id" uuid NOT NULL,
	"block" integer GENERATED ALWAYS AS ((serial >> 11)::integer) STORED NOT NULL,
	"words" bigint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_intakes" (
	"tip_id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"serial" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "canned_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "canned_answers_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"desk_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note_mentions" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"staff_id" uuid NOT NULL,
	"seen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "note_mentions_tip_id_seq_staff_id_pk" PRIMARY KEY("tip_id","seq","staff_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "saved_views_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"desk_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "saved_views_owner" UNIQUE("staff_id","desk_id","position")
);
--> statement-breakpoint
CREATE TABLE "tip_assignments" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"to_staff" uuid,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tip_assignments_tip_id_seq_pk" PRIMARY KEY("tip_id","seq")
);
--> statement-breakpoint
CREATE TABLE "tip_notes" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tip_notes_tip_id_seq_pk" PRIMARY KEY("tip_id","seq"),
	CONSTRAINT "tip_notes_id_unique" UNIQUE("id"),
	CONSTRAINT "note_place" CHECK ("tip_notes"."seq" between 0 and 999)
);
--> statement-breakpoint
CREATE TABLE "tip_relations" (
	"one" uuid NOT NULL,
	"other" uuid NOT NULL,
	"as" text NOT NULL,
	"first_tip" uuid,
	"second_tip" uuid,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tip_relations_one_other_pk" PRIMARY KEY("one","other"),
	CONSTRAINT "one_way_only" CHECK ("tip_relations"."one" < "tip_relations"."other"),
	CONSTRAINT "duplicates_have_an_order" CHECK (CASE "tip_relations"."as" WHEN 'duplicate' THEN ("tip_relations"."first_tip", "tip_relations"."second_tip") IN (("tip_relations"."one", "tip_relations"."other"), ("tip_relations"."other", "tip_relations"."one"))
        ELSE "tip_relations"."first_tip" IS NULL AND "tip_relations"."second_tip" IS NULL END)
);
--> statement-breakpoint
DROP INDEX "tip_states_desk";--> statement-breakpoint
DROP INDEX "tip_states_stage";--> statement-breakpoint
DROP INDEX "tip_states_waiting";--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "tip_moves" ADD COLUMN "undoes" integer;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "district" text;--> statement-breakpoint
UPDATE "tip_states" s SET "category" = t."category", "district" = t."district" FROM "tips" t WHERE t."id" = s."tip_id";--> statement-breakpoint
ALTER TABLE "tip_states" ALTER COLUMN "category" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "tip_states" ALTER COLUMN "district" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "unread" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "assignee_id" uuid;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "follow_up_on" date;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "like_spam" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "content_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "tip_states" s SET "content_seq" = (SELECT count(*) FROM "messages" m WHERE m."tip_id" = s."tip_id");--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "indexed_seq" integer DEFAULT -1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tip_states" ADD COLUMN "queue_key" bigint GENERATED ALWAYS AS ((CASE WHEN stage IN ('received', 'accepted', 'verifying', 'confirmed') THEN CASE priority WHEN 'danger' THEN 3 WHEN 'urgent' THEN 2 ELSE 1 END ELSE 0 END)::bigint * 1099511627776 + serial) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_removed_by_staff_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merges" ADD CONSTRAINT "case_merges_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merges" ADD CONSTRAINT "case_merges_into_case_cases_id_fk" FOREIGN KEY ("into_case") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_merges" ADD CONSTRAINT "case_merges_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_narratives" ADD CONSTRAINT "case_narratives_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_narratives" ADD CONSTRAINT "case_narratives_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_officers" ADD CONSTRAINT "case_officers_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_officers" ADD CONSTRAINT "case_officers_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_steps" ADD CONSTRAINT "case_steps_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_steps" ADD CONSTRAINT "case_steps_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_merged_into_cases_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_made_by_staff_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_confirmations" ADD CONSTRAINT "outcome_confirmations_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_confirmations" ADD CONSTRAINT "confirms_an_entry" FOREIGN KEY ("outcome_id","entered_by") REFERENCES "public"."outcomes"("id","entered_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "corrects_same_case" FOREIGN KEY ("corrects","case_id") REFERENCES "public"."outcomes"("id","case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_bands" ADD CONSTRAINT "tip_bands_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_identifiers" ADD CONSTRAINT "tip_identifiers_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_indexes" ADD CONSTRAINT "tip_indexes_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_words" ADD CONSTRAINT "tip_words_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_intakes" ADD CONSTRAINT "tip_intakes_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_intakes" ADD CONSTRAINT "tip_intakes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canned_answers" ADD CONSTRAINT "canned_answers_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_mentions" ADD CONSTRAINT "note_mentions_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_mentions" ADD CONSTRAINT "note_mentions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_assignments" ADD CONSTRAINT "tip_assignments_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_assignments" ADD CONSTRAINT "tip_assignments_to_staff_staff_id_fk" FOREIGN KEY ("to_staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_assignments" ADD CONSTRAINT "tip_assignments_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_notes" ADD CONSTRAINT "tip_notes_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_notes" ADD CONSTRAINT "tip_notes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_relations" ADD CONSTRAINT "tip_relations_one_tips_id_fk" FOREIGN KEY ("one") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_relations" ADD CONSTRAINT "tip_relations_other_tips_id_fk" FOREIGN KEY ("other") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_relations" ADD CONSTRAINT "tip_relations_first_tip_tips_id_fk" FOREIGN KEY ("first_tip") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_relations" ADD CONSTRAINT "tip_relations_second_tip_tips_id_fk" FOREIGN KEY ("second_tip") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_relations" ADD CONSTRAINT "tip_relations_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "linked_once" ON "case_links" USING btree ("case_id","tip_id") WHERE "case_links"."removed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "case_links_tip" ON "case_links" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "case_officers_staff" ON "case_officers" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "cases_desk" ON "cases" USING btree ("desk_id","serial");--> statement-breakpoint
CREATE INDEX "cases_step" ON "cases" USING btree ("desk_id","step","serial");--> statement-breakpoint
CREATE INDEX "cases_merged_into" ON "cases" USING btree ("merged_into") WHERE "cases"."merged_into" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "records_case" ON "records" USING btree ("case_id","did");--> statement-breakpoint
CREATE INDEX "outcomes_case" ON "outcomes" USING btree ("case_id","serial");--> statement-breakpoint
CREATE INDEX "tip_bands_tip" ON "tip_bands" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_identifiers_tip" ON "tip_identifiers" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_intakes_staff" ON "tip_intakes" USING btree ("staff_id","serial");--> statement-breakpoint
CREATE INDEX "canned_answers_desk" ON "canned_answers" USING btree ("desk_id","position");--> statement-breakpoint
CREATE INDEX "note_mentions_unseen" ON "note_mentions" USING btree ("staff_id","tip_id") WHERE NOT "note_mentions"."seen";--> statement-breakpoint
CREATE INDEX "tip_relations_other" ON "tip_relations" USING btree ("other");--> statement-breakpoint
CREATE INDEX "tip_relations_first" ON "tip_relations" USING btree ("first_tip");--> statement-breakpoint
CREATE UNIQUE INDEX "duplicate_of_one" ON "tip_relations" USING btree ("second_tip");--> statement-breakpoint
ALTER TABLE "tip_states" ADD CONSTRAINT "tip_states_assignee_id_staff_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tip_states_queue" ON "tip_states" USING btree ("desk_id","queue_key") WHERE "tip_states"."stage" <> 'spam';--> statement-breakpoint
CREATE INDEX "tip_states_category" ON "tip_states" USING btree ("desk_id","category","queue_key");--> statement-breakpoint
CREATE INDEX "tip_states_district" ON "tip_states" USING btree ("desk_id","district","queue_key");--> statement-breakpoint
CREATE INDEX "tip_states_stage_category" ON "tip_states" USING btree ("desk_id","stage","category","queue_key");--> statement-breakpoint
CREATE INDEX "tip_states_stage_district" ON "tip_states" USING btree ("desk_id","stage","district","queue_key");--> statement-breakpoint
CREATE INDEX "tip_states_assignee" ON "tip_states" USING btree ("desk_id","assignee_id","queue_key");--> statement-breakpoint
CREATE INDEX "tip_states_unread" ON "tip_states" USING btree ("desk_id","queue_key") WHERE "tip_states"."unread";--> statement-breakpoint
CREATE INDEX "tip_states_pressing" ON "tip_states" USING btree ("desk_id","priority","queue_key") WHERE "tip_states"."priority" <> 'normal';--> statement-breakpoint
CREATE INDEX "tip_states_follow_up" ON "tip_states" USING btree ("desk_id","queue_key","follow_up_on") WHERE "tip_states"."follow_up_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tip_states_like_spam" ON "tip_states" USING btree ("desk_id","queue_key") WHERE "tip_states"."like_spam" AND "tip_states"."stage" = 'received';--> statement-breakpoint
CREATE INDEX "tip_states_unindexed" ON "tip_states" USING btree ("desk_id","serial") WHERE "tip_states"."indexed_seq" < "tip_states"."content_seq";--> statement-breakpoint
CREATE INDEX "tip_states_stage" ON "tip_states" USING btree ("desk_id","stage","queue_key");--> statement-breakpoint
CREATE INDEX "tip_states_waiting" ON "tip_states" USING btree ("desk_id","waiting_for","queue_key");--> statement-breakpoint
ALTER TABLE "tip_moves" ADD CONSTRAINT "undone_once" UNIQUE("tip_id","undoes");--> statement-breakpoint
ALTER TABLE "tip_moves" ADD CONSTRAINT "undo_undoes" CHECK (coalesce("tip_moves"."move" = 'undo', false) = ("tip_moves"."undoes" IS NOT NULL));