import type { Columns } from '../columns.ts'

/** Who came in, and the links that let somebody in once. Of every secret only its SHA-256 is here. */
export const signIns = (c: Columns) => ({
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
