import type { DeviceMonth } from '../../core/device-month.ts'
import type { Interval } from '../../core/spans.ts'
import { type Day, dayAt, dayMs } from '../../core/time.ts'
import type { Device } from '../store/devices.ts'
import { readClocks } from '../store/facts.ts'
import { readShifts } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'

/** A device with what is stored of it. */
export interface ReadDevice {
  readonly device: Device
  readonly month: DeviceMonth
}

/**
 * What the clock showed less UTC at the first activity of each day, on the device where that was; not of a day whose facts are gone.
 * @param firsts the first activity of each day
 */
export async function readOffsets(
  store: Store,
  devices: readonly ReadDevice[],
  firsts: ReadonlyMap<Day, number>,
): Promise<Map<Day, number>> {
  const offsets = new Map<Day, number>()
  for (const { device, month } of devices) {
    const own = month.days.flatMap(({ day, firstActivityAt: at }) =>
      at !== null && at === firsts.get(day) && !offsets.has(day) ? [{ day, at }] : [],
    )
    if (own.length === 0) continue
    const key = { orgId: device.orgId, deviceId: device.id }
    const clocks = await readClocks(store, key, around(own), await readShifts(store, key))
    for (const { day, at } of own) {
      const clock = clocks.findLast((one) => one.start <= at)
      // Where two runs overlap in different zones, only one of them has the instant in that day.
      if (clock && dayAt(at, clock.offsetMs) === day) offsets.set(day, clock.offsetMs)
    }
  }
  return offsets
}

const around = (instants: readonly { readonly at: number }[]): Interval => {
  const all = instants.map(({ at }) => at)
  return { start: Math.min(...all) - dayMs, end: Math.max(...all) + 1 }
}
