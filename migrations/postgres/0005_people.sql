CREATE TABLE "access_heads" (
	"org_id" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"removed_seq" bigint DEFAULT 0 NOT NULL,
	"removed_hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"org_id" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"about" text,
	"what" text NOT NULL,
	"reason" text,
	"name_salt" text,
	"reason_salt" text,
	"name_seal" text NOT NULL,
	"reason_seal" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "access_log_org_id_seq_pk" PRIMARY KEY("org_id","seq")
);
--> statement-breakpoint
CREATE TABLE "api_clients" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" bigint NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"role" text NOT NULL,
	"scopes" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"last_used_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"org_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"parent_id" bigint,
	"key" text,
	"name" text,
	CONSTRAINT "categories_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "category_changes" (
	"org_id" bigint NOT NULL,
	"revision" bigint NOT NULL,
	"at" bigint NOT NULL,
	"action" text NOT NULL,
	"undoes" bigint,
	"last_id" bigint NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "category_changes_org_id_revision_pk" PRIMARY KEY("org_id","revision")
);
--> statement-breakpoint
CREATE TABLE "category_rules" (
	"org_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"position" bigint NOT NULL,
	"category_id" bigint NOT NULL,
	"app" text,
	"path" text,
	"title" text,
	"domain" text,
	"parent_id" bigint,
	CONSTRAINT "category_rules_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "device_grants" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_code_hash" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"host_name" text NOT NULL,
	"account" text NOT NULL,
	"platform" text NOT NULL,
	"address" text NOT NULL,
	"state" text NOT NULL,
	"next_poll_at" bigint NOT NULL,
	"interval_ms" bigint NOT NULL,
	"org_id" bigint,
	"user_id" text,
	"device_name" text,
	"decided_by" text
);
--> statement-breakpoint
CREATE TABLE "erase_orders" (
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"device_id" bigint NOT NULL,
	"until" bigint NOT NULL,
	"ordered_at" bigint NOT NULL,
	"ordered_by" text NOT NULL,
	"removed" jsonb NOT NULL,
	"done_at" bigint,
	"confirmed_at" bigint,
	"confirmed" jsonb,
	CONSTRAINT "erase_orders_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "fleet_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"user_id" text NOT NULL,
	"approval" bigint NOT NULL,
	"uses_left" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" text NOT NULL,
	"verified_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" bigint NOT NULL,
	"hash" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "one_time_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" text NOT NULL,
	"about" text,
	"expires_at" bigint NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passwords" (
	"user_id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"org_id" bigint NOT NULL,
	"scope" text NOT NULL,
	"about" text NOT NULL,
	"revision" bigint NOT NULL,
	"settings" jsonb NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "policies_org_id_scope_about_pk" PRIMARY KEY("org_id","scope","about")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"hash" text NOT NULL,
	"previous_hash" text,
	"method" text NOT NULL,
	"created_at" bigint NOT NULL,
	"rotated_at" bigint NOT NULL,
	"last_used_at" bigint NOT NULL,
	"address" text NOT NULL,
	"browser" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "title_days" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"day" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"rule_id" bigint NOT NULL,
	"foreground_ms" bigint NOT NULL,
	"active_ms" bigint,
	"watching_ms" bigint,
	CONSTRAINT "title_days_org_id_device_id_day_subject_id_rule_id_pk" PRIMARY KEY("org_id","device_id","day","subject_id","rule_id")
);
--> statement-breakpoint
CREATE TABLE "totps" (
	"user_id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"confirmed_at" bigint,
	"last_step" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "device_tokens" ADD COLUMN "replaces" text;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "agent_version" text;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "erased_until" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "policy_rev" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "subjects_mark" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "expired" ADD COLUMN "titles_until" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "shares" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "access_log_about" ON "access_log" USING btree ("org_id","about","seq");--> statement-breakpoint
CREATE INDEX "api_clients_org" ON "api_clients" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "device_grants_user_code" ON "device_grants" USING btree ("user_code_hash");--> statement-breakpoint
CREATE INDEX "device_grants_expiry" ON "device_grants" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "erase_orders_device" ON "erase_orders" USING btree ("org_id","device_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fleet_tokens_id" ON "fleet_tokens" USING btree ("org_id","id");--> statement-breakpoint
CREATE INDEX "identities_user" ON "identities" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_hash" ON "invitations" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_email" ON "invitations" USING btree ("org_id","email");--> statement-breakpoint
CREATE INDEX "one_time_tokens_user" ON "one_time_tokens" USING btree ("user_id","purpose");--> statement-breakpoint
CREATE INDEX "one_time_tokens_expiry" ON "one_time_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_ins_hash" ON "sign_ins" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sign_ins_previous" ON "sign_ins" USING btree ("previous_hash");--> statement-breakpoint
CREATE INDEX "sign_ins_user" ON "sign_ins" USING btree ("user_id");
--> statement-breakpoint
-- Days with titles are made again, as rules now sort what they showed.
INSERT INTO touched_days (org_id, device_id, day, mark)
SELECT DISTINCT org_id, device_id, to_char(to_timestamp(start / 1000) at time zone 'UTC', 'YYYY-MM-DD'), 5 FROM spans WHERE source = 'window' AND detail IS NOT NULL
ON CONFLICT (org_id, device_id, day) DO UPDATE SET mark = 5;
