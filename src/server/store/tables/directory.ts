import { usualIdleAfterMs } from '../../../core/presence.ts'
import type { Columns } from '../columns.ts'

/** Small and global: who there is, and which organisation a token speaks for. */
export const directory = (c: Columns) => ({
  orgs: c.table('orgs', {
    id: c.int().primaryKey(),
    name: c.text().notNull(),
    createdAt: c.int().notNull(),
    /** 1 where everything is made up, and says so wherever it shows. */
    demo: c.int().notNull().default(0),
  }),
  users: c.table('users', {
    id: c.text().primaryKey(),
    name: c.text().notNull(),
    email: c.text(),
    locale: c.text().notNull(),
    zone: c.text().notNull(),
    createdAt: c.int().notNull(),
    /** Without input for this long the person is idle. */
    idleAfterMs: c.int().notNull().default(usualIdleAfterMs),
  }),
  deviceTokens: c.table('device_tokens', {
    /** SHA-256 of the token, hexadecimal: a stolen database opens no door. */
    hash: c.text().primaryKey(),
    orgId: c.int().notNull(),
    deviceId: c.int().notNull(),
    createdAt: c.int().notNull(),
    /** The hash of the token before it, which is good until this one is first shown. */
    replaces: c.text(),
  }),
})
