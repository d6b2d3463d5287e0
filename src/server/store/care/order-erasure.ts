import { randomUUID } from 'node:crypto'
import { AppError } from '../../../core/errors.ts'
import { type Day, dayAt, offsetAt } from '../../../core/time.ts'
import type { Device } from '../devices.ts'
import { countErasable } from '../erase/device.ts'
import { addOrder, type EraseOrder, findOrder } from '../erase/orders.ts'
import type { PersonErasure } from '../erase/person.ts'
import { countFullReports, findErasableReports } from '../erase/reports.ts'
import { getUser } from '../people.ts'
import type { Store } from '../store.ts'
import { noteErasure } from './erasures.ts'

/** Whose data are to go, in one organisation. */
export interface Wish {
  readonly orgId: number
  readonly devices: readonly Device[]
  /** A person rather than some devices: what is said of them goes too, also if they have no device. */
  readonly userId?: string
  /** Undefined: everything up to now, by each device's own clock if that is ahead. */
  readonly until?: number | undefined
  /** Who they are, too. */
  readonly account?: boolean
}

/** What is to go of one device, counted. */
export interface ErasePlan {
  readonly device: Device
  readonly until: number
  readonly rows: Readonly<Record<string, number>>
}

/** The same of everything, with the reports and mails about the person. */
export interface EraseCounts {
  readonly wish: Wish
  readonly plans: readonly ErasePlan[]
  /** The last instant of any device. */
  readonly until: number
  readonly reports: number
  readonly mails: number
}

/**
 * Counts; nothing changes.
 * @throws AppError `invalid` for an instant that lies ahead: all that is recorded until then would be refused, and lost
 */
export async function planErasure(store: Store, wish: Wish, now: number): Promise<EraseCounts> {
  const { orgId, devices, userId } = wish
  if (wish.until !== undefined && wish.until > now)
    throw new AppError('invalid', 'this day lies ahead; leave it out to erase up to now', { at: 'until' })
  const plans: ErasePlan[] = []
  for (const device of devices) {
    const until = wish.until ?? now + Math.max(0, device.clockSkewMs ?? 0)
    const left = wish.until === undefined ? undefined : await readDay(store, device, wish.until)
    plans.push({ device, until, rows: await countErasable(store, { orgId, deviceId: device.id }, until, left) })
  }
  const until = Math.max(wish.until ?? now, ...plans.map((plan) => plan.until))
  const people = new Set([...(userId === undefined ? [] : [userId]), ...devices.map((device) => device.userId)])
  let [reports, mails] = [0, 0]
  for (const id of people) {
    reports += await countFullReports(store, orgId, id, until)
    mails += (await findErasableReports(store, orgId, id, until)).mails.length
  }
  return { wish, plans, until, reports, mails }
}

/** The day of an instant, where the person of a device is. */
async function readDay(store: Store, { userId }: Device, at: number): Promise<Day> {
  const { zone } = await getUser(store, userId)
  return dayAt(at, offsetAt(zone, at))
}

/** What was ordered: the server carries it out, and each device confirms its own. */
export interface Ordered {
  readonly devices: readonly (ErasePlan & { readonly order: EraseOrder })[]
  readonly person: PersonErasure | undefined
}

/**
 * Orders what was counted: on disk outside the database first, then in it, where it holds from now on.
 * @param by who orders it
 */
export async function orderErasure(
  store: Store,
  tombstones: string,
  { wish, plans, until, reports, mails }: EraseCounts,
  { by, now }: { readonly by: string; readonly now: number },
): Promise<Ordered> {
  const { orgId, userId, account = false } = wish
  const noted = plans.map((plan) => ({ ...plan, id: randomUUID() }))
  for (const { device, until, id } of noted) {
    const key = { orgId, deviceId: device.id, deviceCreatedAt: device.createdAt }
    noteErasure(tombstones, { ...key, id, until, at: now, by })
  }
  const person =
    userId === undefined ? undefined : { ...{ orgId, userId, until, at: now }, id: randomUUID(), by, account }
  if (person) noteErasure(tombstones, person)
  const devices = []
  for (const { id, ...plan } of noted) {
    const order = { orgId, deviceId: plan.device.id, id, until: plan.until, orderedAt: now, orderedBy: by }
    await addOrder(store, { ...order, removed: { ...plan.rows, reports, mails } })
    devices.push({ ...plan, order: (await findOrder(store, orgId, id))! })
  }
  return { devices, person }
}
