import { isAtLeast } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import * as protocol from '../../protocol/devices.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { mergeDevices, planMove, splitDevice } from '../store/device-moves.ts'
import { getDevice, newDeviceToken, renameDevice, revokeDevice } from '../store/devices.ts'
import { readFleet } from '../store/fleet.ts'
import type { Store } from '../store/store.ts'

const done = { done: true } as const

/** An organisation's devices. */
export function fleetRoutes(store: Store, guard: Guard, now: () => number): Route[] {
  /** The device, for its person and for admins; for everybody else there is none. */
  const getOwn = async ({ me, orgId, userId }: MemberCaller, id: number) => {
    const device = await getDevice(store, orgId, id)
    if (device.userId !== userId && !isAtLeast(me.role, 'admin'))
      throw new AppError('not_found', `there is no device ${id}`)
    return { orgId, deviceId: id }
  }
  return [
    personRoute(guard, protocol.devices, async (_, { orgId, me, userId }) => {
      const seesAll = isAtLeast(me.role, 'manager')
      return { devices: await readFleet(store, orgId, now(), seesAll ? undefined : userId) }
    }),
    personRoute(guard, protocol.renameDevice, async ({ device, name }, caller) => {
      await renameDevice(store, await getOwn(caller, device), toName(name))
      return done
    }),
    personRoute(guard, protocol.revokeDevice, async ({ device }, caller) => {
      await revokeDevice(store, await getOwn(caller, device))
      return done
    }),
    personRoute(guard, protocol.mergeDevice, async ({ device, into, confirm }, { orgId }) => {
      const plan = await planMove(store, { orgId, deviceId: device })
      if (confirm) await mergeDevices(store, orgId, device, into)
      return { done: confirm, ...plan }
    }),
    personRoute(guard, protocol.splitDevice, async ({ device, streams, name, confirm }, { orgId }) => {
      const plan = await planMove(store, { orgId, deviceId: device }, streams)
      if (!confirm) return { done: false, ...plan, id: null, token: null }
      const token = newDeviceToken()
      const given = { uuids: streams, name: toName(name), token, now: now() }
      return { done: true, ...plan, id: await splitDevice(store, { orgId, deviceId: device }, given), token }
    }),
  ]
}

function toName(typed: string): string {
  const name = toPlainText(typed, 100)
  if (name === '') throw new AppError('invalid', 'a device needs a name that people can read', { at: 'name' })
  return name
}
