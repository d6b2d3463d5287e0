import { AppError } from '../../core/errors.ts'
import * as protocol from '../../protocol/policies.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { getDevice } from '../store/devices.ts'
import { getMember } from '../store/members.ts'
import { type PolicyScope, readPolicies, writePolicy } from '../store/policies.ts'
import type { Store } from '../store/store.ts'
import { noteOpening } from './opening.ts'

/** What an organisation asks of its agents. */
export const policiesRoutes = (store: Store, guard: Guard, now: () => number): Route[] => [
  personRoute(guard, protocol.policies, async (_, { orgId }) => ({ policies: await readPolicies(store, orgId) })),
  personRoute(guard, protocol.setPolicy, async ({ scope, about, revision, settings }, caller) => {
    const { orgId } = caller
    const find = async () =>
      (await readPolicies(store, orgId)).find((one) => one.scope === scope && one.about === about)
    const whose = await findWhom(store, caller, { scope, about })
    const known = await find()
    if ((known?.revision ?? 0) !== revision)
      throw new AppError('conflict', 'somebody else changed this policy; look at it again', { at: 'revision' })
    const { idleAfterMs } = known?.settings ?? {}
    const next = { ...withoutGaps(settings), ...(idleAfterMs !== undefined && { idleAfterMs }) }
    if (whose !== undefined) await noteOpening(store, caller, whose, { what: 'settings', now: now() })
    await writePolicy(store, orgId, { scope, about }, { settings: next, known: revision, now: now() })
    return (await find())!
  }),
]

/** What was not said stays unsaid. */
const withoutGaps = <T extends object>(settings: T) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))

/** Whose it is, of a person or a device. @throws AppError `not_found`, `invalid` */
async function findWhom(store: Store, { orgId }: MemberCaller, { scope, about }: PolicyScope) {
  if (scope === 'person') return (await getMember(store, orgId, about)).userId
  if (scope === 'device') {
    if (!/^[1-9]\d{0,8}$/.test(about)) throw new AppError('invalid', 'not the number of a device', { at: 'about' })
    return (await getDevice(store, orgId, Number(about))).userId
  }
  if (about !== '') throw new AppError('invalid', 'a policy for everybody is about nobody', { at: 'about' })
  return undefined
}
