import { userInfo } from 'node:os'
import { AppError } from '../core/errors.ts'
import { carryOutErasure, carryOutPerson } from '../server/jobs/erase.ts'
import { noteAccess } from '../server/store/access-log.ts'
import { type EraseCounts, type ErasePlan, orderErasure, type Wish } from '../server/store/care/order-erasure.ts'
import { findDevicesOf } from '../server/store/devices.ts'
import { checkMayGo } from '../server/store/erase/account.ts'
import { personalOrg } from '../server/store/people.ts'
import { localActor } from './local-actor.ts'
import type { ServerSide } from './server-side.ts'
import { findDevice, findPresentOrFormer } from './whom.ts'

/** What was typed after `erase`. */
export interface EraseFlags {
  readonly device?: string
  readonly person?: string
  readonly account?: boolean
}

/**
 * Whose data: of one device, or of a person.
 * @throws AppError `usage` unless exactly one of both is named, `not_found`, `conflict` for the account of a last owner
 */
export async function findWish(
  { store }: Pick<ServerSide, 'store'>,
  { device, person, account = false }: EraseFlags,
  until: number | undefined,
): Promise<Wish> {
  const orgId = personalOrg
  if ((device === undefined) === (person === undefined))
    throw new AppError('usage', 'say whose data: either --device DEVICE or --person PERSON')
  if (account && (person === undefined || until !== undefined))
    throw new AppError('usage', '--account is about a person as a whole: name one with --person, and no --until', {
      at: '--account',
    })
  if (device !== undefined) return { orgId, devices: [await findDevice(store, orgId, device)], until }
  const { id: userId } = await findPresentOrFormer(store, orgId, person!)
  if (account) await checkMayGo(store, userId)
  return { orgId, devices: await findDevicesOf(store, orgId, userId), userId, until, account }
}

/** What was done of one plan: `done` says whether nothing of it is left on this server. */
export interface Erased extends ErasePlan {
  readonly id: string
  readonly done: boolean
}

/** Orders what was counted, and carries it out here. @returns of each device, and whether the person is done with too */
export async function erasePlanned(
  { store, erasing }: Pick<ServerSide, 'store' | 'erasing'>,
  counts: EraseCounts,
  now: () => number,
): Promise<{ readonly devices: Erased[]; readonly done: boolean }> {
  const { orgId, devices: given, userId } = counts.wish
  for (const about of userId === undefined ? given.map((device) => device.userId) : [userId])
    await noteAccess(store, { ...localActor(), orgId, about, what: 'erase', at: now() })
  const ordered = await orderErasure(store, erasing.tombstones, counts, { by: userInfo().username, now: now() })
  const devices: Erased[] = []
  for (const { order, ...plan } of ordered.devices)
    devices.push({ ...plan, id: order.id, done: await carryOutErasure(store, order, erasing.outbox, now) })
  const { person } = ordered
  const isPersonDone = person === undefined || (await carryOutPerson(store, person, erasing.outbox, now))
  return { devices, done: isPersonDone && devices.every(({ done }) => done) }
}
