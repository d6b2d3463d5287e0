import { isPresenceKnown } from '../../core/presence-totals.ts'
import type { Days } from '../../core/ranges.ts'
import { daysName } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import { toReport } from '../../core/report/to-report.ts'
import type { Earlier } from '../../protocol/usage-shapes.ts'
import { findDevicesOf } from '../store/devices.ts'
import { readPersonDays } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { readDeviceMonth } from '../store/usage.ts'
import type { Asked } from './asked.ts'

/** The sums of any days as a report of them would have them, without what it says beyond sums. */
export async function readFigures(store: Store, { orgId, user, now }: Asked, days: Days): Promise<Report> {
  const period = daysName(days)
  const devices = []
  for (const device of await findDevicesOf(store, orgId, user.id))
    devices.push(await readDeviceMonth(store, device, period))
  const { name: about, zone, idleAfterMs } = user
  const person = await readPersonDays(store, { orgId, userId: user.id }, days.first, days.last)
  return toReport({ about, period, zone, madeAt: now, closed: false, idleAfterMs }, devices, person)
}

/** @param whole whether these are all days of the period before */
export function toEarlier(figures: Report, { first, last }: Days, whole: boolean): Earlier {
  const { activeMs = null, recordedMs, dueMs, cpuMs } = figures
  const isUsed = isPresenceKnown(figures)
    ? ({ activeMs: ms }: Report['days'][number]) => (ms ?? 0) > 0
    : ({ recordedMs: ms }: Report['days'][number]) => ms > 0
  return { first, last, whole, activeMs, recordedMs, dueMs, cpuMs, days: figures.days.filter(isUsed).length }
}
