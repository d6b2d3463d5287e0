import * as protocol from '../../protocol/device.ts'
import { deviceRoute } from '../http/route.ts'
import { getDevice, replaceToken } from '../store/devices.ts'
import { getOrg, getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'

export const deviceRoutes = (store: Store, now: () => number) => [
  deviceRoute(
    protocol.renewToken,
    () => undefined,
    async (_, caller) => ({ token: await replaceToken(store, caller, now()) }),
  ),
  deviceRoute(
    protocol.thisDevice,
    () => undefined,
    async (_, { orgId, deviceId }) => {
      const device = await getDevice(store, orgId, deviceId)
      const user = await getUser(store, device.userId)
      const org = await getOrg(store, orgId)
      return { name: device.name, person: user.name, organisation: org.name }
    },
  ),
]
