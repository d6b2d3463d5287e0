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
	`name_salt` text,
	`reason_salt` text,
	`name_seal` text NOT NULL,
	`reason_seal` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`org_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `access_log_about` ON `access_log` (`org_id`,`about`,`seq`);--> statement-breakpoint
CREATE TABLE `api_clients` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` integer NOT NULL,
	`name` text NOT NULL,
	`secret_hash` text NOT NULL,
	`role` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `api_clients_org` ON `api_clients` (`org_id`,`created_at`);--> statement-breakpoint
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
CREATE TABLE `device_grants` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_code_hash` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`host_name` text NOT NULL,
	`account` text NOT NULL,
	`platform` text NOT NULL,
	`address` text NOT NULL,
	`state` text NOT NULL,
	`next_poll_at` integer NOT NULL,
	`interval_ms` integer NOT NULL,
	`org_id` integer,
	`user_id` text,
	`device_name` text,
	`decided_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `device_grants_user_code` ON `device_grants` (`user_code_hash`);--> statement-breakpoint
CREATE INDEX `device_grants_expiry` ON `device_grants` (`expires_at`);--> statement-breakpoint
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
CREATE TABLE `fleet_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`org_id` integer NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`user_id` text NOT NULL,
	`approval` integer NOT NULL,
	`uses_left` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fleet_tokens_id` ON `fleet_tokens` (`org_id`,`id`);--> statement-breakpoint
CREATE TABLE `identities` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`user_id` text NOT NULL,
	`verified_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`issuer`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `identities_user` ON `identities` (`user_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` integer NOT NULL,
	`hash` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_hash` ON `invitations` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_email` ON `invitations` (`org_id`,`email`);--> statement-breakpoint
CREATE TABLE `one_time_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text NOT NULL,
	`about` text,
	`expires_at` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `one_time_tokens_user` ON `one_time_tokens` (`user_id`,`purpose`);--> statement-breakpoint
CREATE INDEX `one_time_tokens_expiry` ON `one_time_tokens` (`expires_at`);--> statement-breakpoint
CREATE TABLE `passwords` (
	`user_id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE `recovery_codes` (
	`user_id` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`user_id`, `hash`)
);
--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`hash` text NOT NULL,
	`previous_hash` text,
	`method` text NOT NULL,
	`created_at` integer NOT NULL,
	`rotated_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	`address` text NOT NULL,
	`browser` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_hash` ON `sign_ins` (`hash`);--> statement-breakpoint
CREATE INDEX `sign_ins_previous` ON `sign_ins` (`previous_hash`);--> statement-breakpoint
CREATE INDEX `sign_ins_user` ON `sign_ins` (`user_id`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`private_key` text NOT NULL,
	`created_at` integer NOT NULL
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
CREATE TABLE `totps` (
	`user_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`confirmed_at` integer,
	`last_step` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `device_tokens` ADD `replaces` text;--> statement-breakpoint
ALTER TABLE `devices` ADD `agent_version` text;--> statement-breakpoint
ALTER TABLE `devices` ADD `erased_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `devices` ADD `policy_rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `devices` ADD `subjects_mark` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `expired` ADD `titles_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `shares` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Days with titles are made again, as rules now sort what they showed.
INSERT INTO touched_days (org_id, device_id, day, mark)
SELECT DISTINCT org_id, device_id, date(start / 1000, 'unixepoch'), 5 FROM spans WHERE source = 'window' AND detail IS NOT NULL
ON CONFLICT (org_id, device_id, day) DO UPDATE SET mark = 5;
