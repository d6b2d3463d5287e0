import { periodBounds, periodOf } from '../../../core/report/periods.ts'
import { unitOf } from '../../../core/report/wishes.ts'
import { dayAt } from '../../../core/time.ts'
import { findDevices, findDevicesOf } from '../../store/devices.ts'
import { readOffset } from '../../store/facts.ts'
import { readKnown } from '../../store/known.ts'
import type { Store } from '../../store/store.ts'
import { type Candidate, freezeAt } from './candidates.ts'
import type { OrgWorld } from './org-world.ts'

export const devicesOf = (store: Store, { orgId, user }: Pick<Candidate, 'orgId' | 'user'>) =>
  user ? findDevicesOf(store, orgId, user.id) : findDevices(store, orgId)

/** A period is due once it ended where it is about and on every device, and all data is here or its hour has come. */
export async function isDue(store: Store, world: OrgWorld, candidate: Candidate, now: number): Promise<boolean> {
  const { orgId, kind, period, zone } = candidate
  const { end } = periodBounds(period, zone)
  if (now < end) return false
  const unit = unitOf(kind, world.settings)
  let anythingKnown = false
  let allHere = true
  for (const device of await devicesOf(store, candidate)) {
    const key = { orgId, deviceId: device.id }
    const known = await readKnown(store, key)
    if (known.end === 0) continue
    const offsetMs = await readOffset(store, key, known.end)
    const periodThere = (at: number) => periodOf(dayAt(at, offsetMs), unit)
    if (periodThere(known.start) > period) continue
    anythingKnown = true
    if (periodThere(now) <= period) return false
    if (periodThere(known.end) <= period) allHere = false
  }
  return anythingKnown && (allHere || now >= freezeAt(world, candidate, end))
}
