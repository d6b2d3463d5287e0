import { and, eq, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { prepareOnce } from './prepared.ts'
import type { Store } from './store.ts'

/** What an upload has to know of its device. */
export interface DeviceState {
  /** Rows that start before it are refused. */
  readonly erasedUntil: number
  readonly policyRev: number
  readonly subjectsMark: number
}

/** `erasedUntil` of a device whose person is gone: all that it tells is refused. No row starts after it. */
export const goneUntil = Date.UTC(9999, 11, 31)

const stateQuery = prepareOnce(({ db, t: { devices: d } }) =>
  db
    .select({ erasedUntil: d.erasedUntil, policyRev: d.policyRev, subjectsMark: d.subjectsMark })
    .from(d)
    .where(and(eq(d.orgId, sql.placeholder('orgId')), eq(d.id, sql.placeholder('deviceId'))))
    .prepare('find_device_state'),
)

/** @throws AppError `not_found` */
export async function readDeviceState(store: Store, { orgId, deviceId }: DeviceKey): Promise<DeviceState> {
  const [state] = await stateQuery(store).execute({ orgId, deviceId })
  if (!state) throw new AppError('not_found', `there is no device ${deviceId}`)
  return state
}

/**
 * The next revision of what a device has to know: it only grows, and one that is made after an old backup was restored is not taken
 * for another that its agent saw before.
 */
export const nextPolicyRev = ({ t: { devices: d } }: Store, now: number) =>
  sql<number>`case when ${d.policyRev} >= ${now} then ${d.policyRev} + 1 else ${now} end`
