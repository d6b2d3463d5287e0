import type { Columns } from '../columns.ts'

/**
 * Who may come in. Global, like all of the directory: who comes is found before it is known which organisation it is about. Of
 * passwords only their argon2id is here, of codes' secrets what a key beside the database encrypted.
 */
export const access = (c: Columns) => ({
  /** By what a person is known: `email` with a folded address, or the address of a provider with its name for the person. */
  identities: c.table(
    'identities',
    {
      issuer: c.text().notNull(),
      subject: c.text().notNull(),
      userId: c.text().notNull(),
      /** Since when it is proven that the address is the person's; null: not yet. */
      verifiedAt: c.int(),
      createdAt: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.issuer, t.subject] }), c.index('identities_user').on(t.userId)],
  ),
  passwords: c.table('passwords', {
    userId: c.text().primaryKey(),
    /** As argon2 writes it, with its salt and cost. */
    hash: c.text().notNull(),
    changedAt: c.int().notNull(),
  }),
  /** The second factor: codes that an app makes from a shared secret. */
  totps: c.table('totps', {
    userId: c.text().primaryKey(),
    secret: c.text().notNull(),
    /** Null until the first code was shown: only then it is asked for. */
    confirmedAt: c.int(),
    /** The step of the last code that was taken; no code of it or of an earlier one is taken again. */
    lastStep: c.int().notNull(),
  }),
  recoveryCodes: c.table('recovery_codes', { userId: c.text().notNull(), hash: c.text().notNull() }, (t) => [
    c.primaryKey({ columns: [t.userId, t.hash] }),
  ]),
})
