CREATE TABLE `expired` (
	`org_id` integer PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `leases` (
	`org_id` integer NOT NULL,
	`name` text NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`org_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `person_days` (
	`org_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`day` text NOT NULL,
	`devices` integer NOT NULL,
	`recorded_ms` integer NOT NULL,
	`due_ms` integer NOT NULL,
	`active_ms` integer,
	`watched_ms` integer NOT NULL,
	`watching_ms` integer,
	`sessions` integer,
	`session_ms` integer,
	`first_activity_at` integer,
	`last_activity_at` integer,
	PRIMARY KEY(`org_id`, `user_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `touched_person_days` (
	`org_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`day` text NOT NULL,
	`mark` integer NOT NULL,
	PRIMARY KEY(`org_id`, `user_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `usage_hours` (
	`org_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`day` text NOT NULL,
	`hour` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`foreground_ms` integer NOT NULL,
	`active_ms` integer,
	`watching_ms` integer,
	PRIMARY KEY(`org_id`, `device_id`, `day`, `hour`, `subject_id`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `orgs` ADD `demo` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `touched_days` ADD `claimed_until` integer;--> statement-breakpoint
CREATE INDEX `devices_user` ON `devices` (`org_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `spans_titled` ON `spans` (`org_id`,`device_id`,`start`) WHERE "source" = 'window' and "detail" is not null;--> statement-breakpoint
INSERT INTO `touched_days` (`org_id`, `device_id`, `day`, `mark`) SELECT `org_id`, `device_id`, `day`, 1 FROM `days` WHERE true ON CONFLICT DO NOTHING;
