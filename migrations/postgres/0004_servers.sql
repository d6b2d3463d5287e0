CREATE TABLE "leases" (
	"org_id" bigint NOT NULL,
	"name" text NOT NULL,
	"holder" text NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "leases_org_id_name_pk" PRIMARY KEY("org_id","name")
);
--> statement-breakpoint
ALTER TABLE "touched_days" ADD COLUMN "claimed_until" bigint;