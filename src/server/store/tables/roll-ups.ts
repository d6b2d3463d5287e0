import type { Columns } from '../columns.ts'

/** What follows from days. */
export const rollUps = (c: Columns) => ({
  /** A person on a calendar day, on all devices together: what several were doing at once counts once. */
  personDays: c.table(
    'person_days',
    {
      orgId: c.int().notNull(),
      userId: c.text().notNull(),
      day: c.text().notNull(),
      /** Those that recorded anything. */
      devices: c.int().notNull(),
      recordedMs: c.int().notNull(),
      dueMs: c.int().notNull(),
      /** Here and below null is unknown. */
      activeMs: c.int(),
      watchedMs: c.int().notNull(),
      watchingMs: c.int(),
      sessions: c.int(),
      sessionMs: c.int(),
      firstActivityAt: c.int(),
      lastActivityAt: c.int(),
      longestSessionMs: c.int(),
      longestSessionAt: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.userId, t.day] })],
  ),
  /** The same by the hour of the clock, where anything was recorded in it. No rows of days made before that was kept. */
  personHours: c.table(
    'person_hours',
    {
      orgId: c.int().notNull(),
      userId: c.text().notNull(),
      day: c.text().notNull(),
      /** 0 to 23; one that the clock shows twice holds both. */
      hour: c.int().notNull(),
      recordedMs: c.int().notNull(),
      /** Null is unknown. */
      activeMs: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.userId, t.day, t.hour] })],
  ),
  /** UTC days of which days of a person's devices were made since the person's own were; each time leaves another mark. */
  touchedPersonDays: c.table(
    'touched_person_days',
    {
      orgId: c.int().notNull(),
      userId: c.text().notNull(),
      day: c.text().notNull(),
      mark: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.userId, t.day] })],
  ),
  /** When of a day an app was in front; what its processes cost in an hour is in `process_hours`. */
  usageHours: c.table(
    'usage_hours',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      day: c.text().notNull(),
      /** The instant at which the clock hour began where the device was. */
      hour: c.int().notNull(),
      subjectId: c.int().notNull(),
      foregroundMs: c.int().notNull(),
      /** Null is unknown. */
      activeMs: c.int(),
      watchingMs: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.day, t.hour, t.subjectId] })],
  ),
})
