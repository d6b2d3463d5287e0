CREATE TABLE "erase_orders" (
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"device_id" bigint NOT NULL,
	"until" bigint NOT NULL,
	"ordered_at" bigint NOT NULL,
	"ordered_by" text NOT NULL,
	"removed" jsonb NOT NULL,
	"done_at" bigint,
	"confirmed_at" bigint,
	"confirmed" jsonb,
	CONSTRAINT "erase_orders_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"org_id" bigint NOT NULL,
	"scope" text NOT NULL,
	"about" text NOT NULL,
	"revision" bigint NOT NULL,
	"settings" jsonb NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "policies_org_id_scope_about_pk" PRIMARY KEY("org_id","scope","about")
);
--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "erased_until" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "policy_rev" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "subjects_mark" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "erase_orders_device" ON "erase_orders" USING btree ("org_id","device_id");