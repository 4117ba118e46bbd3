CREATE TABLE "budgets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"fen" bigint NOT NULL,
	"document" text NOT NULL,
	"document_on" date NOT NULL,
	"reverses" uuid,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "budget_is_something" CHECK ("budgets"."fen" <> 0),
	CONSTRAINT "budget_by_two" CHECK ("budgets"."confirmed_by" <> "budgets"."proposed_by"),
	CONSTRAINT "budget_confirmed_by_somebody" CHECK (("budgets"."confirmed_at" IS NULL) = ("budgets"."confirmed_by" IS NULL)),
	CONSTRAINT "budget_withdrawn_by_somebody" CHECK (("budgets"."withdrawn_at" IS NULL) = ("budgets"."withdrawn_by" IS NULL)),
	CONSTRAINT "budget_settles_once" CHECK ("budgets"."confirmed_at" IS NULL OR "budgets"."withdrawn_at" IS NULL),
	CONSTRAINT "budget_document" CHECK (length("budgets"."document") BETWEEN 2 AND 200)
);
--> statement-breakpoint
CREATE TABLE "fund_years" (
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	CONSTRAINT "fund_years_fund_year_pk" PRIMARY KEY("fund","year")
);
--> statement-breakpoint
CREATE TABLE "journals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"fen" bigint NOT NULL,
	"day" date NOT NULL,
	"month" text NOT NULL,
	"series" text NOT NULL,
	"seq" integer NOT NULL,
	"number" text NOT NULL,
	"budget_id" uuid,
	"award_id" uuid,
	"payable_id" uuid,
	"payment_id" uuid,
	"staff_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "journals_key_unique" UNIQUE("key"),
	CONSTRAINT "journals_number_unique" UNIQUE("number"),
	CONSTRAINT "voucher_number" UNIQUE("series","month","seq"),
	CONSTRAINT "journal_of_month" UNIQUE("id","fund","year","month"),
	CONSTRAINT "journal_is_something" CHECK ("journals"."fen" > 0),
	CONSTRAINT "journal_month" CHECK ("journals"."month" = to_char("journals"."day", 'YYYY-MM')),
	CONSTRAINT "payment_of_its_kind" CHECK (("journals"."kind" IN ('reserve', 'unreserve', 'settle', 'bounce')) = ("journals"."payment_id" IS NOT NULL)),
	CONSTRAINT "budget_of_its_kind" CHECK (("journals"."kind" IN ('appropriate', 'reduce')) = ("journals"."budget_id" IS NOT NULL)),
	CONSTRAINT "award_or_budget" CHECK (("journals"."budget_id" IS NULL) = ("journals"."award_id" IS NOT NULL)),
	CONSTRAINT "payable_of_its_kind" CHECK (("journals"."kind" IN ('appropriate', 'reduce', 'open', 'commit', 'release')) = ("journals"."payable_id" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"account" text NOT NULL,
	"balance" bigint NOT NULL,
	CONSTRAINT "ledger_accounts_fund_year_account_pk" PRIMARY KEY("fund","year","account"),
	CONSTRAINT "balance_on_its_side" CHECK (CASE "ledger_accounts"."account" WHEN 'quota' THEN "ledger_accounts"."balance" >= 0 ELSE "ledger_accounts"."balance" <= 0 END)
);
--> statement-breakpoint
CREATE TABLE "ledger_periods" (
	"month" text PRIMARY KEY NOT NULL,
	"closed_by" uuid NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"totals" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payables" (
	"id" uuid PRIMARY KEY NOT NULL,
	"award_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"participant" integer NOT NULL,
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"fen" bigint NOT NULL,
	"state" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"claim_seq" integer,
	CONSTRAINT "one_payable_each" UNIQUE("award_id","version","participant"),
	CONSTRAINT "payable_is_something" CHECK ("payables"."fen" > 0),
	CONSTRAINT "reporter_or_participant" CHECK (("payables"."fund" = 'tips') = ("payables"."participant" = 0))
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"journal_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"month" text NOT NULL,
	"account" text NOT NULL,
	"fen" bigint NOT NULL,
	CONSTRAINT "postings_journal_id_line_pk" PRIMARY KEY("journal_id","line"),
	CONSTRAINT "posting_is_something" CHECK ("postings"."fen" <> 0)
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"seq" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reconciliations_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"staff_id" uuid,
	"compared" jsonb NOT NULL,
	"differences" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "voucher_counters" (
	"series" text NOT NULL,
	"month" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "voucher_counters_series_month_pk" PRIMARY KEY("series","month")
);
--> statement-breakpoint
CREATE TABLE "alarm_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alarm" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"note" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim_disputes" (
	"payable_id" uuid NOT NULL,
	"claim_seq" integer NOT NULL,
	"signature" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "claim_disputes_payable_id_claim_seq_pk" PRIMARY KEY("payable_id","claim_seq"),
	CONSTRAINT "dispute_is_signed" CHECK (octet_length("claim_disputes"."signature") = 64),
	CONSTRAINT "dispute_hour" CHECK ("claim_disputes"."at" = date_trunc('hour', "claim_disputes"."at", 'UTC'))
);
--> statement-breakpoint
CREATE TABLE "claim_extensions" (
	"award_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"until" date NOT NULL,
	"reason" "bytea" NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "claim_extensions_award_id_seq_pk" PRIMARY KEY("award_id","seq")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"payable_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"method" text NOT NULL,
	"fen" bigint NOT NULL,
	"sealed" "bytea",
	"verifier" "bytea",
	"has_word" boolean NOT NULL,
	"digest" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	"staff_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"from_office" boolean,
	CONSTRAINT "claims_payable_id_seq_pk" PRIMARY KEY("payable_id","seq"),
	CONSTRAINT "claim_says" UNIQUE("payable_id","seq","digest"),
	CONSTRAINT "claim_digest_is_a_hash" CHECK (octet_length("claims"."digest") = 32),
	CONSTRAINT "claim_is_signed" CHECK (octet_length("claims"."signature") = 64),
	CONSTRAINT "claim_verifier_is_a_hash" CHECK (octet_length("claims"."verifier") = 32),
	CONSTRAINT "claim_sealed_parts" CHECK (("claims"."method" IN ('transfer', 'proxy')) = ("claims"."sealed" IS NOT NULL)),
	CONSTRAINT "claim_voucher_parts" CHECK (("claims"."method" IN ('voucher', 'proxy')) = ("claims"."verifier" IS NOT NULL)),
	CONSTRAINT "word_of_a_voucher" CHECK (NOT "claims"."has_word" OR "claims"."verifier" IS NOT NULL),
	CONSTRAINT "claim_hour" CHECK ("claims"."staff_id" IS NOT NULL OR "claims"."at" = date_trunc('hour', "claims"."at", 'UTC'))
);
--> statement-breakpoint
CREATE TABLE "freezes" (
	"payable_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"staff_id" uuid,
	"released_by" uuid,
	"released_at" timestamp with time zone,
	"reason" "bytea",
	CONSTRAINT "freezes_payable_id_seq_pk" PRIMARY KEY("payable_id","seq"),
	CONSTRAINT "released_with_a_reason" CHECK (num_nulls("freezes"."released_by", "freezes"."released_at", "freezes"."reason") IN (0, 3)),
	CONSTRAINT "released_by_another" CHECK ("freezes"."released_by" <> "freezes"."staff_id" OR "freezes"."cause" = 'audit')
);
--> statement-breakpoint
CREATE TABLE "lapse_items" (
	"list_id" uuid NOT NULL,
	"payable_id" uuid NOT NULL,
	"outcome" text,
	CONSTRAINT "lapse_items_list_id_payable_id_pk" PRIMARY KEY("list_id","payable_id")
);
--> statement-breakpoint
CREATE TABLE "lapse_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "list_by_two" CHECK ("lapse_lists"."confirmed_by" <> "lapse_lists"."proposed_by"),
	CONSTRAINT "list_confirmed_by_somebody" CHECK (("lapse_lists"."confirmed_at" IS NULL) = ("lapse_lists"."confirmed_by" IS NULL)),
	CONSTRAINT "list_withdrawn_by_somebody" CHECK (("lapse_lists"."withdrawn_at" IS NULL) = ("lapse_lists"."withdrawn_by" IS NULL)),
	CONSTRAINT "list_settles_once" CHECK ("lapse_lists"."confirmed_at" IS NULL OR "lapse_lists"."withdrawn_at" IS NULL),
	CONSTRAINT "done_once_confirmed" CHECK ("lapse_lists"."done_at" IS NULL OR "lapse_lists"."confirmed_at" IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE "payment_outcomes" (
	"payment_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"outcome" text NOT NULL,
	"cause" text,
	"fen" bigint NOT NULL,
	"bank_reference" text,
	"file_digest" "bytea",
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_outcomes_payment_id_seq_pk" PRIMARY KEY("payment_id","seq"),
	CONSTRAINT "payment_outcomes_bank_reference_unique" UNIQUE("bank_reference"),
	CONSTRAINT "rejected_for_a_cause" CHECK (("payment_outcomes"."outcome" IN ('rejected', 'bounced')) = ("payment_outcomes"."cause" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"payable_id" uuid NOT NULL,
	"claim_seq" integer NOT NULL,
	"claim_digest" "bytea" NOT NULL,
	"fen" bigint NOT NULL,
	"reference" text NOT NULL,
	"account_token" "bytea",
	"state" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"paid_on" date,
	"receipt" text,
	CONSTRAINT "payments_reference_unique" UNIQUE("reference"),
	CONSTRAINT "payment_line" UNIQUE("run_id","line"),
	CONSTRAINT "paid_with_a_receipt" CHECK (("payments"."state" IN ('paid', 'bounced')) = ("payments"."receipt" IS NOT NULL)),
	CONSTRAINT "account_token_length" CHECK (octet_length("payments"."account_token") = 16)
);
--> statement-breakpoint
CREATE TABLE "run_steps" (
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"digest" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "run_steps_run_id_step_pk" PRIMARY KEY("run_id","step"),
	CONSTRAINT "run_step_is_signed" CHECK (octet_length("run_steps"."signature") = 64)
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"fund" text NOT NULL,
	"year" integer NOT NULL,
	"seq" integer NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	"total_fen" bigint NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "runs_number_unique" UNIQUE("number"),
	CONSTRAINT "run_number" UNIQUE("year","seq"),
	CONSTRAINT "run_says" UNIQUE("id","digest"),
	CONSTRAINT "one_by_cash" CHECK ("runs"."kind" <> 'cash' OR "runs"."count" = 1),
	CONSTRAINT "run_digest_is_a_hash" CHECK (octet_length("runs"."digest") = 32)
);
--> statement-breakpoint
CREATE TABLE "voucher_tries" (
	"payable_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"claim_seq" integer NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"is_right" boolean NOT NULL,
	CONSTRAINT "voucher_tries_payable_id_seq_pk" PRIMARY KEY("payable_id","seq")
);
--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_confirmed_by_staff_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_withdrawn_by_staff_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budget_reversed" FOREIGN KEY ("reverses") REFERENCES "public"."budgets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journals" ADD CONSTRAINT "journals_budget_id_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budgets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journals" ADD CONSTRAINT "journals_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journals" ADD CONSTRAINT "journals_payable_id_payables_id_fk" FOREIGN KEY ("payable_id") REFERENCES "public"."payables"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journals" ADD CONSTRAINT "journals_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_periods" ADD CONSTRAINT "ledger_periods_closed_by_staff_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payables" ADD CONSTRAINT "payables_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payables" ADD CONSTRAINT "payable_from_an_account" FOREIGN KEY ("fund","year") REFERENCES "public"."fund_years"("fund","year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "posting_of_a_journal" FOREIGN KEY ("journal_id","fund","year","month") REFERENCES "public"."journals"("id","fund","year","month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "posting_to_an_account" FOREIGN KEY ("fund","year","account") REFERENCES "public"."ledger_accounts"("fund","year","account") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_reviews" ADD CONSTRAINT "alarm_reviews_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_disputes" ADD CONSTRAINT "dispute_of_a_claim" FOREIGN KEY ("payable_id","claim_seq") REFERENCES "public"."claims"("payable_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_extensions" ADD CONSTRAINT "claim_extensions_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_extensions" ADD CONSTRAINT "claim_extensions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_payable_id_payables_id_fk" FOREIGN KEY ("payable_id") REFERENCES "public"."payables"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_payable_id_payables_id_fk" FOREIGN KEY ("payable_id") REFERENCES "public"."payables"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_released_by_staff_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lapse_items" ADD CONSTRAINT "lapse_items_list_id_lapse_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lapse_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lapse_items" ADD CONSTRAINT "lapse_items_payable_id_payables_id_fk" FOREIGN KEY ("payable_id") REFERENCES "public"."payables"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lapse_lists" ADD CONSTRAINT "lapse_lists_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lapse_lists" ADD CONSTRAINT "lapse_lists_confirmed_by_staff_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lapse_lists" ADD CONSTRAINT "lapse_lists_withdrawn_by_staff_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_outcomes" ADD CONSTRAINT "payment_outcomes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_outcomes" ADD CONSTRAINT "payment_outcomes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payment_of_a_claim" FOREIGN KEY ("payable_id","claim_seq","claim_digest") REFERENCES "public"."claims"("payable_id","seq","digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_steps" ADD CONSTRAINT "run_steps_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_steps" ADD CONSTRAINT "step_of_a_run" FOREIGN KEY ("run_id","digest") REFERENCES "public"."runs"("id","digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_tries" ADD CONSTRAINT "voucher_tries_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_tries" ADD CONSTRAINT "try_of_a_claim" FOREIGN KEY ("payable_id","claim_seq") REFERENCES "public"."claims"("payable_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budgets_of_fund" ON "budgets" USING btree ("fund","year","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reversed_once" ON "budgets" USING btree ("reverses") WHERE "budgets"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE INDEX "journals_day" ON "journals" USING btree ("day","number");--> statement-breakpoint
CREATE INDEX "journals_of_fund" ON "journals" USING btree ("fund","year","month");--> statement-breakpoint
CREATE INDEX "journals_award" ON "journals" USING btree ("award_id");--> statement-breakpoint
CREATE INDEX "journals_payable" ON "journals" USING btree ("payable_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_reserve" ON "journals" USING btree ("payment_id") WHERE "journals"."kind" = 'reserve';--> statement-breakpoint
CREATE UNIQUE INDEX "one_end_of_a_reserve" ON "journals" USING btree ("payment_id") WHERE "journals"."kind" IN ('settle', 'unreserve');--> statement-breakpoint
CREATE UNIQUE INDEX "one_bounce" ON "journals" USING btree ("payment_id") WHERE "journals"."kind" = 'bounce';--> statement-breakpoint
CREATE UNIQUE INDEX "one_grant" ON "journals" USING btree ("payable_id") WHERE "journals"."kind" = 'grant';--> statement-breakpoint
CREATE UNIQUE INDEX "one_end_of_a_payable" ON "journals" USING btree ("payable_id") WHERE "journals"."kind" IN ('lapse', 'decline', 'ungrant');--> statement-breakpoint
CREATE INDEX "payables_state" ON "payables" USING btree ("state","since");--> statement-breakpoint
CREATE INDEX "postings_of_account" ON "postings" USING btree ("fund","year","month","account");--> statement-breakpoint
CREATE INDEX "alarm_reviews_alarm" ON "alarm_reviews" USING btree ("alarm");--> statement-breakpoint
CREATE INDEX "freezes_open" ON "freezes" USING btree ("payable_id") WHERE "freezes"."released_at" IS NULL;--> statement-breakpoint
CREATE INDEX "lapse_items_payable" ON "lapse_items" USING btree ("payable_id");--> statement-breakpoint
CREATE UNIQUE INDEX "returned_once" ON "lapse_items" USING btree ("payable_id") WHERE "lapse_items"."outcome" = 'returned';--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_list" ON "lapse_lists" USING btree ("kind") WHERE "lapse_lists"."done_at" IS NULL AND "lapse_lists"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_payment_each" ON "payments" USING btree ("payable_id") WHERE "payments"."state" NOT IN ('rejected', 'bounced', 'withdrawn');--> statement-breakpoint
CREATE INDEX "payments_account" ON "payments" USING btree ("account_token");--> statement-breakpoint
CREATE INDEX "run_steps_staff" ON "run_steps" USING btree ("staff_id","at");--> statement-breakpoint
CREATE INDEX "runs_state" ON "runs" USING btree ("state","since");--> statement-breakpoint
CREATE INDEX "voucher_tries_staff" ON "voucher_tries" USING btree ("staff_id","at");