CREATE TABLE `days` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`day` text NOT NULL,
	`recorded_ms` integer NOT NULL,
	`due_ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `device_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `device_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `devices` (
	`org_id` integer NOT NULL,
	`id` integer NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`platform` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer,
	`clock_skew_ms` integer,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `gaps` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`start` integer NOT NULL,
	`stream_id` integer NOT NULL,
	`end` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`org_id`, `device_id`, `start`, `stream_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `mails` (
	`org_id` integer NOT NULL,
	`id` text NOT NULL,
	`report_id` text NOT NULL,
	`reader` text NOT NULL,
	`address` text NOT NULL,
	`locale` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`claim` text,
	`attempts` integer NOT NULL,
	`outcome` text,
	`sent_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_reader` ON `mails` (`org_id`,`report_id`,`reader`);--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`org_id`,`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `members` (
	`org_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`org_id`, `user_id`)
);
--> statement-breakpoint
CREATE TABLE `orgs` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `process_hours` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`hour` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`stream_id` integer NOT NULL,
	`running_ms` integer NOT NULL,
	`cpu_ms` integer NOT NULL,
	`launches` integer NOT NULL,
	`memory_kib_seconds` integer NOT NULL,
	`memory_peak_kib` integer NOT NULL,
	`samples` integer NOT NULL,
	PRIMARY KEY(`org_id`, `device_id`, `hour`, `subject_id`, `stream_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `reports` (
	`org_id` integer NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`period` text NOT NULL,
	`plan_key` text,
	`figures` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_plan` ON `reports` (`org_id`,`plan_key`);--> statement-breakpoint
CREATE TABLE `spans` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`source` text NOT NULL,
	`start` integer NOT NULL,
	`stream_id` integer NOT NULL,
	`end` integer NOT NULL,
	`subject_id` integer,
	`detail` text,
	PRIMARY KEY(`org_id`, `device_id`, `source`, `start`, `stream_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `streams` (
	`org_id` integer NOT NULL,
	`id` integer NOT NULL,
	`uuid` text NOT NULL,
	`device_id` integer NOT NULL,
	`predecessor` text,
	`predecessor_rev` integer,
	`cursor` integer NOT NULL,
	`last_batch` text,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `streams_uuid` ON `streams` (`org_id`,`uuid`);--> statement-breakpoint
CREATE INDEX `streams_device` ON `streams` (`org_id`,`device_id`);--> statement-breakpoint
CREATE TABLE `subjects` (
	`org_id` integer NOT NULL,
	`id` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subjects_key` ON `subjects` (`org_id`,`kind`,`key`);--> statement-breakpoint
CREATE TABLE `touched_days` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`day` text NOT NULL,
	`mark` integer NOT NULL,
	PRIMARY KEY(`org_id`, `device_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `usage_days` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`running_ms` integer NOT NULL,
	`cpu_ms` integer NOT NULL,
	`launches` integer NOT NULL,
	`memory_kib_seconds` integer NOT NULL,
	`memory_peak_kib` integer NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`org_id`, `device_id`, `day`, `subject_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `usage_months` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`running_ms` integer NOT NULL,
	`cpu_ms` integer NOT NULL,
	`launches` integer NOT NULL,
	`memory_kib_seconds` integer NOT NULL,
	`memory_peak_kib` integer NOT NULL,
	`month` text NOT NULL,
	`days` integer NOT NULL,
	PRIMARY KEY(`org_id`, `device_id`, `month`, `subject_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`locale` text NOT NULL,
	`zone` text NOT NULL,
	`created_at` integer NOT NULL
);
