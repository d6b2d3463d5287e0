import { and, asc, eq, inArray, max, sql } from 'drizzle-orm'
import type { StreamHistory } from '../../core/forks.ts'
import { prepareOnce } from './prepared.ts'
import type { Store } from './store.ts'

export type Stream = Store['t']['streams']['$inferSelect']
export type NewStream = Store['t']['streams']['$inferInsert']

const streamsQuery = prepareOnce(({ db, t: { streams: s } }) =>
  db
    .select()
    .from(s)
    .where(and(eq(s.orgId, sql.placeholder('orgId')), eq(s.deviceId, sql.placeholder('deviceId'))))
    .prepare('find_streams'),
)

/** Every stream of a device. */
export const findStreams = (store: Store, orgId: number, deviceId: number): Promise<Stream[]> =>
  streamsQuery(store).execute({ orgId, deviceId })

/** How the journals of devices went on, oldest first, by device. @param deviceIds only theirs; of all of the organisation if undefined */
export async function findHistories(
  { db, t: { streams: s } }: Store,
  orgId: number,
  deviceIds?: readonly number[],
): Promise<Map<number, StreamHistory[]>> {
  const rows = await db
    .select({
      deviceId: s.deviceId,
      uuid: s.uuid,
      predecessor: s.predecessor,
      predecessorRev: s.predecessorRev,
      cursor: s.cursor,
    })
    .from(s)
    .where(and(eq(s.orgId, orgId), deviceIds && inArray(s.deviceId, [...deviceIds])))
    .orderBy(asc(s.id))
  const histories = new Map<number, StreamHistory[]>()
  for (const { deviceId, ...stream } of rows) {
    const known = histories.get(deviceId)
    if (known) known.push(stream)
    else histories.set(deviceId, [stream])
  }
  return histories
}

/** Those of the given ids that some device of the organisation already brought. */
export const findStreamsByUuid = ({ db, t }: Store, orgId: number, uuids: readonly string[]): Promise<Stream[]> =>
  uuids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(t.streams)
        .where(and(eq(t.streams.orgId, orgId), inArray(t.streams.uuid, [...uuids])))

/** The highest stream id of an organisation; 0 if it has none. */
export async function lastStreamId({ db, t }: Store, orgId: number): Promise<number> {
  const [row] = await db
    .select({ id: max(t.streams.id) })
    .from(t.streams)
    .where(eq(t.streams.orgId, orgId))
  return row?.id ?? 0
}
