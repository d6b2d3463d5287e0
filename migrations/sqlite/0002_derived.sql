CREATE TABLE `unrecorded_days` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`ms` integer NOT NULL,
	PRIMARY KEY(`org_id`, `device_id`, `day`, `reason`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `days` ADD `watching_ms` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `idle_ms` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `locked_ms` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `sessions` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `session_ms` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `first_activity_at` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `last_activity_at` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `days_mark` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `streams` ADD `clock_ahead_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `usage_days` ADD `watching_ms` integer;--> statement-breakpoint
ALTER TABLE `usage_months` ADD `watching_ms` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `idle_after_ms` integer DEFAULT 300000 NOT NULL;--> statement-breakpoint
INSERT INTO `touched_days` (`org_id`, `device_id`, `day`, `mark`) SELECT `org_id`, `device_id`, `day`, 1 FROM `days` WHERE true ON CONFLICT DO NOTHING;
