import type { Columns } from '../columns.ts'

/** Who belongs to an organisation. */
export const members = (c: Columns) => ({
  members: c.table(
    'members',
    {
      orgId: c.int().notNull(),
      userId: c.text().notNull(),
      role: c.text().notNull(),
      /** 1 where the person lets managers of the organisation see their own figures. */
      shares: c.int().notNull().default(0),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.userId] })],
  ),
})
