import type { Columns } from './columns.ts'

/**
 * Every table, described once; `c` decides the dialect. `org_id` leads every key of tenant data; devices, streams and
 * subjects are small integers within their organisation, so that a fact is a few dozen bytes. Instants are epoch
 * milliseconds, durations milliseconds, memory KiB.
 */
export const defineTables = (c: Columns) => ({
  ...directory(c),
  ...devices(c),
  ...facts(c),
  ...derived(c),
  ...mailing(c),
})
export type Tables = ReturnType<typeof defineTables>

/** Small and global: who there is, and which organisation a token speaks for. */
const directory = (c: Columns) => ({
  orgs: c.table('orgs', { id: c.int().primaryKey(), name: c.text().notNull(), createdAt: c.int().notNull() }),
  users: c.table('users', {
    id: c.text().primaryKey(),
    name: c.text().notNull(),
    email: c.text(),
    locale: c.text().notNull(),
    zone: c.text().notNull(),
    createdAt: c.int().notNull(),
  }),
  deviceTokens: c.table('device_tokens', {
    /** SHA-256 of the token, hexadecimal: a stolen database opens no door. */
    hash: c.text().primaryKey(),
    orgId: c.int().notNull(),
    deviceId: c.int().notNull(),
    createdAt: c.int().notNull(),
  }),
})

const devices = (c: Columns) => ({
  members: c.table(
    'members',
    { orgId: c.int().notNull(), userId: c.text().notNull(), role: c.text().notNull() },
    (t) => [c.primaryKey({ columns: [t.orgId, t.userId] })],
  ),
  /** One account of one operating system on one computer; it belongs to one person. */
  devices: c.table(
    'devices',
    {
      orgId: c.int().notNull(),
      id: c.int().notNull(),
      userId: c.text().notNull(),
      name: c.text().notNull(),
      platform: c.text().notNull(),
      createdAt: c.int().notNull(),
      lastSeenAt: c.int(),
      /** The device's clock less the server's when it last uploaded. */
      clockSkewMs: c.int(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] })],
  ),
  /** One run of one agent process; only that process writes its rows. */
  streams: c.table(
    'streams',
    {
      orgId: c.int().notNull(),
      id: c.int().notNull(),
      uuid: c.text().notNull(),
      deviceId: c.int().notNull(),
      predecessor: c.text(),
      /** The journal's rev at which the predecessor ended. */
      predecessorRev: c.int(),
      /** All of the journal up to this rev is here. */
      cursor: c.int().notNull(),
      lastBatch: c.text(),
    },
    (t) => [
      c.primaryKey({ columns: [t.orgId, t.id] }),
      c.uniqueIndex('streams_uuid').on(t.orgId, t.uuid),
      c.index('streams_device').on(t.orgId, t.deviceId),
    ],
  ),
  subjects: c.table(
    'subjects',
    {
      orgId: c.int().notNull(),
      id: c.int().notNull(),
      kind: c.text().notNull(),
      key: c.text().notNull(),
      name: c.text().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] }), c.uniqueIndex('subjects_key').on(t.orgId, t.kind, t.key)],
  ),
})

/** The replica of the agents' journals. */
const facts = (c: Columns) => ({
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
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.source, t.start, t.streamId] })],
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
  /** UTC days of which facts came since their local days were made; `times` tells whether more came meanwhile. */
  touchedDays: c.table(
    'touched_days',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      day: c.text().notNull(),
      times: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.deviceId, t.day] })],
  ),
})

const usageColumns = (c: Columns) => ({
  orgId: c.int().notNull(),
  deviceId: c.int().notNull(),
  subjectId: c.int().notNull(),
  runningMs: c.int().notNull(),
  cpuMs: c.int().notNull(),
  launches: c.int().notNull(),
  memoryKiBSeconds: c.int('memory_kib_seconds').notNull(),
  memoryPeakKiB: c.int('memory_peak_kib').notNull(),
})

/** Made from the facts, and made again whenever they change. */
const derived = (c: Columns) => ({
  days: c.table(
    'days',
    {
      orgId: c.int().notNull(),
      deviceId: c.int().notNull(),
      day: c.text().notNull(),
      recordedMs: c.int().notNull(),
      dueMs: c.int().notNull(),
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

/** The ledger: what was reported to whom. */
const mailing = (c: Columns) => ({
  reports: c.table(
    'reports',
    {
      orgId: c.int().notNull(),
      id: c.text().notNull(),
      kind: c.text().notNull(),
      /** Whom or what it is about: a user's id. */
      about: c.text().notNull(),
      period: c.text().notNull(),
      /** `kind|about|period` of a planned report, null of one made by hand: so a period is planned once. */
      planKey: c.text(),
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
      /** Who reads it: a user's id. */
      reader: c.text().notNull(),
      address: c.text().notNull(),
      locale: c.text().notNull(),
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
