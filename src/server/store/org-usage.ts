import { and, between, eq, inArray, lte, max, sql } from 'drizzle-orm'
import { unattributed } from '../../core/apps.ts'
import { fewestPeople } from '../../core/report/org-report.ts'
import type { OrgAppSums, OrgDay, OrgSums } from '../../core/report/org-sums.ts'
import { partsOf } from '../../core/report/periods.ts'
import { isTooFew } from '../../core/report/withhold.ts'
import type { Day, Month } from '../../core/time.ts'
import { chunk, sumInt, sumKnown } from './sql.ts'
import type { Store } from './store.ts'

/** Apps of a month, summed up over everybody who has devices in an organisation. */
export async function readOrgApps(store: Store, orgId: number, month: Month): Promise<OrgAppSums[]> {
  const apps = await readAppSums(store, orgId, month)
  // Whether something follows by subtraction depends on who they are; that is asked only where something is withheld.
  if (!apps.some(isTooFew)) return apps
  const few = apps.filter(({ people }) => people > 0 && people < fewestPeople).map(({ subjectId }) => subjectId)
  const users = await readUsers(store, orgId, month, few)
  return apps.map((app) => {
    const found = users.get(app.subjectId)
    return found ? { ...app, users: found } : app
  })
}

/** Somebody had it in front on a device; where that is not known, it ran. */
const isUsed = ({ t: { usageMonths: m } }: Store) =>
  sql`(${m.foregroundMs} > 0 or (${m.foregroundMs} is null and ${m.runningMs} > 0))`

function readAppSums(store: Store, orgId: number, month: Month): Promise<OrgAppSums[]> {
  const { usageMonths: m, devices: d, members: b, subjects: s } = store.t
  const used = isUsed(store)
  const count = (of: ReturnType<typeof sql>) => sql<number>`count(distinct ${of})`.mapWith(Number)
  return store.db
    .select({
      subjectId: m.subjectId,
      key: s.key,
      name: s.name,
      people: count(sql`case when ${used} then ${d.userId} end`),
      sharing: count(sql`case when ${used} and ${b.shares} = 1 then ${d.userId} end`),
      devices: count(sql`case when ${m.runningMs} > 0 then ${m.deviceId} end`),
      foregroundMs: sumKnown(m.foregroundMs),
      activeMs: sumKnown(m.activeMs),
      runningMs: sumInt(m.runningMs),
      cpuMs: sumInt(m.cpuMs),
    })
    .from(m)
    .innerJoin(d, and(eq(d.orgId, m.orgId), eq(d.id, m.deviceId)))
    .innerJoin(s, and(eq(s.orgId, m.orgId), eq(s.id, m.subjectId)))
    .leftJoin(b, and(eq(b.orgId, m.orgId), eq(b.userId, d.userId)))
    .where(and(eq(m.orgId, orgId), eq(m.month, month)))
    .groupBy(m.subjectId, s.key, s.name)
}

/** Who used some apps, each of fewer than five people. */
async function readUsers(store: Store, orgId: number, month: Month, subjects: readonly number[]) {
  const { usageMonths: m, devices: d, members: b } = store.t
  const users = new Map<number, { readonly userId: string; readonly shares: boolean }[]>()
  for (const ids of chunk(subjects)) {
    const rows = await store.db
      .selectDistinct({ subjectId: m.subjectId, userId: d.userId, shares: b.shares })
      .from(m)
      .innerJoin(d, and(eq(d.orgId, m.orgId), eq(d.id, m.deviceId)))
      .leftJoin(b, and(eq(b.orgId, m.orgId), eq(b.userId, d.userId)))
      .where(and(eq(m.orgId, orgId), eq(m.month, month), inArray(m.subjectId, ids), isUsed(store)))
    for (const { subjectId, userId, shares } of rows)
      users.set(subjectId, [...(users.get(subjectId) ?? []), { userId, shares: shares === 1 }])
  }
  return users
}

/** What a month of everybody comes to: people by what is known of all their devices together, the rest by device. */
export async function readOrgSums(store: Store, orgId: number, month: Month): Promise<OrgSums> {
  const { first, last } = partsOf(month)
  const days = await readDaySums(store, orgId, first, last)
  const people = await readPeopleSums(store, orgId, first, last)
  return { period: month, overlapMs: 0, ...days, ...people, ...(await readCpu(store, orgId, month)) }
}

async function readDaySums({ db, t: { days: d } }: Store, orgId: number, first: Day, last: Day) {
  const [row] = await db
    .select({ recordedMs: sumInt(d.recordedMs), dueMs: sumInt(d.dueMs), watchedMs: sumInt(d.watchedMs) })
    .from(d)
    .where(and(eq(d.orgId, orgId), between(d.day, first, last)))
  return row!
}

async function readPeopleSums({ db, t: { personDays: p, members: b } }: Store, orgId: number, first: Day, last: Day) {
  const count = (of: ReturnType<typeof sql>) => sql<number>`count(distinct ${of})`.mapWith(Number)
  const [row] = await db
    .select({
      activeMs: sumKnown(p.activeMs),
      activeDays: count(sql`case when ${p.activeMs} > 0 then ${p.day} end`),
      recordedDays: count(sql`case when ${p.recordedMs} > 0 then ${p.day} end`),
      recorded: count(sql`case when ${p.recordedMs} > 0 then ${p.userId} end`),
      recordedSharing: count(sql`case when ${p.recordedMs} > 0 and ${b.shares} = 1 then ${p.userId} end`),
      active: count(sql`case when ${p.activeMs} > 0 then ${p.userId} end`),
      activeSharing: count(sql`case when ${p.activeMs} > 0 and ${b.shares} = 1 then ${p.userId} end`),
    })
    .from(p)
    .leftJoin(b, and(eq(b.orgId, p.orgId), eq(b.userId, p.userId)))
    .where(and(eq(p.orgId, orgId), between(p.day, first, last)))
  const { activeMs, activeDays, recordedDays } = row!
  return {
    ...{ activeMs, activeDays, recordedDays },
    recorded: { people: row!.recorded, sharing: row!.recordedSharing },
    active: { people: row!.active, sharing: row!.activeSharing },
  }
}

async function readCpu({ db, t: { usageMonths: m, subjects: s } }: Store, orgId: number, month: Month) {
  const ofNone = sql`${s.key} = ${unattributed.key}`
  const [row] = await db
    .select({
      cpuMs: sql<number>`coalesce(sum(case when ${ofNone} then 0 else ${m.cpuMs} end), 0)`.mapWith(Number),
      unattributedCpuMs: sql<number>`coalesce(sum(case when ${ofNone} then ${m.cpuMs} else 0 end), 0)`.mapWith(Number),
    })
    .from(m)
    .innerJoin(s, and(eq(s.orgId, m.orgId), eq(s.id, m.subjectId)))
    .where(and(eq(m.orgId, orgId), eq(m.month, month)))
  return row!
}

/** On how many devices each day was recorded, and of how many it was due. */
export function readOrgDays({ db, t: { days: d } }: Store, orgId: number, month: Month): Promise<OrgDay[]> {
  const { first, last } = partsOf(month)
  const count = (of: ReturnType<typeof sql>) => sql<number>`count(${of})`.mapWith(Number)
  return db
    .select({
      day: d.day,
      recording: count(sql`case when ${d.recordedMs} > 0 then 1 end`),
      due: count(sql`case when ${d.dueMs} > 0 then 1 end`),
    })
    .from(d)
    .where(and(eq(d.orgId, orgId), between(d.day, first, last)))
    .groupBy(d.day)
}

/** What each device recorded in a month, and the last day up to its end on which it recorded. */
export async function readDeviceSums({ db, t: { days: d } }: Store, orgId: number, month: Month) {
  const { first, last } = partsOf(month)
  const rows = await db
    .select({
      deviceId: d.deviceId,
      recordedMs: sql<number>`coalesce(sum(case when ${d.day} >= ${first} then ${d.recordedMs} end), 0)`.mapWith(
        Number,
      ),
      lastDay: max(sql<string>`case when ${d.recordedMs} > 0 then ${d.day} end`),
    })
    .from(d)
    .where(and(eq(d.orgId, orgId), lte(d.day, last)))
    .groupBy(d.deviceId)
  return new Map(rows.map(({ deviceId, ...sums }) => [deviceId, sums]))
}

/** Which of some apps ran on which devices in a month, and whether they were in front; null is unknown. */
export function readAppsOnDevices(
  { db, t: { usageMonths: m, subjects: s } }: Store,
  orgId: number,
  month: Month,
  keys: readonly string[],
) {
  return db
    .select({ deviceId: m.deviceId, key: s.key, runningMs: m.runningMs, foregroundMs: m.foregroundMs })
    .from(m)
    .innerJoin(s, and(eq(s.orgId, m.orgId), eq(s.id, m.subjectId)))
    .where(and(eq(m.orgId, orgId), eq(m.month, month), inArray(s.key, [...keys])))
}

/** The devices that told in a month what was in front. */
export async function findTellingDevices({ db, t: { usageMonths: m } }: Store, orgId: number, month: Month) {
  const rows = await db
    .selectDistinct({ deviceId: m.deviceId })
    .from(m)
    .where(and(eq(m.orgId, orgId), eq(m.month, month), sql`${m.foregroundMs} is not null`))
  return new Set(rows.map(({ deviceId }) => deviceId))
}
