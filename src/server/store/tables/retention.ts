import type { Columns } from '../columns.ts'

/** What is gone because its time was over. */
export const retention = (c: Columns) => ({
  /** Facts that start before `until` are being removed or are gone: their days stay as they were made. */
  expired: c.table('expired', {
    orgId: c.int().notNull().primaryKey(),
    until: c.int().notNull(),
    /** The same of titles: what rules made of them stays. */
    titlesUntil: c.int().notNull().default(0),
  }),
})
