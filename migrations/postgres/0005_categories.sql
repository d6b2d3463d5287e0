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
ALTER TABLE "expired" ADD COLUMN "titles_until" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Days with titles are made again, as rules now sort what they showed.
INSERT INTO touched_days (org_id, device_id, day, mark)
SELECT DISTINCT org_id, device_id, to_char(to_timestamp(start / 1000) at time zone 'UTC', 'YYYY-MM-DD'), 5 FROM spans WHERE source = 'window' AND detail IS NOT NULL
ON CONFLICT (org_id, device_id, day) DO UPDATE SET mark = 5;
