import type { Columns } from '../columns.ts'

/** Who gets which report. */
export const subscriptions = (c: Columns) => ({
  /** Somebody's own wish; who has none gets what the organisation sends by default. */
  subscriptions: c.table(
    'subscriptions',
    {
      orgId: c.int().notNull(),
      /** A user's id, or that of a recipient without an account. */
      reader: c.text().notNull(),
      /** `person-month`, `person-week` or `org-month`. */
      kind: c.text().notNull(),
      /** Whom it is about: a user's id; empty where it is the organisation. */
      about: c.text().notNull(),
      /** 1 where it is wanted. */
      wanted: c.int().notNull(),
      /** Hour of the first day, 0 to 23; null as the organisation has it. So are those below. */
      hour: c.int(),
      locale: c.text(),
      zone: c.text(),
      /** Attached: `pdf`, `csv`, `json`. */
      formats: c.json(),
      changedAt: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.reader, t.kind, t.about] })],
  ),
  /**
   * A report that somebody without an account reads, once the address has been confirmed. What they are called, where they are and
   * what they agreed to is each sharer's own: who shares with the same address learns nothing of the others.
   */
  recipients: c.table(
    'recipients',
    {
      orgId: c.int().notNull(),
      /** Of an address with one sharer. */
      id: c.text().notNull(),
      /** Of the report. */
      kind: c.text().notNull(),
      /** Who shares it: a user's id, whom the report is about; empty where it is the organisation. */
      about: c.text().notNull(),
      address: c.text().notNull(),
      name: c.text().notNull(),
      locale: c.text().notNull(),
      zone: c.text().notNull(),
      /** The user who asked, the last time. */
      addedBy: c.text().notNull(),
      /** SHA-256 of the token in the mail that asks; null once it was confirmed. */
      tokenHash: c.text(),
      expiresAt: c.int().notNull(),
      confirmedAt: c.int(),
      createdAt: c.int().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.orgId, t.id, t.kind, t.about] }),
      c.uniqueIndex('recipients_address').on(t.orgId, t.address, t.about, t.kind),
      c.uniqueIndex('recipients_token').on(t.orgId, t.tokenHash),
    ],
  ),
})
