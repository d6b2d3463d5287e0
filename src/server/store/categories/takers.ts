import { and, between, eq } from 'drizzle-orm'
import type { Takers } from '../../../core/categories/takers.ts'
import { findDevices } from '../devices.ts'
import type { Store } from '../store.ts'
import type { Period } from './sums.ts'
import { readSubjects } from './titled-days.ts'

/** Whose the time of each app is, and of each rule on titles. */
export async function readTakers(store: Store, orgId: number, { from, to }: Period): Promise<Takers> {
  const { usageDays: u, titleDays: n } = store.t
  const owners = new Map((await findDevices(store, orgId)).map(({ id, userId }) => [id, userId]))
  const used = await store.db
    .select({ id: u.subjectId, deviceId: u.deviceId })
    .from(u)
    .where(and(eq(u.orgId, orgId), between(u.day, from, to)))
    .groupBy(u.subjectId, u.deviceId)
  const titled = await store.db
    .select({ id: n.ruleId, deviceId: n.deviceId })
    .from(n)
    .where(and(eq(n.orgId, orgId), between(n.day, from, to)))
    .groupBy(n.ruleId, n.deviceId)
  return {
    subjects: await readSubjects(store, orgId),
    ofApps: toPeople(used, owners),
    ofTitles: toPeople(titled, owners),
  }
}

function toPeople(
  rows: readonly { readonly id: number; readonly deviceId: number }[],
  owners: ReadonlyMap<number, string>,
): Map<number, Set<string>> {
  const people = new Map<number, Set<string>>()
  for (const { id, deviceId } of rows) {
    const owner = owners.get(deviceId)
    if (owner !== undefined) people.set(id, (people.get(id) ?? new Set()).add(owner))
  }
  return people
}
