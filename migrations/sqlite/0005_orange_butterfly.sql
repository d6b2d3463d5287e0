CREATE TABLE `access_heads` (
	`org_id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`removed_seq` integer DEFAULT 0 NOT NULL,
	`removed_hash` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE `access_log` (
	`org_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`about` text,
	`what` text NOT NULL,
	`reason` text,
	`hash` text NOT NULL,
	PRIMARY KEY(`org_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `access_log_about` ON `access_log` (`org_id`,`about`,`seq`);