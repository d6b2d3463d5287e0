import { and, eq, max, min } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import type { Interval } from '../../core/spans.ts'
import { type OfStreams, readShifted, readShifts, type Shifts } from './shifts.ts'
import type { Store } from './store.ts'

interface Ends {
  readonly start: number | null
  readonly end: number | null
}

/** From the first to the last true instant a device told of; empty if it never did. */
export async function readKnown(store: Store, device: DeviceKey, given?: Shifts): Promise<Interval> {
  const { db, t } = store
  const { spans: s, gaps: g } = t
  const read = async (_: Interval, ofStreams: OfStreams): Promise<Ends[]> => [
    ...(await db
      .select({ start: min(s.start), end: max(s.end) })
      .from(s)
      .where(
        and(eq(s.orgId, device.orgId), eq(s.deviceId, device.deviceId), eq(s.source, 'clock'), ofStreams(s.streamId)),
      )),
    ...(await db
      .select({ start: min(g.start), end: max(g.end) })
      .from(g)
      .where(and(eq(g.orgId, device.orgId), eq(g.deviceId, device.deviceId), ofStreams(g.streamId)))),
  ]
  const shift = ({ start, end }: Ends, aheadMs: number): Ends => ({
    start: start === null ? null : start - aheadMs,
    end: end === null ? null : end - aheadMs,
  })
  const ends = await readShifted(given ?? (await readShifts(store, device)), always, read, shift)
  const instants = ends.flatMap(({ start, end }) => [start, end]).filter((at) => at !== null)
  return instants.length === 0 ? { start: 0, end: 0 } : { start: Math.min(...instants), end: Math.max(...instants) }
}

const always: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }
