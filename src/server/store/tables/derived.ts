import type { Columns } from '../columns.ts'

const usageColumns = (c: Columns) => ({
  orgId: c.int().notNull(),
  deviceId: c.int().notNull(),
  subjectId: c.int().notNull(),
  runningMs: c.int().notNull(),
  cpuMs: c.int().notNull(),
  launches: c.int().notNull(),
  memoryKiBSeconds: c.int('memory_kib_seconds').notNull(),
  memoryPeakKiB: c.int('memory_peak_kib').notNull(),
  /** Null is unknown: the desktop did not tell. */
  foregroundMs: c.int(),
  activeMs: c.int(),
})

/** Made from the facts, and made again whenever they change. */
export const derived = (c: Columns) => ({
  days: c.table(
    'days',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      day: c.text().notNull(),
      recordedMs: c.int().notNull(),
      dueMs: c.int().notNull(),
      activeMs: c.int(),
      /** Recorded time in which `active_ms` was told; null in days made before that was recorded. */
      watchedMs: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.day] })],
  ),
  usageDays: c.table('usage_days', { ...usageColumns(c), day: c.text().notNull() }, (t) => [
    c.primaryKey({ columns: [t.orgId, t.deviceId, t.day, t.subjectId] }),
  ]),
  usageMonths: c.table(
    'usage_months',
    { ...usageColumns(c), month: c.text().notNull(), days: c.int().notNull() },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.month, t.subjectId] })],
  ),
})
