ALTER TABLE "days" ADD COLUMN "active_ms" bigint;--> statement-breakpoint
ALTER TABLE "days" ADD COLUMN "watched_ms" bigint;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "foreground_ms" bigint;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "active_ms" bigint;--> statement-breakpoint
ALTER TABLE "usage_months" ADD COLUMN "foreground_ms" bigint;--> statement-breakpoint
ALTER TABLE "usage_months" ADD COLUMN "active_ms" bigint;