CREATE TABLE "clock_changes" (
	"tip_id" uuid NOT NULL,
	"clock_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "clock_changes_tip_id_clock_id_version_pk" PRIMARY KEY("tip_id","clock_id","version")
);
--> statement-breakpoint
CREATE TABLE "clock_events" (
	"tip_id" uuid NOT NULL,
	"clock_id" uuid NOT NULL,
	"level" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "clock_events_clock_id_level_pk" PRIMARY KEY("clock_id","level")
);
--> statement-breakpoint
CREATE TABLE "clock_pauses" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"clock_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" "bytea" NOT NULL,
	"ends_on" date NOT NULL,
	CONSTRAINT "clock_pauses_tip_id_seq_pk" PRIMARY KEY("tip_id","seq"),
	CONSTRAINT "pause_place" CHECK ("clock_pauses"."seq" between 0 and 999)
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tip_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"desk_id" uuid NOT NULL,
	"district" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_seq" integer,
	"working_days" integer NOT NULL,
	"set_seq" integer NOT NULL,
	"counted_from" date NOT NULL,
	"counted_days" integer NOT NULL,
	"due_on" date NOT NULL,
	"remind_on" date NOT NULL,
	"lead_on" date NOT NULL,
	"order_on" date NOT NULL,
	"provisional" boolean NOT NULL,
	"paused_on" date,
	"remaining" integer,
	"paused_days" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_seq" integer,
	"ended" text,
	"in_time" boolean,
	"took_days" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "clock_of_tip" UNIQUE("id","tip_id"),
	CONSTRAINT "some_working_days" CHECK ("clocks"."working_days" >= 1),
	CONSTRAINT "ended_somehow" CHECK (("clocks"."ended_at" IS NULL) = ("clocks"."ended" IS NULL)),
	CONSTRAINT "judged_when_ended" CHECK (("clocks"."ended" IS NULL OR "clocks"."ended" = 'undone') = ("clocks"."in_time" IS NULL)
        AND ("clocks"."in_time" IS NULL) = ("clocks"."took_days" IS NULL)),
	CONSTRAINT "pause_keeps_the_rest" CHECK (("clocks"."paused_on" IS NULL) = ("clocks"."remaining" IS NULL)),
	CONSTRAINT "no_pause_after_the_end" CHECK ("clocks"."ended_at" IS NULL OR "clocks"."paused_on" IS NULL)
);
--> statement-breakpoint
CREATE TABLE "pause_ends" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"why" text NOT NULL,
	"staff_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "pause_ends_tip_id_seq_pk" PRIMARY KEY("tip_id","seq"),
	CONSTRAINT "resumed_by_somebody" CHECK (("pause_ends"."why" = 'resumed') <= ("pause_ends"."staff_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"is_workday" boolean NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_drafts" (
	"year" integer PRIMARY KEY NOT NULL,
	"source_doc" text NOT NULL,
	"days" jsonb NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"source_doc" text NOT NULL,
	"days" jsonb NOT NULL,
	"entered_by" uuid,
	"entered_at" timestamp with time zone,
	"verified_by" uuid,
	"verified_at" timestamp with time zone,
	CONSTRAINT "calendar_years_year_version_pk" PRIMARY KEY("year","version"),
	CONSTRAINT "calendar_by_two" CHECK ("calendar_years"."entered_by" <> "calendar_years"."verified_by"),
	CONSTRAINT "calendar_by_both_or_none" CHECK (num_nulls("calendar_years"."entered_by", "calendar_years"."entered_at", "calendar_years"."verified_by", "calendar_years"."verified_at") IN (0, 4))
);
--> statement-breakpoint
CREATE TABLE "deadline_sets" (
	"seq" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deadline_sets_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"accept" integer NOT NULL,
	"verify" integer NOT NULL,
	"decide" integer NOT NULL,
	"close" integer NOT NULL,
	"answer" integer NOT NULL,
	"remind_before" integer NOT NULL,
	"lead_after" integer NOT NULL,
	"order_after" integer NOT NULL,
	"order_answer" integer NOT NULL,
	"pause_most" integer NOT NULL,
	"reason" text,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "deadlines_by_two" CHECK ("deadline_sets"."approved_by" <> "deadline_sets"."proposed_by"),
	CONSTRAINT "proposed_with_a_reason" CHECK (num_nulls("deadline_sets"."reason", "deadline_sets"."proposed_by", "deadline_sets"."proposed_at") IN (0, 3)),
	CONSTRAINT "approved_by_somebody" CHECK ("deadline_sets"."proposed_by" IS NULL OR ("deadline_sets"."approved_at" IS NULL) = ("deadline_sets"."approved_by" IS NULL)),
	CONSTRAINT "withdrawn_by_somebody" CHECK (("deadline_sets"."withdrawn_at" IS NULL) = ("deadline_sets"."withdrawn_by" IS NULL)),
	CONSTRAINT "approved_or_withdrawn" CHECK ("deadline_sets"."approved_at" IS NULL OR "deadline_sets"."withdrawn_at" IS NULL),
	CONSTRAINT "deadlines_of_days" CHECK (least("deadline_sets"."accept", "deadline_sets"."verify", "deadline_sets"."decide", "deadline_sets"."close", "deadline_sets"."answer", "deadline_sets"."lead_after", "deadline_sets"."order_answer", "deadline_sets"."pause_most") >= 1
        AND "deadline_sets"."remind_before" >= 0 AND "deadline_sets"."lead_after" < "deadline_sets"."order_after"
        AND greatest("deadline_sets"."accept", "deadline_sets"."verify", "deadline_sets"."decide", "deadline_sets"."close", "deadline_sets"."answer", "deadline_sets"."remind_before", "deadline_sets"."order_after", "deadline_sets"."order_answer", "deadline_sets"."pause_most") <= 120)
);
--> statement-breakpoint
CREATE TABLE "auditor_mails" (
	"desk_id" uuid NOT NULL,
	"day" date NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"size" bigint,
	CONSTRAINT "auditor_mails_desk_id_day_pk" PRIMARY KEY("desk_id","day")
);
--> statement-breakpoint
CREATE TABLE "order_counters" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_entries" (
	"tip_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"sealed" "bytea",
	CONSTRAINT "order_entries_order_id_seq_pk" PRIMARY KEY("order_id","seq"),
	CONSTRAINT "answers_say_something" CHECK ("order_entries"."kind" = 'accept' OR "order_entries"."sealed" IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE "supervision_orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"year" integer NOT NULL,
	"seq" integer NOT NULL,
	"number" text NOT NULL,
	"clock_id" uuid NOT NULL,
	"tip_id" uuid NOT NULL,
	"desk_id" uuid NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"answer_due_on" date NOT NULL,
	"provisional" boolean NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "supervision_orders_number_unique" UNIQUE("number"),
	CONSTRAINT "supervision_orders_clock_id_unique" UNIQUE("clock_id"),
	CONSTRAINT "order_number" UNIQUE("year","seq")
);
--> statement-breakpoint
DROP INDEX "records_staff";--> statement-breakpoint
ALTER TABLE "clock_changes" ADD CONSTRAINT "change_of_a_clock" FOREIGN KEY ("clock_id","tip_id") REFERENCES "public"."clocks"("id","tip_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_events" ADD CONSTRAINT "event_of_a_clock" FOREIGN KEY ("clock_id","tip_id") REFERENCES "public"."clocks"("id","tip_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_pauses" ADD CONSTRAINT "clock_pauses_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_pauses" ADD CONSTRAINT "pause_of_a_clock" FOREIGN KEY ("clock_id","tip_id") REFERENCES "public"."clocks"("id","tip_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_set_seq_deadline_sets_seq_fk" FOREIGN KEY ("set_seq") REFERENCES "public"."deadline_sets"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pause_ends" ADD CONSTRAINT "pause_ends_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pause_ends" ADD CONSTRAINT "end_of_a_pause" FOREIGN KEY ("tip_id","seq") REFERENCES "public"."clock_pauses"("tip_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_drafts" ADD CONSTRAINT "calendar_drafts_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_verified_by_staff_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_sets" ADD CONSTRAINT "deadline_sets_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_sets" ADD CONSTRAINT "deadline_sets_approved_by_staff_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_sets" ADD CONSTRAINT "deadline_sets_withdrawn_by_staff_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_mails" ADD CONSTRAINT "auditor_mails_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_entries" ADD CONSTRAINT "order_entries_order_id_supervision_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_entries" ADD CONSTRAINT "order_entries_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clock_events_at" ON "clock_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "clock_pauses_clock" ON "clock_pauses" USING btree ("clock_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_run_of_a_kind" ON "clocks" USING btree ("tip_id","kind") WHERE "clocks"."ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX "clocks_tip" ON "clocks" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "clocks_running" ON "clocks" USING btree ("desk_id","due_on","id") WHERE "clocks"."ended_at" IS NULL AND "clocks"."paused_on" IS NULL;--> statement-breakpoint
CREATE INDEX "clocks_paused" ON "clocks" USING btree ("desk_id","due_on","id") WHERE "clocks"."ended_at" IS NULL AND "clocks"."paused_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "clocks_overdue" ON "clocks" USING btree ("due_on","desk_id","district","kind") WHERE "clocks"."ended_at" IS NULL AND "clocks"."paused_on" IS NULL;--> statement-breakpoint
CREATE INDEX "clocks_remind" ON "clocks" USING btree ("remind_on") WHERE "clocks"."ended_at" IS NULL AND "clocks"."paused_on" IS NULL;--> statement-breakpoint
CREATE INDEX "clocks_provisional" ON "clocks" USING btree ("due_on") WHERE "clocks"."provisional";--> statement-breakpoint
CREATE INDEX "clocks_ended" ON "clocks" USING btree ("ended_at","desk_id","district","kind","ended","in_time","took_days","started_at") WHERE "clocks"."ended_at" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_proposal" ON "deadline_sets" USING btree (("approved_at" IS NULL)) WHERE "deadline_sets"."approved_at" IS NULL AND "deadline_sets"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE INDEX "order_entries_tip" ON "order_entries" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "orders_desk" ON "supervision_orders" USING btree ("desk_id","year","seq");--> statement-breakpoint
CREATE INDEX "orders_open" ON "supervision_orders" USING btree ("status","answer_due_on") WHERE "supervision_orders"."status" <> 'accepted';--> statement-breakpoint
CREATE INDEX "orders_tip" ON "supervision_orders" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "records_at" ON "records" USING btree ("at","seq");--> statement-breakpoint
CREATE INDEX "records_desk" ON "records" USING btree ("desk_id","at","seq");--> statement-breakpoint
CREATE INDEX "records_member" ON "records" USING btree ("member_id","at","seq") WHERE "records"."member_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "records_looks" ON "records" USING btree ("at") WHERE "records"."did" IN ('open-tip', 'read-file', 'search-tip');--> statement-breakpoint
CREATE INDEX "records_comings" ON "records" USING btree ("desk_id","at") WHERE "records"."did" IN ('join', 'remove-member');--> statement-breakpoint
CREATE INDEX "tip_moves_finished" ON "tip_moves" USING btree ("at","tip_id","seq") WHERE "tip_moves"."to_stage" IN ('closed', 'invalid', 'spam');--> statement-breakpoint
CREATE INDEX "tip_transfers_at" ON "tip_transfers" USING btree ("at");--> statement-breakpoint
CREATE INDEX "tips_received" ON "tips" USING btree ("received_at","desk_id","district");--> statement-breakpoint
CREATE INDEX "records_staff" ON "records" USING btree ("staff_id","at","seq");