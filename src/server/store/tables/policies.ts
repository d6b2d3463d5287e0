import type { Columns } from '../columns.ts'

/** What an organisation asks of its agents, and what they are to forget. */
export const policies = (c: Columns) => ({
  /** Of the organisation, of a person, of a device: what the nearer one says counts. */
  policies: c.table(
    'policies',
    {
      orgId: c.int().notNull(),
      /** `org`, `person`, `device`; `own`: what a person asks of their own devices. */
      scope: c.text().notNull(),
      /** A user's id, or a device's; empty for the organisation. */
      about: c.text().notNull(),
      /** Only grows; a change is made to the one that was read. */
      revision: c.int().notNull(),
      /** Only what this policy says. */
      settings: c.json().notNull(),
      changedAt: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.scope, t.about] })],
  ),
  /** Everything that a device told of before an instant is to be gone, here and on the device. */
  eraseOrders: c.table(
    'erase_orders',
    {
      orgId: c.int().notNull(),
      id: c.text().notNull(),
      deviceId: c.int().notNull(),
      until: c.int().notNull(),
      orderedAt: c.int().notNull(),
      orderedBy: c.text().notNull(),
      /** Rows of this server by table, counted when it was ordered. */
      removed: c.json().notNull(),
      /** When nothing of it was left on this server. */
      doneAt: c.int(),
      /** When the agent said that it has done the same, and what it counted. */
      confirmedAt: c.int(),
      confirmed: c.json(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] }), c.index('erase_orders_device').on(t.orgId, t.deviceId)],
  ),
})
