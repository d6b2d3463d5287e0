CREATE TABLE `channels` (
	`name` text PRIMARY KEY NOT NULL,
	`paused_until` integer,
	`reason` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`busy_until` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `licences` (
	`org_id` integer NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`apps` text NOT NULL,
	`seats` integer,
	`price_minor` integer,
	`currency` text,
	`per` text NOT NULL,
	`renews_on` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `person_hours` (
	`org_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`day` text NOT NULL,
	`hour` integer NOT NULL,
	`recorded_ms` integer NOT NULL,
	`active_ms` integer,
	PRIMARY KEY(`org_id`, `user_id`, `day`, `hour`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `recipients` (
	`org_id` integer NOT NULL,
	`id` text NOT NULL,
	`address` text NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`zone` text NOT NULL,
	`added_by` text NOT NULL,
	`token_hash` text,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recipients_address` ON `recipients` (`org_id`,`address`);--> statement-breakpoint
CREATE UNIQUE INDEX `recipients_token` ON `recipients` (`org_id`,`token_hash`);--> statement-breakpoint
CREATE TABLE `report_settings` (
	`org_id` integer PRIMARY KEY NOT NULL,
	`zone` text,
	`locale` text,
	`hour` integer,
	`week_start` integer,
	`kinds` text,
	`formats` text,
	`empty` text,
	`currency` text,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`org_id` integer NOT NULL,
	`reader` text NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`wanted` integer NOT NULL,
	`hour` integer,
	`locale` text,
	`zone` text,
	`formats` text,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `reader`, `kind`, `about`)
);
--> statement-breakpoint
CREATE TABLE `suppressions` (
	`org_id` integer NOT NULL,
	`address` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `address`)
);
--> statement-breakpoint
ALTER TABLE `days` ADD `longest_session_ms` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `longest_session_at` integer;--> statement-breakpoint
ALTER TABLE `mails` ADD `formats` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `hash` text;--> statement-breakpoint
ALTER TABLE `person_days` ADD `longest_session_ms` integer;--> statement-breakpoint
ALTER TABLE `person_days` ADD `longest_session_at` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `hash` text;
--> statement-breakpoint
-- Days are made again, with their longest session and what people did by the hour.
INSERT INTO touched_days (org_id, device_id, day, mark)
SELECT org_id, device_id, day, 6 FROM days WHERE true
ON CONFLICT (org_id, device_id, day) DO UPDATE SET mark = 6;
