import { setImmediate } from 'node:timers/promises'
import { and, eq, inArray } from 'drizzle-orm'
import { unattributed } from '../../../core/apps.ts'
import type { Subject } from '../../../core/categories/rules.ts'
import type { DeviceApp } from '../../../core/software.ts'
import { type Day, dayMs } from '../../../core/time.ts'
import { readSubjects } from '../categories/titled-days.ts'
import { type Device, findDevices } from '../devices.ts'
import { findMembersOf } from '../members.ts'
import type { Store } from '../store.ts'
import { readDeviceApps } from './device-apps.ts'

/** An app on a device. */
export interface Placed {
  readonly device: Device
  readonly app: DeviceApp
}

/** What is on the devices of an organisation that told anything of late. */
export interface OrgApps {
  readonly today: Day
  readonly devices: readonly Device[]
  readonly subjects: ReadonlyMap<number, Subject>
  /** By subject; each device once. */
  readonly placed: ReadonlyMap<number, readonly Placed[]>
}

/** A device that told nothing for so long is no part of what is used. */
export const toldWithinMs = 90 * dayMs

/** @param userId only one person's devices */
export async function readOrgApps(
  store: Store,
  orgId: number,
  { now, today, userId }: { readonly now: number; readonly today: Day; readonly userId?: string },
): Promise<OrgApps> {
  const devices = (await findDevices(store, orgId)).filter(
    ({ lastSeenAt, userId: theirs }) =>
      (lastSeenAt ?? 0) > now - toldWithinMs && (userId === undefined || theirs === userId),
  )
  const subjects = await readSubjects(store, orgId)
  const placed = new Map<number, Placed[]>()
  for (const device of devices) {
    await setImmediate() // screens and uploads go first
    for (const app of await readDeviceApps(store, device, today)) {
      const subject = subjects.get(app.subjectId)
      if (subject?.kind !== 'app' || subject.key === unattributed.key) continue
      const known = placed.get(app.subjectId)
      if (known) known.push({ device, app })
      else placed.set(app.subjectId, [{ device, app }])
    }
  }
  return { today, devices, subjects, placed }
}

/** What apps are called here, by their keys; none of an app that nobody has. */
export async function findNames(
  { db, t: { subjects: s } }: Store,
  orgId: number,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ key: s.key, name: s.name })
    .from(s)
    .where(and(eq(s.orgId, orgId), eq(s.kind, 'app'), inArray(s.key, [...keys])))
  return new Map(rows.map(({ key, name }) => [key, name]))
}

/** The people of an organisation who let others see their own figures. */
export async function findSharing(store: Store, orgId: number): Promise<Set<string>> {
  const members = await findMembersOf(store, orgId)
  return new Set(members.flatMap(({ userId, shares }) => (shares ? [userId] : [])))
}
