import { hourMs } from '../time.ts'
import { type AppSums, type AppsOfPeriod, ownApps } from './app-sums.ts'
import type { PeriodUnit } from './periods.ts'
import type { Growth } from './sections.ts'
import { toMean } from './to-mean.ts'

/** What ran for less in either period is not compared. */
const leastRunningMs: Readonly<Record<PeriodUnit, number>> = {
  month: 10 * hourMs,
  week: 3 * hourMs,
  'sunday-week': 3 * hourMs,
}

/** Less is no growth: by the share of what it was, and at least so many KiB, or milliseconds of CPU time in each hour. */
const leastShare = 0.1
const leastMemoryKiB = 16 * 1024
const leastCpuMs = 1_000

/**
 * The apps that grew most: by the mean of their memory, and by CPU time in each hour that they ran. Null where none grew, or none
 * ran long enough in both periods.
 */
export const toGrowth = (
  before: AppsOfPeriod,
  now: AppsOfPeriod,
  unit: PeriodUnit,
): { memory: Growth | null; cpu: Growth | null } => ({
  memory: findLargest(before, now, unit, toMean, leastMemoryKiB),
  cpu: findLargest(before, now, unit, toCpuPerHour, leastCpuMs),
})

const toCpuPerHour = ({ cpuMs, runningMs }: AppSums) => Math.round((cpuMs * hourMs) / runningMs)

function findLargest(
  before: AppsOfPeriod,
  now: AppsOfPeriod,
  unit: PeriodUnit,
  of: (app: AppSums) => number,
  least: number,
): Growth | null {
  const ranLong = ({ runningMs }: AppSums) => runningMs >= leastRunningMs[unit]
  const grown = ownApps(now).flatMap((app): Growth[] => {
    const old = before.get(app.key)
    if (!old || !ranLong(app) || !ranLong(old)) return []
    const [from, to] = [of(old), of(app)]
    return to - from >= Math.max(least, from * leastShare) ? [{ key: app.key, name: app.name, from, to }] : []
  })
  return grown.sort((a, b) => b.to - b.from - (a.to - a.from) || (a.name < b.name ? -1 : 1))[0] ?? null
}
