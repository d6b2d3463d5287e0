CREATE TABLE "expired" (
	"org_id" bigint PRIMARY KEY NOT NULL,
	"until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"org_id" bigint NOT NULL,
	"name" text NOT NULL,
	"holder" text NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "leases_org_id_name_pk" PRIMARY KEY("org_id","name")
);
--> statement-breakpoint
CREATE TABLE "person_days" (
	"org_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"day" text NOT NULL,
	"devices" bigint NOT NULL,
	"recorded_ms" bigint NOT NULL,
	"due_ms" bigint NOT NULL,
	"active_ms" bigint,
	"watched_ms" bigint NOT NULL,
	"watching_ms" bigint,
	"sessions" bigint,
	"session_ms" bigint,
	"first_activity_at" bigint,
	"last_activity_at" bigint,
	CONSTRAINT "person_days_org_id_user_id_day_pk" PRIMARY KEY("org_id","user_id","day")
);
--> statement-breakpoint
CREATE TABLE "touched_person_days" (
	"org_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"day" text NOT NULL,
	"mark" bigint NOT NULL,
	CONSTRAINT "touched_person_days_org_id_user_id_day_pk" PRIMARY KEY("org_id","user_id","day")
);
--> statement-breakpoint
CREATE TABLE "usage_hours" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"day" text NOT NULL,
	"hour" bigint NOT NULL,
	"subject_id" bigint NOT NULL,
	"foreground_ms" bigint NOT NULL,
	"active_ms" bigint,
	"watching_ms" bigint,
	CONSTRAINT "usage_hours_org_id_device_id_day_hour_subject_id_pk" PRIMARY KEY("org_id","device_id","day","hour","subject_id")
);
--> statement-breakpoint
ALTER TABLE "orgs" ADD COLUMN "demo" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "touched_days" ADD COLUMN "claimed_until" bigint;--> statement-breakpoint
CREATE INDEX "devices_user" ON "devices" USING btree ("org_id","user_id");--> statement-breakpoint
CREATE INDEX "spans_titled" ON "spans" USING btree ("org_id","device_id","start") WHERE "source" = 'window' and "detail" is not null;--> statement-breakpoint
INSERT INTO "touched_days" ("org_id", "device_id", "day", "mark") SELECT "org_id", "device_id", "day", 1 FROM "days" WHERE true ON CONFLICT DO NOTHING;
