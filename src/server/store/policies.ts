import { and, eq } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { combinePolicies } from '../../protocol/combined-policy.ts'
import { type PolicyAnswer, type PolicySettings, policyLimits } from '../../protocol/policy.ts'
import { nextPolicyRev, readDeviceState } from './device-state.ts'
import { getDevice } from './devices.ts'
import { findUnconfirmed } from './erase/orders.ts'
import { getUser } from './people.ts'
import { isUniqueViolation } from './sql.ts'
import type { Store } from './store.ts'

/**
 * Whom a policy is about: everybody, a person by id, or a device by its number as text; `own` is what a person asks of their own
 * devices, which nobody else can undo.
 */
export interface PolicyScope {
  readonly scope: 'org' | 'person' | 'device' | 'own'
  /** Empty for the organisation. */
  readonly about: string
}

/** Only what a policy says; for the rest the less near one counts. `idleAfterMs` belongs to people, so a device has none. */
export type PolicyText = Partial<PolicySettings> & {
  readonly idleAfterMs?: number
  /** Only of scope `own`: consent was taken back. */
  readonly withdrawn?: true
}

export interface StoredPolicy extends PolicyScope {
  readonly revision: number
  readonly settings: PolicyText
  readonly changedAt: number
}

/** Every policy of an organisation. */
export async function readPolicies({ db, t: { policies: p } }: Store, orgId: number): Promise<StoredPolicy[]> {
  const rows = await db.select().from(p).where(eq(p.orgId, orgId))
  return rows.map(({ orgId: _, ...row }) => row as StoredPolicy)
}

/** What the agent of a device has to know. */
export async function readPolicyFor(store: Store, device: DeviceKey): Promise<PolicyAnswer> {
  // First: what changes meanwhile has another revision, and is asked for again.
  const { policyRev: revision } = await readDeviceState(store, device)
  const { userId } = await getDevice(store, device.orgId, device.deviceId)
  const { idleAfterMs } = await getUser(store, userId)
  const policy = combinePolicies(await readPolicies(store, device.orgId), { userId, deviceId: device.deviceId })
  return { revision, policy, idleAfterMs, erase: await findUnconfirmed(store, device, policyLimits.orders) }
}

/**
 * Replaces a policy and tells the agents it is about.
 * @param known the revision that was read; 0 for none
 * @throws AppError `conflict` if somebody else changed it since
 */
export async function writePolicy(
  store: Store,
  orgId: number,
  { scope, about }: PolicyScope,
  { settings, known, now }: { readonly settings: PolicyText; readonly known: number; readonly now: number },
): Promise<void> {
  const { policies: p } = store.t
  const revision = Math.max(known + 1, now)
  const row = { orgId, scope, about, revision, settings, changedAt: now }
  const is = and(eq(p.orgId, orgId), eq(p.scope, scope), eq(p.about, about), eq(p.revision, known))
  try {
    await store.batch((db) => [
      known === 0
        ? db.insert(p).values(row)
        : { expectRows: 1, write: db.update(p).set({ revision, settings, changedAt: now }).where(is) },
      db
        .update(store.t.devices)
        .set({ policyRev: nextPolicyRev(store, now) })
        .where(devicesOf(store, orgId, { scope, about })),
    ])
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', 'somebody else changed this policy; look at it again')
    throw error
  }
}

/** The devices that a policy is about. */
export function devicesOf({ t: { devices: d } }: Store, orgId: number, { scope, about }: PolicyScope) {
  const which =
    scope === 'person' || scope === 'own'
      ? eq(d.userId, about)
      : scope === 'device'
        ? eq(d.id, Number(about))
        : undefined
  return and(eq(d.orgId, orgId), which)
}
