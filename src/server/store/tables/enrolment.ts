import type { Columns } from '../columns.ts'

/** How a computer becomes a device. Asked for before anybody is known, so these are of the directory. */
export const enrolment = (c: Columns) => ({
  /** A computer that waits until somebody lets it in, or was let in and has not fetched its token yet. */
  deviceGrants: c.table(
    'device_grants',
    {
      /** SHA-256 of the code that the computer keeps to itself. */
      hash: c.text().primaryKey(),
      /** SHA-256 of the code that a person types; null where a fleet token stands for the person. */
      userCodeHash: c.text(),
      createdAt: c.int().notNull(),
      expiresAt: c.int().notNull(),
      /** What the computer says of itself, and where it called from: shown to whoever lets it in. */
      hostName: c.text().notNull(),
      account: c.text().notNull(),
      platform: c.text().notNull(),
      address: c.text().notNull(),
      /** `pending → approved | denied`; gone once the token was fetched. */
      state: c.text().notNull(),
      /** Who asks sooner is told to slow down. */
      nextPollAt: c.int().notNull(),
      intervalMs: c.int().notNull(),
      /** Where it belongs, once that is known. */
      orgId: c.int(),
      /** Whose device it becomes. */
      userId: c.text(),
      deviceName: c.text(),
      /** Who let it in or sent it away: a user's id, `local:` and an account, or `fleet:` and a token's id. */
      decidedBy: c.text(),
    },
    (t) => [
      c.uniqueIndex('device_grants_user_code').on(t.userCodeHash),
      c.index('device_grants_expiry').on(t.expiresAt),
    ],
  ),
  /** What enrols many computers of one organisation without anybody at them. */
  fleetTokens: c.table(
    'fleet_tokens',
    {
      /** SHA-256 of the token. */
      hash: c.text().primaryKey(),
      orgId: c.int().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      /** Whose devices they become. */
      userId: c.text().notNull(),
      /** 1 where somebody has to let each computer in. */
      approval: c.int().notNull(),
      usesLeft: c.int().notNull(),
      createdAt: c.int().notNull(),
      createdBy: c.text().notNull(),
      expiresAt: c.int().notNull(),
      revokedAt: c.int(),
    },
    (t) => [c.uniqueIndex('fleet_tokens_id').on(t.orgId, t.id)],
  ),
})
