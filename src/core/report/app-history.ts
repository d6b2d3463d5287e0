import {
  type AppSums,
  type AppsByPeriod,
  type AppsOfPeriod,
  isActiveKnown,
  isUsed,
  noApps,
  ownApps,
} from './app-sums.ts'
import { addPeriods, type Period } from './periods.ts'
import type { ReportApp, ReportAppBefore } from './report.ts'
import type { GoneApp } from './sections.ts'
import { toMean } from './to-mean.ts'

export interface AppHistory {
  readonly period: Period
  /** Earlier periods and this one, ascending. */
  readonly periods: readonly Period[]
  readonly byPeriod: AppsByPeriod
  /** Keys of apps that were used at any time before, as far back as is known; undefined where nothing is. */
  readonly usedBefore: ReadonlySet<string> | undefined
  /** Whether anything was recorded in the period before. */
  readonly previousKnown: boolean
  /** Whether the report is by active time. */
  readonly byActive: boolean
}

/** Adds to each app what it was before. */
export function withHistory(apps: readonly ReportApp[], history: AppHistory): ReportApp[] {
  const { period, periods, byPeriod, usedBefore, previousKnown, byActive } = history
  const before = byPeriod.get(addPeriods(period, -1)) ?? noApps
  const known = periods.map((each) => isKnown(byPeriod.get(each) ?? noApps, byActive))
  const hasPast = known.slice(0, -1).includes(true)
  return apps.map((app) => {
    const isNew = usedBefore !== undefined && !usedBefore.has(app.key) && isUsed({ foregroundMs: null, ...app })
    const valueIn = (each: Period, i: number) => (known[i] ? toValue(byPeriod.get(each)?.get(app.key), byActive) : null)
    return {
      ...app,
      ...(previousKnown && { previous: toBefore(before.get(app.key), before) }),
      ...(hasPast && { history: periods.map(valueIn) }),
      ...(isNew && { isNew: true as const }),
    }
  })
}

/** In a period with apps those that are not among them were not used: that is 0, and known. */
const isKnown = (apps: AppsOfPeriod, byActive: boolean) => (byActive ? isActiveKnown(apps) : apps.size > 0)

function toValue(app: AppSums | undefined, byActive: boolean): number | null {
  if (!app) return 0
  return byActive ? app.activeMs : app.cpuMs
}

/** Noughts where it was not used, but unknown where nobody told what was. */
function toBefore(app: AppSums | undefined, apps: AppsOfPeriod): ReportAppBefore {
  if (app) {
    const { activeMs, foregroundMs, cpuMs, runningMs } = app
    return { activeMs, foregroundMs, cpuMs, runningMs, memoryMeanKiB: toMean(app) }
  }
  const nothing = isActiveKnown(apps) ? 0 : null
  return { activeMs: nothing, foregroundMs: nothing, cpuMs: 0, runningMs: 0, memoryMeanKiB: 0 }
}

/**
 * Apps that somebody used in the period before and nobody in this one, most used first.
 * @param lastInFront by key, epoch milliseconds; of those that never were in front there is none
 */
export function toGone(before: AppsOfPeriod, now: AppsOfPeriod, lastInFront: ReadonlyMap<string, number>): GoneApp[] {
  return ownApps(before)
    .filter((app) => isUsed(app) && !isStillUsed(now.get(app.key)))
    .map(({ key, name, activeMs, cpuMs }) => ({
      ...{ key, name, activeMs, cpuMs },
      lastInFrontAt: lastInFront.get(key) ?? null,
    }))
    .sort((a, b) => (b.activeMs ?? 0) - (a.activeMs ?? 0) || b.cpuMs - a.cpuMs || (a.name < b.name ? -1 : 1))
}

const isStillUsed = (app: AppSums | undefined) => app !== undefined && isUsed(app)
