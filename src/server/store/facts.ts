import { and, asc, eq, gte, inArray, lt, max, min } from 'drizzle-orm'
import { type Clock, type WatchedSource, watchedSources } from '../../core/clocks.ts'
import type { DeviceKey } from '../../core/devices.ts'
import type { PresenceFacts } from '../../core/presence.ts'
import type { Interval } from '../../core/spans.ts'
import type { DeviceFacts, Gap } from '../../core/usage.ts'
import { batchLimits, type ClockDetail } from '../../protocol/batches.ts'
import type { Store } from './store.ts'

/** Everything a device recorded that touches the interval; `known` spans all it ever told of. */
export async function readFacts(store: Store, device: DeviceKey, { start, end }: Interval): Promise<DeviceFacts> {
  const { db, t } = store
  const { processHours: h } = t
  const hours = await db
    .select({
      stream: h.streamId,
      subject: h.subjectId,
      hour: h.hour,
      runningMs: h.runningMs,
      cpuMs: h.cpuMs,
      launches: h.launches,
      memoryKiBSeconds: h.memoryKiBSeconds,
      memoryPeakKiB: h.memoryPeakKiB,
    })
    .from(h)
    .where(and(eq(h.orgId, device.orgId), eq(h.deviceId, device.deviceId), gte(h.hour, start), lt(h.hour, end)))
  const clocks = await readClocks(store, device, { start, end })
  const gaps = await readGaps(store, device, { start, end })
  const presence = await readPresence(store, device, { start, end })
  return { hours, clocks, gaps, presence, known: await readKnown(store, device) }
}

/** The clock spans of all streams that touch the interval, and the last one before it, whose offset goes on. */
export async function readClocks({ db, t }: Store, device: DeviceKey, { start, end }: Interval): Promise<Clock[]> {
  const { spans: s } = t
  const ofDevice = and(eq(s.orgId, device.orgId), eq(s.deviceId, device.deviceId), eq(s.source, 'clock'))
  const [before] = await db
    .select({ start: max(s.start) })
    .from(s)
    .where(and(ofDevice, lt(s.start, start)))
  const rows = await db
    .select({ start: s.start, end: s.end, stream: s.streamId, detail: s.detail })
    .from(s)
    .where(and(ofDevice, gte(s.start, Math.min(before?.start ?? start, start - batchLimits.spanMs)), lt(s.start, end)))
    .orderBy(asc(s.start))
  return rows.map(({ detail, ...row }) => {
    const { offsetMs, watched } = detail as ClockDetail
    return { ...row, offsetMs, watched }
  })
}

async function readPresence({ db, t }: Store, device: DeviceKey, { start, end }: Interval): Promise<PresenceFacts> {
  const { spans: s } = t
  const rows = await db
    .select({ source: s.source, start: s.start, end: s.end, subject: s.subjectId })
    .from(s)
    .where(
      and(
        eq(s.orgId, device.orgId),
        eq(s.deviceId, device.deviceId),
        inArray(s.source, [...watchedSources]),
        gte(s.start, start - batchLimits.spanMs),
        lt(s.start, end),
      ),
    )
  const of = (source: WatchedSource) => rows.filter((row) => row.source === source)
  return { windows: of('window').filter(isOfSubject), inputs: of('input'), locks: of('lock') }
}

const isOfSubject = <R extends { readonly subject: number | null }>(row: R): row is R & { readonly subject: number } =>
  row.subject !== null

async function readGaps({ db, t }: Store, device: DeviceKey, { start, end }: Interval): Promise<Gap[]> {
  const { gaps: g } = t
  const rows = await db
    .select({ start: g.start, end: g.end, stream: g.streamId, reason: g.reason })
    .from(g)
    .where(and(eq(g.orgId, device.orgId), eq(g.deviceId, device.deviceId), lt(g.start, end), gte(g.end, start)))
    .orderBy(asc(g.start))
  return rows as Gap[]
}

/** From the first to the last instant a device told of; empty if it never did. */
export async function readKnown({ db, t }: Store, { orgId, deviceId }: DeviceKey): Promise<Interval> {
  const { spans: s, gaps: g } = t
  const [recorded] = await db
    .select({ start: min(s.start), end: max(s.end) })
    .from(s)
    .where(and(eq(s.orgId, orgId), eq(s.deviceId, deviceId), eq(s.source, 'clock')))
  const [missed] = await db
    .select({ start: min(g.start), end: max(g.end) })
    .from(g)
    .where(and(eq(g.orgId, orgId), eq(g.deviceId, deviceId)))
  const instants = [recorded?.start, recorded?.end, missed?.start, missed?.end].filter((at) => at != null)
  return instants.length === 0 ? { start: 0, end: 0 } : { start: Math.min(...instants), end: Math.max(...instants) }
}

/** What the device's clocks showed less UTC at an instant; 0 if they never told. */
export async function readOffset(store: Store, device: DeviceKey, at: number): Promise<number> {
  const clocks = await readClocks(store, device, { start: at, end: at + 1 })
  return clocks.at(-1)?.offsetMs ?? 0
}
