CREATE TABLE `expired` (
	`org_id` integer PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spans_titled` ON `spans` (`org_id`,`device_id`,`start`) WHERE "source" = 'window' and "detail" is not null;