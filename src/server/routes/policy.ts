import * as protocol from '../../protocol/policy.ts'
import { parseInput } from '../../protocol/shape.ts'
import { deviceRoute } from '../http/route.ts'
import { confirmOrder } from '../store/erase/orders.ts'
import { readPolicyFor } from '../store/policies.ts'
import type { Store } from '../store/store.ts'

export const policyRoutes = (store: Store, now: () => number) => [
  deviceRoute(
    protocol.readPolicy,
    () => undefined,
    (_, device) => readPolicyFor(store, device),
  ),
  deviceRoute(
    protocol.confirmErasure,
    (body) => parseInput(protocol.confirmErasure.input, body),
    async (confirmation, device) => {
      await confirmOrder(store, device, { ...confirmation, now: now() })
      return { confirmed: true }
    },
  ),
]
