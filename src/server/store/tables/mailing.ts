import type { Columns } from '../columns.ts'

/** How reports are made and sent, and whom none goes to. */
export const mailing = (c: Columns) => ({
  /** Addresses that get no reports: they do not exist, or somebody there does not want any. */
  suppressions: c.table(
    'suppressions',
    {
      orgId: c.int().notNull(),
      /** Folded. */
      address: c.text().notNull(),
      /** `bounced`, `complained` or `unsubscribed`. */
      reason: c.text().notNull(),
      /** The other server's answer. */
      detail: c.text(),
      at: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.address] })],
  ),
  /** How an organisation has its reports made and sent; null, and no row, as the server's settings have it. */
  reportSettings: c.table('report_settings', {
    orgId: c.int().notNull().primaryKey(),
    zone: c.text(),
    locale: c.text(),
    hour: c.int(),
    /** 1 is Monday, 7 Sunday. */
    weekStart: c.int(),
    /** Kinds that everybody they are for gets unless they do not want them. */
    kinds: c.json(),
    formats: c.json(),
    /** `send` or `skip`: what is done where nothing was recorded. */
    empty: c.text(),
    /** `BRL`, for prices. */
    currency: c.text(),
    changedAt: c.int().notNull(),
  }),
  /** Ways out for mails that are paused, and how fast they were used: of all organisations together. */
  channels: c.table('channels', {
    name: c.text().primaryKey(),
    /** Nothing is sent before; null while it is open. */
    pausedUntil: c.int(),
    reason: c.text(),
    /** How often in a row it was refused. */
    failures: c.int().notNull().default(0),
    /** Until when the mails that were let through have used up its rate. */
    busyUntil: c.int().notNull().default(0),
  }),
  /**
   * Mails that went to an address because somebody typed it, of all organisations together, for a day: whoever takes back what they
   * asked takes no mail back.
   */
  askedMails: c.table(
    'asked_mails',
    {
      id: c.text().primaryKey(),
      /** SHA-256 of the folded address. */
      address: c.text().notNull(),
      /** A user's id; empty once they are gone. */
      asker: c.text().notNull(),
      /** `reader` or `invitation`. */
      about: c.text().notNull(),
      at: c.int().notNull(),
    },
    (t) => [c.index('asked_mails_address').on(t.address, t.at), c.index('asked_mails_asker').on(t.asker, t.at)],
  ),
})
