import type { Columns } from '../columns.ts'

/** Programs that call on behalf of an organisation, and the keys that their tokens are signed with. Global: of the directory. */
export const apiClients = (c: Columns) => ({
  apiClients: c.table(
    'api_clients',
    {
      id: c.text().primaryKey(),
      orgId: c.int().notNull(),
      name: c.text().notNull(),
      /** SHA-256 of the secret. */
      secretHash: c.text().notNull(),
      /** What it may at most, as a person of that role. */
      role: c.text().notNull(),
      /** Separated by spaces. */
      scopes: c.text().notNull(),
      createdAt: c.int().notNull(),
      createdBy: c.text().notNull(),
      lastUsedAt: c.int(),
      revokedAt: c.int(),
    },
    (t) => [c.index('api_clients_org').on(t.orgId, t.createdAt)],
  ),
  signingKeys: c.table('signing_keys', {
    kid: c.text().primaryKey(),
    /** A JWK, which everybody may see. */
    publicKey: c.text().notNull(),
    /** A JWK, sealed with a key that is not in the database. */
    privateKey: c.text().notNull(),
    createdAt: c.int().notNull(),
  }),
})
