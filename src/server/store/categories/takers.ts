import { and, between, eq } from 'drizzle-orm'
import type { Taken, Takers } from '../../../core/categories/takers.ts'
import { addSums, type CategorySums, noTime, type Sums } from '../../../core/categories/totals.ts'
import { findDevices } from '../devices.ts'
import { sumInt } from '../sql.ts'
import type { Store } from '../store.ts'
import { type Period, presenceOf } from './sums.ts'
import { readSubjects } from './titled-days.ts'

/** What every sum of an organisation's categories follows from, and whose that time is: read at once, for it is much. */
export async function readSumsOfAll(
  store: Store,
  orgId: number,
  { from, to }: Period,
): Promise<{ readonly sums: Sums; readonly takers: Takers }> {
  const { usageDays: u, titleDays: n } = store.t
  const owners = new Map((await findDevices(store, orgId)).map(({ id, userId }) => [id, userId]))
  const subjects = await readSubjects(store, orgId)
  const isKnown = ({ deviceId }: { readonly deviceId: number }) => owners.has(deviceId)
  const used = await store.db
    .select({ subjectId: u.subjectId, deviceId: u.deviceId, ...presenceOf(u), cpuMs: sumInt(u.cpuMs) })
    .from(u)
    .where(and(eq(u.orgId, orgId), between(u.day, from, to)))
    .groupBy(u.subjectId, u.deviceId)
  const titled = await store.db
    .select({ subjectId: n.subjectId, ruleId: n.ruleId, deviceId: n.deviceId, ...presenceOf(n) })
    .from(n)
    .where(and(eq(n.orgId, orgId), between(n.day, from, to)))
    .groupBy(n.subjectId, n.ruleId, n.deviceId)
  const [apps, titles] = [used.filter(isKnown), titled.filter(isKnown).map((row) => ({ ...row, cpuMs: 0 }))]
  return {
    sums: {
      subjects,
      usage: addUp(apps, ({ subjectId }) => ({ subjectId })),
      titles: addUp(titles, ({ subjectId, ruleId }) => ({ subjectId, ruleId })),
    },
    takers: {
      ...{ subjects, owners, apps: apps.map(toTaken) },
      titles: titles.map((row) => ({ ...toTaken(row), ruleId: row.ruleId })),
    },
  }
}

/** In front, and watching, which may be known where the front is not. */
export const toTaken = ({
  subjectId,
  deviceId,
  foregroundMs,
  watchingMs,
}: Pick<CategorySums, 'foregroundMs' | 'watchingMs'> & Omit<Taken, 'ms'>): Taken => ({
  ...{ subjectId, deviceId },
  ms: (foregroundMs ?? 0) + (watchingMs ?? 0),
})

/** All computers together. */
function addUp<R extends CategorySums, I extends object>(
  rows: readonly R[],
  idOf: (row: R) => I,
): (I & CategorySums)[] {
  const all = new Map<string, I & CategorySums>()
  for (const row of rows) {
    const id = idOf(row)
    const key = Object.values(id).join(' ')
    all.set(key, { ...id, ...addSums(all.get(key) ?? noTime, row) })
  }
  return [...all.values()]
}
