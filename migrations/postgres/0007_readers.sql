CREATE TABLE "asked_mails" (
	"id" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"asker" text NOT NULL,
	"about" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "asked_mails_address" ON "asked_mails" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "asked_mails_asker" ON "asked_mails" USING btree ("asker","at");
--> statement-breakpoint
CREATE TABLE "recipients_by_report" (
	"org_id" bigint NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"locale" text NOT NULL,
	"zone" text NOT NULL,
	"added_by" text NOT NULL,
	"token_hash" text,
	"expires_at" bigint NOT NULL,
	"confirmed_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "recipients_org_id_id_kind_about_pk" PRIMARY KEY("org_id","id","kind","about")
);
--> statement-breakpoint
-- A reader is each sharer's own from here on: of those who were shared with by several, the name stays with whoever gave it.
INSERT INTO recipients_by_report (org_id, id, kind, about, address, name, locale, zone, added_by, token_hash, expires_at, confirmed_at, created_at)
SELECT
	r.org_id, r.id, s.kind, s.about, r.address,
	CASE
		WHEN s.about = r.added_by THEN r.name
		WHEN s.about = '' AND NOT EXISTS (
			SELECT 1 FROM subscriptions o WHERE o.org_id = r.org_id AND o.reader = r.id AND o.about = r.added_by
		) THEN r.name
		ELSE r.address
	END,
	r.locale, r.zone,
	CASE WHEN s.about = '' THEN r.added_by ELSE s.about END,
	-- The link that waits is for what was asked last.
	CASE WHEN s.asked_last = 1 THEN r.token_hash END,
	r.expires_at,
	CASE WHEN s.asked_last = 1 AND r.token_hash IS NOT NULL THEN NULL ELSE r.confirmed_at END,
	r.created_at
FROM recipients r
JOIN (
	SELECT
		org_id, reader, kind, about,
		row_number() OVER (PARTITION BY org_id, reader ORDER BY wanted, changed_at DESC, kind, about) AS asked_last
	FROM subscriptions
) s ON s.org_id = r.org_id AND s.reader = r.id;
--> statement-breakpoint
DROP TABLE recipients;
--> statement-breakpoint
ALTER TABLE recipients_by_report RENAME TO recipients;
--> statement-breakpoint
CREATE UNIQUE INDEX "recipients_address" ON "recipients" USING btree ("org_id","address","about","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "recipients_token" ON "recipients" USING btree ("org_id","token_hash");
