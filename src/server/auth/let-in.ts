import { isAtLeast, type Membership } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import { type DeviceGrant, decideGrant, getWaiting, nobodyWaits } from '../store/device-grants.ts'
import { checkRoom } from '../store/device-room.ts'
import type { Store } from '../store/store.ts'

/**
 * The computer that waits with a code, for whoever may let it in: anybody their own, an admin those of a fleet.
 * @throws AppError `not_found`, the same for a code of another organisation; `forbidden`
 */
export async function findApplicant(store: Store, me: Membership, code: string, now: number): Promise<DeviceGrant> {
  const grant = await getWaiting(store, code, now)
  if (grant.orgId === null) return grant
  if (grant.orgId !== me.orgId) throw nobodyWaits()
  if (!isAtLeast(me.role, 'admin'))
    throw new AppError('forbidden', 'this computer waits by a fleet token; an admin of the organisation lets it in')
  return grant
}

export interface LetIn {
  readonly code: string
  /** What people will call it; its own name if empty. */
  readonly name: string
  readonly letIn: boolean
}

/**
 * Lets the computer in as a device of whoever decides, or of whom the fleet token is for; or sends it away.
 * @returns how it is called from now on
 */
export async function decideApplicant(
  store: Store,
  me: Membership,
  { code, ...decision }: LetIn,
  now: number,
): Promise<string> {
  return decideOn(store, me, await findApplicant(store, me, code, now), decision, now)
}

/** The same of a computer that was found in another way. */
export async function decideOn(
  store: Store,
  me: Membership,
  grant: DeviceGrant,
  { name, letIn }: Omit<LetIn, 'code'>,
  now: number,
): Promise<string> {
  const device = { userId: grant.userId ?? me.userId, name: toPlainText(name, 100) || grant.hostName }
  // How many a fleet token lets in was said when it was made.
  if (letIn && grant.orgId === null) await checkRoom(store, { orgId: me.orgId, userId: me.userId, now })
  await decideGrant(store, grant, { orgId: me.orgId, by: me.userId, device: letIn ? device : undefined })
  return device.name
}
