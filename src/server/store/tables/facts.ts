import { sql } from 'drizzle-orm'
import type { Columns } from '../columns.ts'

/** The replica of the agents' journals. */
export const facts = (c: Columns) => ({
  processHours: c.table(
    'process_hours',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      hour: c.int().notNull(),
      subjectId: c.int().notNull(),
      streamId: c.int().notNull(),
      runningMs: c.int().notNull(),
      cpuMs: c.int().notNull(),
      launches: c.int().notNull(),
      memoryKiBSeconds: c.int('memory_kib_seconds').notNull(),
      memoryPeakKiB: c.int('memory_peak_kib').notNull(),
      samples: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.hour, t.subjectId, t.streamId] })],
  ),
  spans: c.table(
    'spans',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      source: c.text().notNull(),
      start: c.int().notNull(),
      streamId: c.int().notNull(),
      end: c.int().notNull(),
      subjectId: c.int(),
      detail: c.json(),
    },
    (t) => [
      c.primaryKey({ columns: [t.orgId, t.deviceId, t.source, t.start, t.streamId] }),
      // Few rows have a title, and they are looked for to take it away.
      c.index('spans_titled').on(t.orgId, t.deviceId, t.start).where(sql`"source" = 'window' and "detail" is not null`),
    ],
  ),
  gaps: c.table(
    'gaps',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      start: c.int().notNull(),
      streamId: c.int().notNull(),
      end: c.int().notNull(),
      reason: c.text().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.start, t.streamId] })],
  ),
  /** UTC days of which facts came since their local days were made; each batch leaves another mark, which tells whether more came. */
  touchedDays: c.table(
    'touched_days',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      day: c.text().notNull(),
      mark: c.int().notNull(),
      /** Until then, by the database's clock, some server is making it; new facts take the claim back. */
      claimedUntil: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.day] })],
  ),
})
