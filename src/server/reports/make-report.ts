import type { Report } from '../../core/report/report.ts'
import { toReport } from '../../core/report/to-report.ts'
import { type Month, monthAt } from '../../core/time.ts'
import { findDevicesOf } from '../store/devices.ts'
import { isDemo, type User } from '../store/people.ts'
import { readPersonDays } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { readDeviceMonth } from '../store/usage.ts'

/**
 * The figures of one person's month, as they are stored now. A month that has not ended in the person's zone says "so far".
 * @param period `2026-10`
 */
export async function makeReport(store: Store, orgId: number, user: User, period: Month, now: number): Promise<Report> {
  const devices = await findDevicesOf(store, orgId, user.id)
  const months = []
  for (const device of devices) months.push(await readDeviceMonth(store, device, period))
  const closed = period < monthAt(now, user.zone)
  const { name: about, zone, idleAfterMs } = user
  const demo = (await isDemo(store, orgId)) && { demo: true as const }
  const person = await readPersonDays(store, { orgId, userId: user.id }, `${period}-01`, `${period}-31`)
  return toReport({ ...demo, about, period, zone, madeAt: now, closed, idleAfterMs }, months, person)
}
