import { and, asc, eq, gt, gte, inArray, lt, max, sql } from 'drizzle-orm'
import type { Clock, WatchedSource } from '../../core/clocks.ts'
import type { DeviceKey } from '../../core/devices.ts'
import type { PresenceFacts } from '../../core/presence.ts'
import type { Interval } from '../../core/spans.ts'
import { hourMs } from '../../core/time.ts'
import type { DeviceFacts, Gap, ProcessHour } from '../../core/usage.ts'
import { batchLimits, type ClockDetail } from '../../protocol/batches.ts'
import { readKnown } from './known.ts'
import { type OfStreams, prepareOfStreams, readShifted, readShifts, type Shifts, shiftInterval } from './shifts.ts'
import type { Store } from './store.ts'

/** Everything a device recorded that touches the interval, at true instants; `known` is what it told of in the interval. */
export async function readFacts(store: Store, device: DeviceKey, interval: Interval, shifts: Shifts) {
  const hours = await readHours(store, device, interval, shifts)
  return { ...(await readTimeFacts(store, device, interval, shifts)), hours }
}

/** The same without what processes did. */
export async function readTimeFacts(
  store: Store,
  device: DeviceKey,
  interval: Interval,
  shifts: Shifts,
): Promise<DeviceFacts> {
  const known = await readKnown(store, device, shifts)
  return {
    hours: [],
    clocks: await readClocks(store, device, interval, shifts),
    gaps: await readGaps(store, device, interval, shifts),
    presence: await readPresence(store, device, interval, shifts),
    known: { start: Math.max(known.start, interval.start), end: Math.min(known.end, interval.end) },
  }
}

function readHours({ db, t }: Store, device: DeviceKey, interval: Interval, shifts: Shifts): Promise<ProcessHour[]> {
  const { processHours: h } = t
  const read = ({ start, end }: Interval, ofStreams: OfStreams) =>
    db
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
      .where(
        and(
          eq(h.orgId, device.orgId),
          eq(h.deviceId, device.deviceId),
          gte(h.hour, start),
          lt(h.hour, end),
          ofStreams(h.streamId),
        ),
      )
  // An hour of a wrong clock may lie in two days: it belongs to the one that its middle lies in.
  return readShifted<ProcessHour>(shifts, interval, read, (row, aheadMs) => ({
    ...row,
    hour: row.hour - aheadMs + hourMs / 2,
  }))
}

const clocksOf = ({ t: { spans: s } }: Store, ofStreams: OfStreams) =>
  and(
    eq(s.orgId, sql.placeholder('orgId')),
    eq(s.deviceId, sql.placeholder('deviceId')),
    eq(s.source, 'clock'),
    ofStreams(s.streamId),
  )

const clockBeforeQuery = prepareOfStreams((store, ofStreams) => {
  const { spans: s } = store.t
  return store.db
    .select({ start: max(s.start) })
    .from(s)
    .where(and(clocksOf(store, ofStreams), lt(s.start, sql.placeholder('start'))))
    .prepare('clock_before')
})

const clocksQuery = prepareOfStreams((store, ofStreams) => {
  const { spans: s } = store.t
  return store.db
    .select({ start: s.start, end: s.end, stream: s.streamId, detail: s.detail })
    .from(s)
    .where(and(clocksOf(store, ofStreams), gte(s.start, sql.placeholder('from')), lt(s.start, sql.placeholder('end'))))
    .prepare('read_clocks')
})

/** The clock spans of all streams that touch the interval, ascending, and the last one before it, whose offset goes on. */
export async function readClocks(
  store: Store,
  { orgId, deviceId }: DeviceKey,
  interval: Interval,
  shifts: Shifts,
): Promise<Clock[]> {
  const read = async ({ start, end }: Interval, ofStreams: OfStreams): Promise<Clock[]> => {
    const [before] = await clockBeforeQuery(store, ofStreams, { orgId, deviceId, start })
    const from = Math.min(before?.start ?? start, start - batchLimits.spanMs)
    const rows = await clocksQuery(store, ofStreams, { orgId, deviceId, from, end })
    return rows.map(({ detail, ...row }) => {
      const { offsetMs, watched } = detail as ClockDetail
      return { ...row, offsetMs, watched }
    })
  }
  return (await readShifted(shifts, interval, read, shiftInterval)).sort((a, b) => a.start - b.start)
}

const presenceSources = ['window', 'input', 'lock', 'inhibit'] satisfies WatchedSource[]

/** What a desktop told in the interval. @param sources of which only these are of interest; the others are empty then */
export async function readPresence(
  { db, t }: Store,
  device: DeviceKey,
  interval: Interval,
  shifts: Shifts,
  sources: readonly WatchedSource[] = presenceSources,
): Promise<PresenceFacts> {
  const { spans: s } = t
  const read = ({ start, end }: Interval, ofStreams: OfStreams) =>
    db
      .select({ source: s.source, start: s.start, end: s.end, subject: s.subjectId })
      .from(s)
      .where(
        and(
          eq(s.orgId, device.orgId),
          eq(s.deviceId, device.deviceId),
          inArray(s.source, [...sources]),
          gte(s.start, start - batchLimits.spanMs),
          lt(s.start, end),
          gt(s.end, start),
          ofStreams(s.streamId),
        ),
      )
  const rows = await readShifted(shifts, interval, read, shiftInterval)
  const of = (source: WatchedSource) => rows.filter((row) => row.source === source)
  return {
    windows: of('window').filter(isOfSubject),
    inputs: of('input'),
    locks: of('lock'),
    inhibits: of('inhibit').filter(isOfSubject),
  }
}

const isOfSubject = <R extends { readonly subject: number | null }>(row: R): row is R & { readonly subject: number } =>
  row.subject !== null

const gapsQuery = prepareOfStreams(({ db, t: { gaps: g } }, ofStreams) =>
  db
    .select({ start: g.start, end: g.end, stream: g.streamId, reason: g.reason })
    .from(g)
    .where(
      and(
        eq(g.orgId, sql.placeholder('orgId')),
        eq(g.deviceId, sql.placeholder('deviceId')),
        lt(g.start, sql.placeholder('end')),
        gte(g.end, sql.placeholder('start')),
        ofStreams(g.streamId),
      ),
    )
    .orderBy(asc(g.start))
    .prepare('read_gaps'),
)

/** The gaps that touch the interval, ascending. */
export async function readGaps(store: Store, { orgId, deviceId }: DeviceKey, interval: Interval, shifts: Shifts) {
  const read = async ({ start, end }: Interval, ofStreams: OfStreams) =>
    (await gapsQuery(store, ofStreams, { orgId, deviceId, start, end })) as Gap[]
  return (await readShifted(shifts, interval, read, shiftInterval)).sort((a, b) => a.start - b.start)
}

/** What the device's clocks showed less UTC at an instant; 0 if they never told. */
export async function readOffset(store: Store, device: DeviceKey, at: number, given?: Shifts): Promise<number> {
  const shifts = given ?? (await readShifts(store, device))
  const clocks = await readClocks(store, device, { start: at, end: at + 1 }, shifts)
  return clocks.at(-1)?.offsetMs ?? 0
}
