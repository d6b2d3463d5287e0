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
	"hash" text NOT NULL,
	CONSTRAINT "access_log_org_id_seq_pk" PRIMARY KEY("org_id","seq")
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
ALTER TABLE "device_tokens" ADD COLUMN "replaces" text;--> statement-breakpoint
CREATE INDEX "access_log_about" ON "access_log" USING btree ("org_id","about","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "device_grants_user_code" ON "device_grants" USING btree ("user_code_hash");--> statement-breakpoint
CREATE INDEX "device_grants_expiry" ON "device_grants" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "fleet_tokens_id" ON "fleet_tokens" USING btree ("org_id","id");