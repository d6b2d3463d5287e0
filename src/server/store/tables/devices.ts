import type { Columns } from '../columns.ts'

/** Who uploads: people's devices, the streams they brought, and what their rows are about. */
export const devices = (c: Columns) => ({
  /** One account of one operating system on one computer; it belongs to one person. */
  devices: c.table(
    'devices',
    {
      orgId: c.int().notNull(),
      id: c.int().notNull(),
      userId: c.text().notNull(),
      name: c.text().notNull(),
      platform: c.text().notNull(),
      /** Of the program, when it last uploaded. */
      agentVersion: c.text(),
      createdAt: c.int().notNull(),
      lastSeenAt: c.int(),
      /** The device's clock less the server's when it last uploaded. */
      clockSkewMs: c.int(),
      /** Changes whenever days of the device are made: of two who make them at once, one begins again. */
      daysMark: c.int().notNull().default(0),
      /** Rows that start before it are refused. */
      erasedUntil: c.int().notNull().default(0),
      /** Grows whenever what the agent has to know does: its policy, an order to erase. */
      policyRev: c.int().notNull().default(0),
      /** Grows whenever names of subjects were erased: whoever remembers their ids has to look again. */
      subjectsMark: c.int().notNull().default(0),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] }), c.index('devices_user').on(t.orgId, t.userId)],
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
      /** How far its clock was ahead of the server's, where that matters: taken off its instants when a day is made. */
      clockAheadMs: c.int().notNull().default(0),
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
