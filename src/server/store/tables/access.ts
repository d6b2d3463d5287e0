import type { Columns } from '../columns.ts'

/**
 * The way in. Global, like all of the directory: who comes is found before it is known which organisation it is about. Of every
 * secret only its SHA-256 is here, of passwords their argon2id, of codes' secrets what a key beside the database encrypted.
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
  signIns: c.table(
    'sign_ins',
    {
      id: c.text().primaryKey(),
      userId: c.text().notNull(),
      hash: c.text().notNull(),
      /** What it was before it was last rotated; requests under way still bring it. */
      previousHash: c.text(),
      /** `password`, `link` or the address of a provider. */
      method: c.text().notNull(),
      createdAt: c.int().notNull(),
      rotatedAt: c.int().notNull(),
      lastUsedAt: c.int().notNull(),
      address: c.text().notNull(),
      /** What the browser calls itself. */
      browser: c.text().notNull(),
    },
    (t) => [
      c.uniqueIndex('sign_ins_hash').on(t.hash),
      c.index('sign_ins_previous').on(t.previousHash),
      c.index('sign_ins_user').on(t.userId),
    ],
  ),
  /** Secrets that work once. */
  oneTimeTokens: c.table(
    'one_time_tokens',
    {
      hash: c.text().primaryKey(),
      purpose: c.text().notNull(),
      userId: c.text().notNull(),
      /** The folded address it was sent to, or the method of a sign-in that waits for its second factor. */
      about: c.text(),
      expiresAt: c.int().notNull(),
      /** How many wrong answers were given with it. */
      failures: c.int().notNull().default(0),
    },
    (t) => [c.index('one_time_tokens_user').on(t.userId, t.purpose), c.index('one_time_tokens_expiry').on(t.expiresAt)],
  ),
  invitations: c.table(
    'invitations',
    {
      id: c.text().primaryKey(),
      orgId: c.int().notNull(),
      hash: c.text().notNull(),
      /** Folded. */
      email: c.text().notNull(),
      role: c.text().notNull(),
      invitedBy: c.text().notNull(),
      createdAt: c.int().notNull(),
      expiresAt: c.int().notNull(),
    },
    (t) => [c.uniqueIndex('invitations_hash').on(t.hash), c.uniqueIndex('invitations_email').on(t.orgId, t.email)],
  ),
})
