import { isAtLeast } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import type { MemberCaller } from '../http/guard.ts'
import { type Device, getDevice } from '../store/devices.ts'
import type { Store } from '../store/store.ts'

/** A device, for its person and for admins. @throws AppError `not_found`: for everybody else there is none */
export async function getOwnDevice(store: Store, { me, orgId, userId }: MemberCaller, id: number): Promise<Device> {
  const device = await getDevice(store, orgId, id)
  if (device.userId !== userId && !isAtLeast(me.role, 'admin'))
    throw new AppError('not_found', `there is no device ${id}`)
  return device
}
