import { isAtLeast } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import { readName } from '../../core/typed-name.ts'
import * as protocol from '../../protocol/devices.ts'
import * as fleet from '../../protocol/fleet.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import type { AccessKind } from '../store/access-log.ts'
import { getPair, mergeDevices, planMove, splitDevice } from '../store/device-moves.ts'
import { createOwnDevice } from '../store/device-room.ts'
import { type Device, getDevice, newDeviceToken, renameDevice, revokeDevice } from '../store/devices.ts'
import { readFleet } from '../store/fleet.ts'
import { getOrg } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { noteOpening } from './opening.ts'
import { getOwnDevice } from './own-device.ts'

const done = { done: true } as const

/** An organisation's devices; what is done to one is noted where its person sees it. */
export function fleetRoutes(store: Store, guard: Guard, now: () => number): Route[] {
  const getOwn = (caller: MemberCaller, id: number) => getOwnDevice(store, caller, id)
  const note = (caller: MemberCaller, { userId }: Device, what: AccessKind, reason: string) =>
    noteOpening(store, caller, userId, { what, reason, now: now() })
  return [
    personRoute(guard, protocol.devices, async (_, { orgId, me, userId }) => {
      const seesAll = isAtLeast(me.role, 'manager')
      return { devices: await readFleet(store, orgId, now(), { userId: seesAll ? undefined : userId }) }
    }),
    personRoute(guard, fleet.addDevice, async ({ name: typed }, { orgId, userId }) => {
      const [name, token] = [readName(typed), newDeviceToken()]
      const { demo } = await getOrg(store, orgId)
      if (demo === 1) throw new AppError('forbidden', 'everything here is made up; nothing real goes there')
      const given = { orgId, userId, name, platform: 'unknown', token, now: now() }
      return { id: await createOwnDevice(store, given), name, token }
    }),
    personRoute(guard, protocol.renameDevice, async ({ device, name: typed }, caller) => {
      const [known, name] = [await getOwn(caller, device), readName(typed)]
      await note(caller, known, 'rename', `${known.name} → ${name}`)
      await renameDevice(store, keyOf(known), name)
      return done
    }),
    personRoute(guard, protocol.revokeDevice, async ({ device }, caller) => {
      const known = await getOwn(caller, device)
      await note(caller, known, 'revoke', known.name)
      await revokeDevice(store, keyOf(known))
      return done
    }),
    personRoute(guard, protocol.mergeDevice, async ({ device, into, confirm }, caller) => {
      const { from, into: other } = await getPair(store, caller.orgId, device, into)
      const plan = await planMove(store, keyOf(from))
      if (confirm) {
        await note(caller, from, 'merge', `${from.name} (${from.id}) → ${other.name} (${other.id})`)
        await mergeDevices(store, caller.orgId, device, into)
      }
      return { done: confirm, ...plan }
    }),
    personRoute(guard, protocol.splitDevice, async ({ device, streams, name: typed, confirm }, caller) => {
      const key = { orgId: caller.orgId, deviceId: device }
      const plan = await planMove(store, key, streams)
      if (!confirm) return { done: false, ...plan, id: null, token: null }
      const [name, token] = [readName(typed), newDeviceToken()]
      const known = await getDevice(store, caller.orgId, device)
      await note(caller, known, 'split', `${known.name} → ${name}`)
      const given = { uuids: streams, name, token, now: now() }
      return { done: true, ...plan, id: await splitDevice(store, key, given), token }
    }),
  ]
}

const keyOf = ({ orgId, id }: Device) => ({ orgId, deviceId: id })
