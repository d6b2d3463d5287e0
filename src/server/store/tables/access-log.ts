import type { Columns } from '../columns.ts'

/** Who opened whose data. */
export const accessLog = (c: Columns) => ({
  /** Only ever added to; each row is chained to the one before it, so that what is changed or taken away shows. */
  accessLog: c.table(
    'access_log',
    {
      orgId: c.int().notNull(),
      /** Counts up from 1 within the organisation, without a gap. */
      seq: c.int().notNull(),
      at: c.int().notNull(),
      /** A user's id, or `local:` and the account of the server's own computer. */
      actor: c.text().notNull(),
      /** As the actor was called then; empty once the actor's account was erased. */
      actorName: c.text().notNull(),
      /** Whose data: a user's id. Null where it is about the log itself. */
      about: c.text(),
      what: c.text().notNull(),
      reason: c.text(),
      /** Random; null once the word it was sealed with is erased, so that nobody can try out what that was. */
      nameSalt: c.text(),
      reasonSalt: c.text(),
      /** SHA-256 of salt and word: they stay when the words go, so that the chain can still be checked. */
      nameSeal: c.text().notNull(),
      reasonSeal: c.text().notNull(),
      /** SHA-256 over the hash of the row before and this row, of name and reason their seals. */
      hash: c.text().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.seq] }), c.index('access_log_about').on(t.orgId, t.about, t.seq)],
  ),
  /** The last row of each log, and the last that retention removed. */
  accessHeads: c.table('access_heads', {
    orgId: c.int().notNull().primaryKey(),
    seq: c.int().notNull(),
    hash: c.text().notNull(),
    removedSeq: c.int().notNull().default(0),
    removedHash: c.text().notNull().default(''),
  }),
})
