import { and, eq, inArray, max, sql } from 'drizzle-orm'
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
