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
  watchingMs: c.int(),
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
      /** Here and below null is unknown. */
      activeMs: c.int(),
      /** Recorded time in which `active_ms` was told; null in days made before that was recorded. */
      watchedMs: c.int(),
      watchingMs: c.int(),
      idleMs: c.int(),
      lockedMs: c.int(),
      /** Those that began on the day, and their whole length. */
      sessions: c.int(),
      sessionMs: c.int(),
      firstActivityAt: c.int(),
      lastActivityAt: c.int(),
      /** Of the sessions that began on the day the longest, and when it began. */
      longestSessionMs: c.int(),
      longestSessionAt: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.day] })],
  ),
  /** How long nothing was recorded of a day, by reason; no row where that is no time. */
  unrecordedDays: c.table(
    'unrecorded_days',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      day: c.text().notNull(),
      reason: c.text().notNull(),
      ms: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.day, t.reason] })],
  ),
  usageDays: c.table('usage_days', { ...usageColumns(c), day: c.text().notNull() }, (t) => [
    c.primaryKey({ columns: [t.orgId, t.deviceId, t.day, t.subjectId] }),
  ]),
  usageMonths: c.table('usage_months', { ...usageColumns(c), month: c.text().notNull() }, (t) => [
    c.primaryKey({ columns: [t.orgId, t.deviceId, t.month, t.subjectId] }),
  ]),
})
