import { completeReport } from '../../core/report/complete-report.ts'
import { hasEnded, type Period, partsOf } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import { toReport } from '../../core/report/to-report.ts'
import { countAppDays } from '../store/app-days.ts'
import { findDevicesOf } from '../store/devices.ts'
import { isDemo, type User } from '../store/people.ts'
import { readPersonDays } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { readDeviceMonth } from '../store/usage.ts'
import { readFacts } from './read-facts.ts'
import type { ReadDevice } from './read-offsets.ts'

/**
 * The figures of one person's month, or week, as they are stored now. A period that has not ended in the person's zone says "so far".
 * @param period `2026-10`, `2026-W44`, or a Sunday
 */
export async function makeReport(
  store: Store,
  orgId: number,
  user: User,
  period: Period,
  now: number,
): Promise<Report> {
  const devices: ReadDevice[] = []
  for (const device of await findDevicesOf(store, orgId, user.id))
    devices.push({ device, month: await readDeviceMonth(store, device, period) })
  const closed = hasEnded(period, user.zone, now)
  const { name: about, zone, idleAfterMs } = user
  const demo = (await isDemo(store, orgId)) && { demo: true as const }
  const { first, last } = partsOf(period)
  const person = { orgId, userId: user.id }
  const sums = toReport(
    { ...demo, about, period, zone, madeAt: now, closed, idleAfterMs },
    devices.map(({ month }) => month),
    await readPersonDays(store, person, first, last),
    await countAppDays(
      store,
      orgId,
      devices.map(({ device }) => device.id),
      period,
    ),
  )
  if (sums.recordedMs === 0) return sums
  return completeReport(sums, await readFacts(store, orgId, user, sums, devices))
}
