CREATE TABLE "records" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "records_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"did" text NOT NULL,
	"staff_id" uuid,
	"desk_id" uuid,
	"tip_id" uuid,
	"member_id" uuid
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"desk_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_members" (
	"desk_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"role" text NOT NULL,
	"desk_key" "bytea",
	"key_given_by" uuid,
	"invitation_id" uuid,
	"proof" "bytea",
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "desk_members_desk_id_staff_id_pk" PRIMARY KEY("desk_id","staff_id"),
	CONSTRAINT "key_has_giver" CHECK (("desk_members"."desk_key" is null) = ("desk_members"."key_given_by" is null))
);
--> statement-breakpoint
CREATE TABLE "desks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "desks_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	"districts" text[] NOT NULL,
	"categories" text[] NOT NULL,
	"recipient" text NOT NULL,
	"recovery_key" "bytea" NOT NULL,
	"matching_key" "bytea",
	"mail" text,
	"founded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "desks_recipient_unique" UNIQUE("recipient")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"desk_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"secret" "bytea" NOT NULL,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"login_hash" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"site_id" text NOT NULL,
	"recovery_recipient" text,
	"recovery_shares" integer,
	"recovery_threshold" integer,
	"founded_at" timestamp with time zone,
	CONSTRAINT "one_site" CHECK ("site"."only"),
	CONSTRAINT "founded_whole" CHECK (("site"."founded_at" is null) = ("site"."recovery_recipient" is null)),
	CONSTRAINT "enough_shares" CHECK ("site"."recovery_threshold" >= 2 and "site"."recovery_threshold" <= "site"."recovery_shares")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"login_hash" text NOT NULL,
	"member_recipient" text NOT NULL,
	"member_key" "bytea" NOT NULL,
	"stopped" boolean DEFAULT false NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"sender" text NOT NULL,
	"staff_id" uuid,
	"is_question" boolean NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_tip_id_seq_pk" PRIMARY KEY("tip_id","seq"),
	CONSTRAINT "messages_id_unique" UNIQUE("id"),
	CONSTRAINT "desk_has_sender" CHECK (("messages"."sender" = 'desk') = ("messages"."staff_id" is not null)),
	CONSTRAINT "message_place" CHECK ("messages"."seq" between 0 and 999)
);
--> statement-breakpoint
CREATE TABLE "sealed_pieces" (
	"file_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"size" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sealed_pieces_file_id_seq_pk" PRIMARY KEY("file_id","seq")
);
--> statement-breakpoint
CREATE TABLE "tip_files" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"pieces" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "tip_files_place" UNIQUE("tip_id","seq"),
	CONSTRAINT "file_place" CHECK ("tip_files"."seq" between 0 and 199)
);
--> statement-breakpoint
CREATE TABLE "tip_moves" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"move" text,
	"to_stage" text NOT NULL,
	"staff_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"reason" "bytea",
	CONSTRAINT "tip_moves_tip_id_seq_pk" PRIMARY KEY("tip_id","seq"),
	CONSTRAINT "first_move_is_arrival" CHECK (("tip_moves"."seq" = 0) = ("tip_moves"."staff_id" is null))
);
--> statement-breakpoint
CREATE TABLE "tip_reads" (
	"tip_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"read_seq" integer NOT NULL,
	CONSTRAINT "tip_reads_tip_id_staff_id_pk" PRIMARY KEY("tip_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "tip_states" (
	"tip_id" uuid PRIMARY KEY NOT NULL,
	"serial" bigint NOT NULL,
	"desk_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"waiting_for" text NOT NULL,
	"tipster_seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_transfers" (
	"tip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"from_desk" uuid NOT NULL,
	"to_desk" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" "bytea" NOT NULL,
	CONSTRAINT "tip_transfers_tip_id_seq_pk" PRIMARY KEY("tip_id","seq"),
	CONSTRAINT "to_another_desk" CHECK ("tip_transfers"."from_desk" <> "tip_transfers"."to_desk")
);
--> statement-breakpoint
CREATE TABLE "tip_wraps" (
	"tip_id" uuid NOT NULL,
	"desk_id" uuid NOT NULL,
	"wrap" "bytea" NOT NULL,
	CONSTRAINT "tip_wraps_tip_id_desk_id_pk" PRIMARY KEY("tip_id","desk_id")
);
--> statement-breakpoint
CREATE TABLE "tips" (
	"id" uuid PRIMARY KEY NOT NULL,
	"serial" bigint GENERATED ALWAYS AS IDENTITY (sequence name "tips_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"category" text NOT NULL,
	"district" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"desk_id" uuid NOT NULL,
	"tip_recipient" text NOT NULL,
	"mailbox_recipient" text NOT NULL,
	"lookup_hash" "bytea" NOT NULL,
	"claim_public" "bytea" NOT NULL,
	"report" "bytea" NOT NULL,
	"commitment" "bytea" NOT NULL,
	CONSTRAINT "tips_serial_unique" UNIQUE("serial"),
	CONSTRAINT "tips_tip_recipient_unique" UNIQUE("tip_recipient"),
	CONSTRAINT "tips_mailbox_recipient_unique" UNIQUE("mailbox_recipient"),
	CONSTRAINT "tips_lookup_hash_unique" UNIQUE("lookup_hash"),
	CONSTRAINT "tips_claim_public_unique" UNIQUE("claim_public"),
	CONSTRAINT "tips_commitment_unique" UNIQUE("commitment")
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"tip_id" uuid PRIMARY KEY NOT NULL,
	"serial" bigint NOT NULL,
	"commitment" "bytea" NOT NULL,
	"deleted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_members" ADD CONSTRAINT "desk_members_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_members" ADD CONSTRAINT "desk_members_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_members" ADD CONSTRAINT "desk_members_key_given_by_staff_id_fk" FOREIGN KEY ("key_given_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_members" ADD CONSTRAINT "desk_members_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_staff_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_files" ADD CONSTRAINT "tip_files_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_moves" ADD CONSTRAINT "tip_moves_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_moves" ADD CONSTRAINT "tip_moves_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_reads" ADD CONSTRAINT "tip_reads_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_reads" ADD CONSTRAINT "tip_reads_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_states" ADD CONSTRAINT "tip_states_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_states" ADD CONSTRAINT "tip_states_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_transfers" ADD CONSTRAINT "tip_transfers_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_transfers" ADD CONSTRAINT "tip_transfers_from_desk_desks_id_fk" FOREIGN KEY ("from_desk") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_transfers" ADD CONSTRAINT "tip_transfers_to_desk_desks_id_fk" FOREIGN KEY ("to_desk") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_transfers" ADD CONSTRAINT "tip_transfers_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_wraps" ADD CONSTRAINT "tip_wraps_tip_id_tips_id_fk" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_wraps" ADD CONSTRAINT "tip_wraps_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tips" ADD CONSTRAINT "tips_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "records_tip" ON "records" USING btree ("tip_id","did");--> statement-breakpoint
CREATE INDEX "records_staff" ON "records" USING btree ("staff_id","seq");--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "desk_members_staff" ON "desk_members" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "sealed_pieces_arrived" ON "sealed_pieces" USING btree ("arrived_at");--> statement-breakpoint
CREATE INDEX "tip_states_desk" ON "tip_states" USING btree ("desk_id","serial");--> statement-breakpoint
CREATE INDEX "tip_states_stage" ON "tip_states" USING btree ("desk_id","stage","serial");--> statement-breakpoint
CREATE INDEX "tip_states_waiting" ON "tip_states" USING btree ("desk_id","waiting_for","serial");