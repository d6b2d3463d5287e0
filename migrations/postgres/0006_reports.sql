CREATE TABLE "channels" (
	"name" text PRIMARY KEY NOT NULL,
	"paused_until" bigint,
	"reason" text,
	"failures" bigint DEFAULT 0 NOT NULL,
	"busy_until" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "licences" (
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"apps" jsonb NOT NULL,
	"seats" bigint,
	"price_minor" bigint,
	"currency" text,
	"per" text NOT NULL,
	"renews_on" text,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "licences_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "person_hours" (
	"org_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"day" text NOT NULL,
	"hour" bigint NOT NULL,
	"recorded_ms" bigint NOT NULL,
	"active_ms" bigint,
	CONSTRAINT "person_hours_org_id_user_id_day_hour_pk" PRIMARY KEY("org_id","user_id","day","hour")
);
--> statement-breakpoint
CREATE TABLE "recipients" (
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"locale" text NOT NULL,
	"zone" text NOT NULL,
	"added_by" text NOT NULL,
	"token_hash" text,
	"expires_at" bigint NOT NULL,
	"confirmed_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "recipients_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "report_settings" (
	"org_id" bigint PRIMARY KEY NOT NULL,
	"zone" text,
	"locale" text,
	"hour" bigint,
	"week_start" bigint,
	"kinds" jsonb,
	"formats" jsonb,
	"empty" text,
	"currency" text,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"org_id" bigint NOT NULL,
	"reader" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"wanted" bigint NOT NULL,
	"hour" bigint,
	"locale" text,
	"zone" text,
	"formats" jsonb,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "subscriptions_org_id_reader_kind_about_pk" PRIMARY KEY("org_id","reader","kind","about")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"org_id" bigint NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"detail" text,
	"at" bigint NOT NULL,
	CONSTRAINT "suppressions_org_id_address_pk" PRIMARY KEY("org_id","address")
);
--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "longest_session_ms" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "longest_session_at" bigint;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "formats" jsonb;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "person_days" ADD COLUMN "longest_session_ms" bigint;--> statement-breakpoint
ALTER TABLE "person_days" ADD COLUMN "longest_session_at" bigint;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "recipients_address" ON "recipients" USING btree ("org_id","address");--> statement-breakpoint
CREATE UNIQUE INDEX "recipients_token" ON "recipients" USING btree ("org_id","token_hash");
--> statement-breakpoint
-- Days are made again, with their longest session and what people did by the hour.
INSERT INTO touched_days (org_id, device_id, day, mark)
SELECT org_id, device_id, day, 6 FROM days WHERE true
ON CONFLICT (org_id, device_id, day) DO UPDATE SET mark = 6;
