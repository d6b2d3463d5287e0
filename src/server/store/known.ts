import { and, eq, max, min, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import type { Interval } from '../../core/spans.ts'
import { type OfStreams, prepareOfStreams, readShifted, readShifts, type Shifts } from './shifts.ts'
import type { Store } from './store.ts'

interface Ends {
  readonly start: number | null
  readonly end: number | null
}

const clocksQuery = prepareOfStreams(({ db, t: { spans: s } }, ofStreams) =>
  db
    .select({ start: min(s.start), end: max(s.end) })
    .from(s)
    .where(
      and(
        eq(s.orgId, sql.placeholder('orgId')),
        eq(s.deviceId, sql.placeholder('deviceId')),
        eq(s.source, 'clock'),
        ofStreams(s.streamId),
      ),
    )
    .prepare('known_clocks'),
)

const gapsQuery = prepareOfStreams(({ db, t: { gaps: g } }, ofStreams) =>
  db
    .select({ start: min(g.start), end: max(g.end) })
    .from(g)
    .where(
      and(eq(g.orgId, sql.placeholder('orgId')), eq(g.deviceId, sql.placeholder('deviceId')), ofStreams(g.streamId)),
    )
    .prepare('known_gaps'),
)

/** From the first to the last true instant a device told of; empty if it never did. */
export async function readKnown(store: Store, device: DeviceKey, given?: Shifts): Promise<Interval> {
  const { orgId, deviceId } = device
  const read = async (_: Interval, ofStreams: OfStreams): Promise<Ends[]> => [
    ...(await clocksQuery(store, ofStreams, { orgId, deviceId })),
    ...(await gapsQuery(store, ofStreams, { orgId, deviceId })),
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
