CREATE TABLE `leases` (
	`org_id` integer NOT NULL,
	`name` text NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`org_id`, `name`)
);
--> statement-breakpoint
ALTER TABLE `touched_days` ADD `claimed_until` integer;