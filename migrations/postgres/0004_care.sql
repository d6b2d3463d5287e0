CREATE TABLE "expired" (
	"org_id" bigint PRIMARY KEY NOT NULL,
	"until" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "spans_titled" ON "spans" USING btree ("org_id","device_id","start") WHERE "source" = 'window' and "detail" is not null;