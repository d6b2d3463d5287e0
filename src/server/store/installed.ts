import { and, eq, gte, inArray, lt, max, min, sql } from 'drizzle-orm'
import { confirmDays, isToConfirm } from '../../core/installed.ts'
import { dayMs } from '../../core/time.ts'
import type { InstalledDetail } from '../../protocol/batches.ts'
import { devicesOf, type Whose } from './categories/sums.ts'
import { chunk } from './sql.ts'
import type { Store } from './store.ts'

/** An app that is installed on a device, by all that it told up to an instant. */
export interface InstalledOn {
  readonly deviceId: number
  readonly subjectId: number
  readonly key: string
  readonly name: string
  /** When it was first and last found. */
  readonly firstAt: number
  readonly lastAt: number
}

/** What was installed on each of some devices at an instant: as `toInstalled` says of one, summed up by the database. */
export async function readInstalled(store: Store, orgId: number, whose: Whose, until: number): Promise<InstalledOn[]> {
  const { spans: s, streams, subjects } = store.t
  const at = sql`${s.start} - ${streams.clockAheadMs}`
  const rows = await store.db
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
    .where(
      and(eq(s.orgId, orgId), devicesOf(store, orgId, whose, s.deviceId), eq(s.source, 'installed'), lt(at, until)),
    )
    .groupBy(s.deviceId, subjects.id, subjects.key, subjects.name)
  const newest = new Map<number, number>()
  for (const { deviceId, lastAt } of rows) newest.set(deviceId, Math.max(lastAt, newest.get(deviceId) ?? 0))
  return rows.filter(({ deviceId, lastAt }) => !isToConfirm(lastAt, newest.get(deviceId)!))
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
  const { spans: s, streams } = store.t
  const versions = new Map<number, Map<number, { at: number; version: string | null }>>()
  if (installed.length === 0) return new Map()
  const from = Math.min(...installed.map(({ lastAt }) => lastAt)) - confirmDays * dayMs
  const last = Math.max(...installed.map(({ lastAt }) => lastAt))
  const at = sql<number>`${s.start} - ${streams.clockAheadMs}`.mapWith(Number)
  const devices = [...new Set(installed.map(({ deviceId }) => deviceId))]
  const ids = [...new Set(installed.map(({ subjectId }) => subjectId))]
  for (const part of chunk(devices)) {
    const rows = await store.db
      .select({ deviceId: s.deviceId, subjectId: s.subjectId, at, detail: s.detail })
      .from(s)
      .innerJoin(streams, and(eq(streams.orgId, s.orgId), eq(streams.id, s.streamId)))
      .where(
        and(
          eq(s.orgId, orgId),
          inArray(s.deviceId, part),
          eq(s.source, 'installed'),
          inArray(s.subjectId, ids),
          gte(at, from),
          lt(at, last + 1),
        ),
      )
    for (const { deviceId, subjectId, at: told, detail } of rows) {
      const ofSubject = versions.get(subjectId!) ?? new Map<number, { at: number; version: string | null }>()
      versions.set(subjectId!, ofSubject)
      const version = (detail as InstalledDetail | null)?.version ?? null
      if (told >= (ofSubject.get(deviceId)?.at ?? 0)) ofSubject.set(deviceId, { at: told, version })
    }
  }
  const keys = new Map(installed.map(({ subjectId, key }) => [subjectId, key]))
  return new Map([...versions].map(([subjectId, told]) => [keys.get(subjectId)!, toOne(told.values())]))
}

function toOne(told: Iterable<{ readonly version: string | null }>): string | null {
  const all = new Set([...told].map(({ version }) => version).filter((version) => version !== null))
  return all.size === 1 ? [...all][0]! : null
}
