import { type Seat, toSeat } from '../../../core/licences/use.ts'
import type { DeviceApp } from '../../../core/software.ts'
import type { Device } from '../devices.ts'
import type { OrgApps } from './org-apps.ts'

/** A seat, and the computer that it is taken on. */
export interface TakenSeat extends Seat {
  readonly device: Device
}

/** The computers with one of some apps, those that did not use them for longest first. @param keys of the apps */
export function findSeats({ placed, subjects, today }: OrgApps, keys: readonly string[]): TakenSeat[] {
  const wanted = new Set(keys)
  const byDevice = new Map<number, { readonly device: Device; readonly apps: DeviceApp[] }>()
  for (const [subjectId, places] of placed) {
    if (!wanted.has(subjects.get(subjectId)?.key ?? '')) continue
    for (const { device, app } of places) {
      const known = byDevice.get(device.id)
      if (known) known.apps.push(app)
      else byDevice.set(device.id, { device, apps: [app] })
    }
  }
  return [...byDevice.values()]
    .map(({ device, apps }) => ({ device, ...toSeat(apps, today) }))
    .sort((a, b) => b.days - a.days || a.device.id - b.device.id)
}
