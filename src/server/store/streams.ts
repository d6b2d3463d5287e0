import { and, eq, inArray, max } from 'drizzle-orm'
import type { Store } from './store.ts'

export type Stream = Store['t']['streams']['$inferSelect']
export type NewStream = Store['t']['streams']['$inferInsert']

/** Every stream of a device. */
export const findStreams = ({ db, t }: Store, orgId: number, deviceId: number): Promise<Stream[]> =>
  db
    .select()
    .from(t.streams)
    .where(and(eq(t.streams.orgId, orgId), eq(t.streams.deviceId, deviceId)))

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
