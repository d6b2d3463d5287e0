import type { Columns } from '../columns.ts'

/** What apps are sorted into, by which rules, and how that came about. Days by category are not stored: they follow from usage. */
export const categories = (c: Columns) => ({
  categories: c.table(
    'categories',
    {
      orgId: c.int().notNull(),
      id: c.int().notNull(),
      parentId: c.int(),
      /** Of one that was there from the start: its words are in the catalogue. */
      key: c.text(),
      /** Null while it goes by its key. */
      name: c.text(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] })],
  ),
  categoryRules: c.table(
    'category_rules',
    {
      orgId: c.int().notNull(),
      id: c.int().notNull(),
      /** From 0: the first rule that matches counts. */
      position: c.int().notNull(),
      categoryId: c.int().notNull(),
      app: c.text(),
      path: c.text(),
      title: c.text(),
      domain: c.text(),
      /** The category that the app itself must belong to, or one above that. */
      parentId: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] })],
  ),
  /** Every change, so that it can be taken back; of two who make the same revision one begins again. */
  categoryChanges: c.table(
    'category_changes',
    {
      orgId: c.int().notNull(),
      revision: c.int().notNull(),
      at: c.int().notNull(),
      /** What was done: `add rule`, `undo`. */
      action: c.text().notNull(),
      /** The revision that this one takes back. */
      undoes: c.int(),
      /** The highest id that was given out: none is given twice. */
      lastId: c.int().notNull(),
      /** Rows that differ, as they were and as they are. */
      before: c.json().notNull(),
      after: c.json().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.revision] })],
  ),
  /** What of an app's time in front a rule on titles took; made with the day, and kept when the titles go. */
  titleDays: c.table(
    'title_days',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      day: c.text().notNull(),
      subjectId: c.int().notNull(),
      ruleId: c.int().notNull(),
      foregroundMs: c.int().notNull(),
      /** Null is unknown. */
      activeMs: c.int(),
      watchingMs: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.day, t.subjectId, t.ruleId] })],
  ),
})
