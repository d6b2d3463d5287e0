import { and, eq } from 'drizzle-orm'
import type { Day } from '../../core/time.ts'
import type { PersonKey } from './person-days.ts'
import type { Store } from './store.ts'

/** What is stored of a day of each of a person's devices; milliseconds. */
export const readDayOfDevices = ({ db, t: { days: d, devices } }: Store, { orgId, userId }: PersonKey, day: Day) =>
  db
    .select({ recordedMs: d.recordedMs, dueMs: d.dueMs })
    .from(d)
    .innerJoin(devices, and(eq(devices.orgId, d.orgId), eq(devices.id, d.deviceId)))
    .where(and(eq(d.orgId, orgId), eq(devices.userId, userId), eq(d.day, day)))
