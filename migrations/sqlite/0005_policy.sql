CREATE TABLE `erase_orders` (
	`org_id` integer NOT NULL,
	`id` text NOT NULL,
	`device_id` integer NOT NULL,
	`until` integer NOT NULL,
	`ordered_at` integer NOT NULL,
	`ordered_by` text NOT NULL,
	`removed` text NOT NULL,
	`done_at` integer,
	`confirmed_at` integer,
	`confirmed` text,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `erase_orders_device` ON `erase_orders` (`org_id`,`device_id`);--> statement-breakpoint
CREATE TABLE `policies` (
	`org_id` integer NOT NULL,
	`scope` text NOT NULL,
	`about` text NOT NULL,
	`revision` integer NOT NULL,
	`settings` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `scope`, `about`)
);
--> statement-breakpoint
ALTER TABLE `devices` ADD `erased_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `devices` ADD `policy_rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `devices` ADD `subjects_mark` integer DEFAULT 0 NOT NULL;