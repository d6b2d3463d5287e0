import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { AppError } from '../core/errors.ts'
import { carryOutErasure } from '../server/jobs/erase.ts'
import { noteErasure } from '../server/store/care/erasures.ts'
import { type Device, findDevicesOf } from '../server/store/devices.ts'
import { countErasable } from '../server/store/erase/device.ts'
import { addOrder, findOrder } from '../server/store/erase/orders.ts'
import { findErasableReports } from '../server/store/erase/reports.ts'
import { personalOrg } from '../server/store/people.ts'
import type { ServerSide } from './server-side.ts'
import { findDevice, findPerson } from './whom.ts'

/** What is to go of one device, counted; and of the reports and mails about its person. */
export interface ErasePlan {
  readonly device: Device
  readonly until: number
  readonly rows: Readonly<Record<string, number>>
}

export interface EraseCounts {
  readonly plans: readonly ErasePlan[]
  readonly reports: number
  readonly mails: number
}

/** Whose devices: one, or all of a person. @throws AppError `usage` unless exactly one of both is named, `not_found` */
export async function findErased(
  { store }: ServerSide,
  { device, person }: { readonly device?: string; readonly person?: string },
): Promise<Device[]> {
  if ((device === undefined) === (person === undefined))
    throw new AppError('usage', 'say whose data: either --device DEVICE or --person PERSON')
  if (device !== undefined) return [await findDevice(store, personalOrg, device)]
  const { id, name } = await findPerson(store, personalOrg, person!)
  const devices = await findDevicesOf(store, personalOrg, id)
  if (devices.length === 0) throw new AppError('not_found', `${name} has no device here, so there is nothing to erase`)
  return devices
}

/** @param until undefined: everything up to now, by the device's own clock if that is ahead */
export async function planErasure(
  { store }: ServerSide,
  devices: readonly Device[],
  until: number | undefined,
  now: number,
): Promise<EraseCounts> {
  const plans: ErasePlan[] = []
  for (const device of devices) {
    const own = until ?? now + Math.max(0, device.clockSkewMs ?? 0)
    plans.push({ device, until: own, rows: await countErasable(store, toKey(device), own) })
  }
  const userIds = [...new Set(devices.map(({ userId }) => userId))]
  const last = Math.max(...plans.map((plan) => plan.until))
  const found = await Promise.all(userIds.map((id) => findErasableReports(store, personalOrg, id, last)))
  return {
    plans,
    reports: found.reduce((sum, { reports }) => sum + reports.length, 0),
    mails: found.reduce((sum, { mails }) => sum + mails.length, 0),
  }
}

const toKey = ({ orgId, id }: Device) => ({ orgId, deviceId: id })

/** What was done of one plan: `done` says whether nothing of it is left on this server. */
export interface Erased extends ErasePlan {
  readonly id: string
  readonly done: boolean
}

/** Orders each plan, on disk outside the database first, and carries it out here. */
export async function erasePlanned(
  { store, erasing }: ServerSide,
  { plans, reports, mails }: EraseCounts,
  now: () => number,
): Promise<Erased[]> {
  const by = userInfo().username
  const erased: Erased[] = []
  for (const plan of plans) {
    const { device, until, rows } = plan
    const id = randomUUID()
    const erasure = { ...toKey(device), id, until, at: now(), by, deviceCreatedAt: device.createdAt }
    noteErasure(erasing.tombstones, erasure)
    const order = { ...toKey(device), id, until, orderedAt: erasure.at, orderedBy: by }
    await addOrder(store, { ...order, removed: { ...rows, reports, mails } })
    const noted = (await findOrder(store, device.orgId, id))!
    erased.push({ ...plan, id, done: await carryOutErasure(store, noted, erasing.outbox, now) })
  }
  return erased
}
