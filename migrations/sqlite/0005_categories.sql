CREATE TABLE `categories` (
	`org_id` integer NOT NULL,
	`id` integer NOT NULL,
	`parent_id` integer,
	`key` text,
	`name` text,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `category_changes` (
	`org_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`undoes` integer,
	`last_id` integer NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	PRIMARY KEY(`org_id`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `category_rules` (
	`org_id` integer NOT NULL,
	`id` integer NOT NULL,
	`position` integer NOT NULL,
	`category_id` integer NOT NULL,
	`app` text,
	`path` text,
	`title` text,
	`domain` text,
	`parent_id` integer,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `title_days` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`day` text NOT NULL,
	`subject_id` integer NOT NULL,
	`rule_id` integer NOT NULL,
	`foreground_ms` integer NOT NULL,
	`active_ms` integer,
	`watching_ms` integer,
	PRIMARY KEY(`org_id`, `device_id`, `day`, `subject_id`, `rule_id`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `expired` ADD `titles_until` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Days with titles are made again, as rules now sort what they showed.
INSERT INTO touched_days (org_id, device_id, day, mark)
SELECT DISTINCT org_id, device_id, date(start / 1000, 'unixepoch'), 5 FROM spans WHERE source = 'window' AND detail IS NOT NULL
ON CONFLICT (org_id, device_id, day) DO UPDATE SET mark = 5;
