import { type AnyColumn, and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { isAmong, type Prepared, prepareOnce, toList } from './prepared.ts'
import type { Store } from './store.ts'

/** Whose days: one person's on all devices, some devices', or everybody's in the organisation. */
export type Whose = { readonly userId: string } | { readonly deviceIds: readonly number[] } | 'all'

/** A query about somebody's devices: one for each way to say which. Its placeholder `orgId` is filled in. */
export function prepareOf<R>(build: (store: Store, ofDevices: (column: AnyColumn) => SQL) => Prepared<R>) {
  const ofUser = ({ db, t: { devices: d } }: Store, column: AnyColumn, isWhose?: SQL) =>
    inArray(
      column,
      db
        .select({ id: d.id })
        .from(d)
        .where(and(eq(d.orgId, sql.placeholder('orgId')), isWhose)),
    )
  const ofAll = prepareOnce((store) => build(store, (column) => ofUser(store, column)))
  const ofPerson = prepareOnce((store) =>
    build(store, (column) => ofUser(store, column, eq(store.t.devices.userId, sql.placeholder('userId')))),
  )
  const ofDevices = prepareOnce((store) => build(store, (column) => isAmong(store, column, 'deviceIds')))
  return (store: Store, orgId: number, whose: Whose, values: Record<string, unknown> = {}): Promise<R> => {
    if (whose === 'all') return ofAll(store).execute({ orgId, ...values })
    if ('userId' in whose) return ofPerson(store).execute({ orgId, userId: whose.userId, ...values })
    return ofDevices(store).execute({ orgId, deviceIds: toList(store, whose.deviceIds), ...values })
  }
}
