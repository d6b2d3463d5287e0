ALTER TABLE `days` ADD `active_ms` integer;--> statement-breakpoint
ALTER TABLE `days` ADD `watched_ms` integer;--> statement-breakpoint
ALTER TABLE `usage_days` ADD `foreground_ms` integer;--> statement-breakpoint
ALTER TABLE `usage_days` ADD `active_ms` integer;--> statement-breakpoint
ALTER TABLE `usage_months` ADD `foreground_ms` integer;--> statement-breakpoint
ALTER TABLE `usage_months` ADD `active_ms` integer;