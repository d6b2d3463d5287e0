import { and, eq, gte, lt, max, min, sql } from 'drizzle-orm'
import { confirmDays, isToConfirm } from '../../core/installed.ts'
import { dayMs } from '../../core/time.ts'
import type { InstalledDetail } from '../../protocol/batches.ts'
import { isAmong, toList } from './prepared.ts'
import type { Store } from './store.ts'
import { prepareOf, type Whose } from './whose.ts'

/** An app that a device told of as installed, up to an instant. */
export interface ToldOn {
  readonly deviceId: number
  readonly subjectId: number
  readonly key: string
  readonly name: string
  /** When it was first and last found. */
  readonly firstAt: number
  readonly lastAt: number
  /** By what was told last it is there still. */
  readonly installed: boolean
}

export type InstalledOn = ToldOn

const toldQuery = prepareOf(({ db, t: { spans: s, streams, subjects } }, ofDevices) => {
  const at = sql`${s.start} - ${streams.clockAheadMs}`
  const orgId = sql.placeholder('orgId')
  return db
    .select({
      deviceId: s.deviceId,
      subjectId: subjects.id,
      key: subjects.key,
      name: subjects.name,
      firstAt: sql<number>`${min(at)}`.mapWith(Number),
      lastAt: sql<number>`${max(at)}`.mapWith(Number),
    })
    .from(s)
    .innerJoin(streams, and(eq(streams.orgId, s.orgId), eq(streams.id, s.streamId)))
    .innerJoin(subjects, and(eq(subjects.orgId, s.orgId), eq(subjects.id, s.subjectId)))
    .where(and(eq(s.orgId, orgId), ofDevices(s.deviceId), eq(s.source, 'installed'), lt(at, sql.placeholder('until'))))
    .groupBy(s.deviceId, subjects.id, subjects.key, subjects.name)
    .prepare('told_installed')
})

/**
 * Whatever some devices ever told of as installed, up to an instant, and whether it was there then: as `toInstalled` says of one, summed
 * up by the database. Reports and screens both go by this.
 */
export async function readTold(store: Store, orgId: number, whose: Whose, until: number): Promise<ToldOn[]> {
  const rows = await toldQuery(store, orgId, whose, { until })
  const newest = new Map<number, number>()
  for (const { deviceId, lastAt } of rows) newest.set(deviceId, Math.max(lastAt, newest.get(deviceId) ?? 0))
  return rows.map((row) => ({ ...row, installed: !isToConfirm(row.lastAt, newest.get(row.deviceId)!) }))
}

/** What was installed on each of some devices at an instant. */
export const readInstalled = async (store: Store, orgId: number, whose: Whose, until: number): Promise<InstalledOn[]> =>
  (await readTold(store, orgId, whose, until)).filter(({ installed }) => installed)

/** Versions by app, and of each by device; null where its installer says none. */
export type ToldVersions = ReadonlyMap<number, ReadonlyMap<number, string | null>>

const versionsQuery = prepareOf((store, ofDevices) => {
  const { spans: s, streams } = store.t
  const at = sql<number>`${s.start} - ${streams.clockAheadMs}`.mapWith(Number)
  return store.db
    .select({ deviceId: s.deviceId, subjectId: s.subjectId, at, detail: s.detail })
    .from(s)
    .innerJoin(streams, and(eq(streams.orgId, s.orgId), eq(streams.id, s.streamId)))
    .where(
      and(
        eq(s.orgId, sql.placeholder('orgId')),
        ofDevices(s.deviceId),
        eq(s.source, 'installed'),
        isAmong(store, s.subjectId, 'subjects'),
        gte(at, sql.placeholder('from')),
        lt(at, sql.placeholder('until')),
      ),
    )
    .prepare('told_versions')
})

/** The version of some apps that each device told last, up to when it last told of one of them. */
export async function readVersionsOn(
  store: Store,
  orgId: number,
  installed: readonly InstalledOn[],
): Promise<ToldVersions> {
  const versions = new Map<number, Map<number, string | null>>()
  if (installed.length === 0) return versions
  const from = Math.min(...installed.map(({ lastAt }) => lastAt)) - confirmDays * dayMs
  const last = Math.max(...installed.map(({ lastAt }) => lastAt))
  const deviceIds = [...new Set(installed.map(({ deviceId }) => deviceId))]
  const subjects = toList(store, new Set(installed.map(({ subjectId }) => subjectId)))
  const newest = new Map<string, number>()
  const rows = await versionsQuery(store, orgId, { deviceIds }, { subjects, from, until: last + 1 })
  for (const { deviceId, subjectId, at, detail } of rows) {
    const place = `${deviceId} ${subjectId}`
    if (at < (newest.get(place) ?? 0)) continue
    newest.set(place, at)
    const ofSubject = versions.get(subjectId!) ?? new Map<number, string | null>()
    versions.set(subjectId!, ofSubject.set(deviceId, (detail as InstalledDetail | null)?.version ?? null))
  }
  return versions
}

/**
 * The version of some apps that was last told, where all devices that told one have the same.
 * @returns by key
 */
export async function readVersions(
  store: Store,
  orgId: number,
  installed: readonly InstalledOn[],
): Promise<Map<string, string | null>> {
  const keys = new Map(installed.map(({ subjectId, key }) => [subjectId, key]))
  const versions = await readVersionsOn(store, orgId, installed)
  return new Map([...versions].map(([subjectId, told]) => [keys.get(subjectId)!, toOne(told.values())]))
}

function toOne(versions: Iterable<string | null>): string | null {
  const all = new Set([...versions].filter((version) => version !== null))
  return all.size === 1 ? [...all][0]! : null
}
