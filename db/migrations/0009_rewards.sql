CREATE TABLE "award_counters" (
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "award_counters_fund_year_pk" PRIMARY KEY("fund","year")
);
--> statement-breakpoint
CREATE TABLE "award_hands" (
	"award_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"step" text NOT NULL,
	CONSTRAINT "award_hands_award_id_staff_id_pk" PRIMARY KEY("award_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "award_joint_tips" (
	"award_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"tip_id" uuid NOT NULL,
	CONSTRAINT "award_joint_tips_award_id_version_tip_id_pk" PRIMARY KEY("award_id","version","tip_id")
);
--> statement-breakpoint
CREATE TABLE "award_outcomes" (
	"award_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"outcome_id" uuid NOT NULL,
	CONSTRAINT "award_outcomes_award_id_version_outcome_id_pk" PRIMARY KEY("award_id","version","outcome_id")
);
--> statement-breakpoint
CREATE TABLE "award_reminders" (
	"award_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"level" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "award_reminders_award_id_version_state_level_pk" PRIMARY KEY("award_id","version","state","level")
);
--> statement-breakpoint
CREATE TABLE "award_steps" (
	"award_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"version" integer NOT NULL,
	"step" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"sealed" "bytea",
	"digest" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "award_steps_award_id_seq_pk" PRIMARY KEY("award_id","seq"),
	CONSTRAINT "a_version_is_proposed_elsewhere" CHECK ("award_steps"."step" <> 'propose'),
	CONSTRAINT "sent_back_with_a_reason" CHECK (("award_steps"."step" IN ('return', 'withdraw')) = ("award_steps"."sealed" IS NOT NULL)),
	CONSTRAINT "step_is_signed" CHECK (octet_length("award_steps"."signature") = 64)
);
--> statement-breakpoint
CREATE TABLE "award_versions" (
	"award_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"grounds" "bytea" NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"digest" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "award_versions_award_id_version_pk" PRIMARY KEY("award_id","version"),
	CONSTRAINT "award_version_says" UNIQUE("award_id","version","digest"),
	CONSTRAINT "version_digest_is_a_hash" CHECK (octet_length("award_versions"."digest") = 32),
	CONSTRAINT "version_is_signed" CHECK (octet_length("award_versions"."signature") = 64)
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"seq" integer NOT NULL,
	"number" text NOT NULL,
	"case_id" uuid NOT NULL,
	"tip_id" uuid,
	"desk_id" uuid NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp with time zone NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"denial" text,
	"total_fen" bigint NOT NULL,
	"share" integer,
	"place" text,
	"needs_second" boolean NOT NULL,
	"rules_seq" integer NOT NULL,
	"notify_due_on" date NOT NULL,
	"notify_provisional" boolean NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"granted_at" timestamp with time zone,
	"claim_until" date,
	"claim_provisional" boolean,
	CONSTRAINT "awards_number_unique" UNIQUE("number"),
	CONSTRAINT "award_number" UNIQUE("fund","year","seq"),
	CONSTRAINT "tip_of_its_fund" CHECK (("awards"."fund" = 'tips') = ("awards"."tip_id" IS NOT NULL)),
	CONSTRAINT "denial_of_a_denial" CHECK (("awards"."kind" = 'deny') = ("awards"."denial" IS NOT NULL)),
	CONSTRAINT "nothing_for_a_denial" CHECK (("awards"."kind" = 'deny') = ("awards"."total_fen" = 0)),
	CONSTRAINT "claimed_when_granted" CHECK (("awards"."state" = 'granted') = ("awards"."granted_at" IS NOT NULL)
        AND num_nulls("awards"."granted_at", "awards"."claim_until", "awards"."claim_provisional") IN (0, 3))
);
--> statement-breakpoint
CREATE TABLE "rule_set_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"document" jsonb NOT NULL,
	"version" integer NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_is_an_object" CHECK (jsonb_typeof("rule_set_drafts"."document") = 'object'),
	CONSTRAINT "draft_version" CHECK ("rule_set_drafts"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "rule_sets" (
	"seq" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rule_sets_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"document" jsonb NOT NULL,
	"digest" "bytea" NOT NULL,
	"effective_from" date NOT NULL,
	"reason" text,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "rules_by_two" CHECK ("rule_sets"."approved_by" <> "rule_sets"."proposed_by"),
	CONSTRAINT "rules_with_a_reason" CHECK (num_nulls("rule_sets"."reason", "rule_sets"."proposed_by", "rule_sets"."proposed_at") IN (0, 3)),
	CONSTRAINT "rules_approved_by_somebody" CHECK ("rule_sets"."proposed_by" IS NULL OR ("rule_sets"."approved_at" IS NULL) = ("rule_sets"."approved_by" IS NULL)),
	CONSTRAINT "rules_withdrawn_by_somebody" CHECK (("rule_sets"."withdrawn_at" IS NULL) = ("rule_sets"."withdrawn_by" IS NULL)),
	CONSTRAINT "rules_approved_or_withdrawn" CHECK ("rule_sets"."approved_at" IS NULL OR "rule_sets"."withdrawn_at" IS NULL),
	CONSTRAINT "rules_are_a_document" CHECK (coalesce("rule_sets"."document" ->> 'code' = "rule_sets"."code", false)),
	CONSTRAINT "rules_digest_is_a_hash" CHECK (octet_length("rule_sets"."digest") = 32)
);
--> statement-breakpoint
ALTER TABLE "outcomes" DROP CONSTRAINT "fields_of_kind";--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "sign_public" "bytea";--> statement-breakpoint
ALTER TABLE "award_hands" ADD CONSTRAINT "award_hands_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_hands" ADD CONSTRAINT "award_hands_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_joint_tips" ADD CONSTRAINT "award_joint_tips_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_joint_tips" ADD CONSTRAINT "joint_tip_of_a_version" FOREIGN KEY ("award_id","version") REFERENCES "public"."award_versions"("award_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_outcomes" ADD CONSTRAINT "award_outcomes_outcome_id_outcomes_id_fk" FOREIGN KEY ("outcome_id") REFERENCES "public"."outcomes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_outcomes" ADD CONSTRAINT "outcome_of_a_version" FOREIGN KEY ("award_id","version") REFERENCES "public"."award_versions"("award_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_reminders" ADD CONSTRAINT "award_reminders_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_steps" ADD CONSTRAINT "award_steps_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_steps" ADD CONSTRAINT "step_on_what_was_seen" FOREIGN KEY ("award_id","version","digest") REFERENCES "public"."award_versions"("award_id","version","digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_versions" ADD CONSTRAINT "award_versions_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_versions" ADD CONSTRAINT "award_versions_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_rules_seq_rule_sets_seq_fk" FOREIGN KEY ("rules_seq") REFERENCES "public"."rule_sets"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_set_drafts" ADD CONSTRAINT "rule_set_drafts_saved_by_staff_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_approved_by_staff_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_withdrawn_by_staff_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "award_hands_staff" ON "award_hands" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "award_joint_tips_tip" ON "award_joint_tips" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "award_outcomes_outcome" ON "award_outcomes" USING btree ("outcome_id");--> statement-breakpoint
CREATE INDEX "award_steps_staff" ON "award_steps" USING btree ("staff_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_award_of_a_tip" ON "awards" USING btree ("tip_id","case_id") WHERE "awards"."tip_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_award_of_those_who_took_part" ON "awards" USING btree ("case_id") WHERE "awards"."tip_id" IS NULL;--> statement-breakpoint
CREATE INDEX "awards_case" ON "awards" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "awards_order" ON "awards" USING btree ("year","seq","fund");--> statement-breakpoint
CREATE INDEX "awards_desk" ON "awards" USING btree ("desk_id","year","seq","fund");--> statement-breakpoint
CREATE INDEX "awards_state" ON "awards" USING btree ("state","year","seq","fund");--> statement-breakpoint
CREATE INDEX "awards_desk_state" ON "awards" USING btree ("desk_id","state","year","seq","fund");--> statement-breakpoint
CREATE INDEX "awards_waiting" ON "awards" USING btree ("state","notify_due_on","desk_id") WHERE "awards"."state" NOT IN ('granted', 'denied', 'withdrawn');--> statement-breakpoint
CREATE INDEX "rule_set_drafts_saved" ON "rule_set_drafts" USING btree ("saved_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_sets_code" ON "rule_sets" USING btree ("code") WHERE "rule_sets"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_rule_set" ON "rule_sets" USING btree (("approved_at" IS NULL)) WHERE "rule_sets"."approved_at" IS NULL AND "rule_sets"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "rule_sets_effective" ON "rule_sets" USING btree ("effective_from") WHERE "rule_sets"."approved_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_sign_public_unique" UNIQUE("sign_public");--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "unit_of_kind" CHECK (CASE WHEN "outcomes"."kind" = 'growing' THEN "outcomes"."unit" = 'mu'
        WHEN "outcomes"."substance" IN ('poppy-seedlings', 'cannabis-seedlings') THEN "outcomes"."unit" = 'plants' AND scale("outcomes"."weight") = 0
        ELSE "outcomes"."unit" IS NULL OR "outcomes"."unit" IN ('g', 'kg') END);--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "gathering_from_three" CHECK ("outcomes"."kind" <> 'gathering' OR "outcomes"."count" >= 3);--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "fields_of_kind" CHECK (("outcomes"."kind" IN ('seizure', 'precursors', 'seeds')) = ("outcomes"."substance" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors', 'seeds', 'growing')) = ("outcomes"."weight" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors', 'seeds', 'growing')) = ("outcomes"."unit" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors', 'seeds', 'growing')) = ("outcomes"."record_number" IS NOT NULL)
        AND ("outcomes"."kind" IN ('seizure', 'precursors', 'seeds', 'growing', 'money')) = ("outcomes"."count" IS NULL)
        AND ("outcomes"."kind" IN ('users', 'venue')) = ("outcomes"."measure" IS NOT NULL)
        AND ("outcomes"."kind" = 'money') = ("outcomes"."money_fen" IS NOT NULL));--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "signing_key_is_one" CHECK (octet_length("staff"."sign_public") = 32);