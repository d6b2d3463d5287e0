CREATE TABLE "unrecorded_days" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"day" text NOT NULL,
	"reason" text NOT NULL,
	"ms" bigint NOT NULL,
	CONSTRAINT "unrecorded_days_org_id_device_id_day_reason_pk" PRIMARY KEY("org_id","device_id","day","reason")
);
--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "watching_ms" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "idle_ms" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "locked_ms" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "sessions" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "session_ms" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "first_activity_at" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "last_activity_at" bigint;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "days_mark" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "clock_ahead_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "watching_ms" bigint;--> statement-breakpoint
ALTER TABLE "usage_months" ADD COLUMN "watching_ms" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "idle_after_ms" bigint DEFAULT 300000 NOT NULL;--> statement-breakpoint
INSERT INTO "touched_days" ("org_id", "device_id", "day", "mark") SELECT "org_id", "device_id", "day", 1 FROM "days" WHERE true ON CONFLICT DO NOTHING;
