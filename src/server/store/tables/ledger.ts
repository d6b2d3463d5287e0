import type { Columns } from '../columns.ts'

/** The ledger: what was reported to whom. */
export const ledger = (c: Columns) => ({
  reports: c.table(
    'reports',
    {
      orgId: c.int().notNull(),
      id: c.text().notNull(),
      kind: c.text().notNull(),
      /** Whom or what it is about: a user's id; empty where it is the organisation. */
      about: c.text().notNull(),
      period: c.text().notNull(),
      /** `kind|about|period` of a planned report, null of one made by hand: so a period is planned once. */
      planKey: c.text(),
      /** `SHA-256` of the figures as they were frozen, hexadecimal; null where they were frozen before it was kept, or are erased. */
      hash: c.text(),
      figures: c.json().notNull(),
      createdAt: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] }), c.uniqueIndex('reports_plan').on(t.orgId, t.planKey)],
  ),
  mails: c.table(
    'mails',
    {
      orgId: c.int().notNull(),
      id: c.text().notNull(),
      reportId: c.text().notNull(),
      /** Who reads it: a user's id, or that of a recipient without an account. */
      reader: c.text().notNull(),
      address: c.text().notNull(),
      locale: c.text().notNull(),
      /** What is attached: `pdf`, `csv`, `json`; null is nothing. */
      formats: c.json(),
      /** SHA-256 of the bytes, hexadecimal, once they were made. */
      hash: c.text(),
      state: c.text().notNull(),
      /** When it may be tried (again); while claimed, when the claim lapses. */
      dueAt: c.int().notNull(),
      claim: c.text(),
      attempts: c.int().notNull(),
      /** Where it went: the server's answer, the file's path, or why it failed. */
      outcome: c.text(),
      sentAt: c.int(),
      createdAt: c.int().notNull(),
    },
    (t) => [
      c.primaryKey({ columns: [t.orgId, t.id] }),
      c.uniqueIndex('mails_reader').on(t.orgId, t.reportId, t.reader),
      c.index('mails_due').on(t.orgId, t.state, t.dueAt),
    ],
  ),
})
