import { and, asc, eq, gte } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { coverageDays } from './fleet.ts'
import { readFleetList } from './fleet-list.ts'
import { addSilence, readListedSilence } from './silence.ts'
import type { Store } from './store.ts'

/** One device with its last thirty days and its tokens. @param version of the server @throws AppError `not_found` */
export async function readOneDevice(
  store: Store,
  { orgId, deviceId }: DeviceKey,
  { now, version }: { readonly now: number; readonly version: string },
) {
  const [found] = await readFleetList(store, orgId, { now, version, id: deviceId })
  if (!found) throw new AppError('not_found', `there is no device ${deviceId}`)
  const { days: d, deviceTokens: k } = store.t
  const last30 = coverageDays(now)
  const stored = await store.db
    .select({ day: d.day, recordedMs: d.recordedMs, dueMs: d.dueMs })
    .from(d)
    .where(and(eq(d.orgId, orgId), eq(d.deviceId, deviceId), gte(d.day, last30.first)))
    .orderBy(asc(d.day))
  const silence = await readListedSilence(store, { orgId, deviceId }, found.lastSeenAt, last30, now)
  const days = addSilence(stored, silence)
  const tokens = await store.db
    .select({ createdAt: k.createdAt })
    .from(k)
    .where(and(eq(k.orgId, orgId), eq(k.deviceId, deviceId)))
    .orderBy(asc(k.createdAt))
  return {
    device: found,
    days: days.map(({ day, recordedMs, dueMs }) => ({ day, coverage: dueMs === 0 ? null : recordedMs / dueMs })),
    tokens,
  }
}
