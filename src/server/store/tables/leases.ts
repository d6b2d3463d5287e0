import type { Columns } from '../columns.ts'

/** Who is at a piece of work that several servers would do alike; it spares work, and nothing depends on it. */
export const leases = (c: Columns) => ({
  leases: c.table(
    'leases',
    {
      orgId: c.int().notNull(),
      name: c.text().notNull(),
      holder: c.text().notNull(),
      /** By the database's clock. */
      until: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.name] })],
  ),
})
