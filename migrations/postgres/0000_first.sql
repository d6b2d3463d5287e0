CREATE TABLE "days" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"day" text NOT NULL,
	"recorded_ms" bigint NOT NULL,
	"due_ms" bigint NOT NULL,
	CONSTRAINT "days_org_id_device_id_day_pk" PRIMARY KEY("org_id","device_id","day")
);
--> statement-breakpoint
CREATE TABLE "device_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"org_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint,
	"clock_skew_ms" bigint,
	CONSTRAINT "devices_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "gaps" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"start" bigint NOT NULL,
	"stream_id" bigint NOT NULL,
	"end" bigint NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "gaps_org_id_device_id_start_stream_id_pk" PRIMARY KEY("org_id","device_id","start","stream_id")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"report_id" text NOT NULL,
	"reader" text NOT NULL,
	"address" text NOT NULL,
	"locale" text NOT NULL,
	"state" text NOT NULL,
	"due_at" bigint NOT NULL,
	"claim" text,
	"attempts" bigint NOT NULL,
	"outcome" text,
	"sent_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "mails_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"org_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "members_org_id_user_id_pk" PRIMARY KEY("org_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "orgs" (
	"id" bigint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "process_hours" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"hour" bigint NOT NULL,
	"subject_id" bigint NOT NULL,
	"stream_id" bigint NOT NULL,
	"running_ms" bigint NOT NULL,
	"cpu_ms" bigint NOT NULL,
	"launches" bigint NOT NULL,
	"memory_kib_seconds" bigint NOT NULL,
	"memory_peak_kib" bigint NOT NULL,
	"samples" bigint NOT NULL,
	CONSTRAINT "process_hours_org_id_device_id_hour_subject_id_stream_id_pk" PRIMARY KEY("org_id","device_id","hour","subject_id","stream_id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"period" text NOT NULL,
	"plan_key" text,
	"figures" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "reports_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "spans" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"source" text NOT NULL,
	"start" bigint NOT NULL,
	"stream_id" bigint NOT NULL,
	"end" bigint NOT NULL,
	"subject_id" bigint,
	"detail" jsonb,
	CONSTRAINT "spans_org_id_device_id_source_start_stream_id_pk" PRIMARY KEY("org_id","device_id","source","start","stream_id")
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"org_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"uuid" text NOT NULL,
	"device_id" bigint NOT NULL,
	"predecessor" text,
	"predecessor_rev" bigint,
	"cursor" bigint NOT NULL,
	"last_batch" text,
	CONSTRAINT "streams_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "subjects" (
	"org_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "subjects_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "touched_days" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"day" text NOT NULL,
	"mark" bigint NOT NULL,
	CONSTRAINT "touched_days_org_id_device_id_day_pk" PRIMARY KEY("org_id","device_id","day")
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"subject_id" bigint NOT NULL,
	"running_ms" bigint NOT NULL,
	"cpu_ms" bigint NOT NULL,
	"launches" bigint NOT NULL,
	"memory_kib_seconds" bigint NOT NULL,
	"memory_peak_kib" bigint NOT NULL,
	"day" text NOT NULL,
	CONSTRAINT "usage_days_org_id_device_id_day_subject_id_pk" PRIMARY KEY("org_id","device_id","day","subject_id")
);
--> statement-breakpoint
CREATE TABLE "usage_months" (
	"org_id" bigint NOT NULL,
	"device_id" bigint NOT NULL,
	"subject_id" bigint NOT NULL,
	"running_ms" bigint NOT NULL,
	"cpu_ms" bigint NOT NULL,
	"launches" bigint NOT NULL,
	"memory_kib_seconds" bigint NOT NULL,
	"memory_peak_kib" bigint NOT NULL,
	"month" text NOT NULL,
	"days" bigint NOT NULL,
	CONSTRAINT "usage_months_org_id_device_id_month_subject_id_pk" PRIMARY KEY("org_id","device_id","month","subject_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"locale" text NOT NULL,
	"zone" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "mails_reader" ON "mails" USING btree ("org_id","report_id","reader");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("org_id","state","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_plan" ON "reports" USING btree ("org_id","plan_key");--> statement-breakpoint
CREATE UNIQUE INDEX "streams_uuid" ON "streams" USING btree ("org_id","uuid");--> statement-breakpoint
CREATE INDEX "streams_device" ON "streams" USING btree ("org_id","device_id");--> statement-breakpoint
CREATE UNIQUE INDEX "subjects_key" ON "subjects" USING btree ("org_id","kind","key");