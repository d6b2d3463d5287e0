CREATE TABLE "access_heads" (
	"org_id" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"removed_seq" bigint DEFAULT 0 NOT NULL,
	"removed_hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"org_id" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"about" text,
	"what" text NOT NULL,
	"reason" text,
	"hash" text NOT NULL,
	CONSTRAINT "access_log_org_id_seq_pk" PRIMARY KEY("org_id","seq")
);
--> statement-breakpoint
CREATE INDEX "access_log_about" ON "access_log" USING btree ("org_id","about","seq");