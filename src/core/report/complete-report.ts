import type { PersonHour } from '../person-day.ts'
import { type Day, minuteMs } from '../time.ts'
import { toGone, withHistory } from './app-history.ts'
import { type AppsByPeriod, type AppsOfPeriod, isByActive, noApps, ownApps } from './app-sums.ts'
import { type ChangeSide, toChanges } from './changes.ts'
import { type PeriodSums, type Said, toAgainst } from './earlier.ts'
import { toGrowth } from './growth.ts'
import { toHoursOfWeek } from './hours-of-week.ts'
import { addPeriods, type Period, partsOf } from './periods.ts'
import type { Report } from './report.ts'
import type { CategoryFigures, Changes, UnusedApp } from './sections.ts'
import { toUsualDay } from './usual-day.ts'

/** What is stored around a period: what a report says beyond its own sums follows from it. */
export interface ReportFacts {
  /** The three periods before, the last one first, also those of which nothing is stored. */
  readonly before: readonly PeriodSums[]
  readonly said: Said | undefined
  readonly idleAfterMs: number
  /** Earlier periods and this one, ascending. */
  readonly periods: readonly Period[]
  readonly apps: AppsByPeriod
  /** Keys of apps that were used at any time before; undefined where nothing is known of before. */
  readonly usedBefore: ReadonlySet<string> | undefined
  /** When apps that were used in the period before were last in front, by key; epoch milliseconds. */
  readonly lastInFront: ReadonlyMap<string, number>
  readonly hours: readonly (PersonHour & { readonly day: Day })[]
  /** How far the clock was ahead of UTC at the first activity of a day, where that is known. */
  readonly offsets: ReadonlyMap<Day, number>
  readonly categories: readonly CategoryFigures[]
  /** Undefined where nobody told what was in front. */
  readonly unused: readonly UnusedApp[] | undefined
}

/** Adds to a report's sums what they are against, when they were, and what became of them. Pure. */
export function completeReport(report: Report, facts: ReportFacts): Report {
  const { before, said, idleAfterMs, periods, apps: byPeriod, usedBefore } = facts
  const byActive = isByActive(report)
  const apps = byPeriod.get(report.period) ?? noApps
  const old = byPeriod.get(addPeriods(report.period, -1)) ?? noApps
  const against = toAgainst(before, said, idleAfterMs)
  const previous = before[0]
  const previousKnown = against.previous !== null
  const days = report.days.map((day) => {
    const offsetMs = facts.offsets.get(day.day)
    return offsetMs === undefined ? day : { ...day, offsetMinutes: offsetMs / minuteMs }
  })
  const ofReport = withHistory(report.apps, {
    ...{ period: report.period, periods, byPeriod, usedBefore, previousKnown, byActive },
  })
  const gone = previousKnown ? toGone(old, apps, facts.lastInFront) : undefined
  const hours = toHoursOfWeek(facts.hours)
  return {
    ...report,
    days,
    apps: ofReport,
    against,
    ...(ofReport.some(({ history }) => history) && { history: { periods } }),
    ...(gone && { gone }),
    ...(hours && { hours }),
    usualDay: toUsualDay(days),
    categories: facts.categories,
    ...(previousKnown && { growth: toGrowth(old, apps, partsOf(report.period).unit) }),
    changes: previousKnown && previous ? compare({ ...report, apps: ofReport }, apps, previous, old, gone ?? []) : null,
    ...(facts.unused && { unused: facts.unused }),
  }
}

function compare(
  report: Report,
  apps: AppsOfPeriod,
  previous: PeriodSums,
  old: AppsOfPeriod,
  gone: readonly { readonly key: string }[],
): Changes {
  const of = isByActive(report) && isByActive(previous) ? 'active' : 'cpu'
  const newKeys = new Set(report.apps.flatMap(({ key, isNew }) => (isNew ? [key] : [])))
  const goneKeys = new Set(gone.map(({ key }) => key))
  const activeDays = report.days.filter(({ activeMs }) => (activeMs ?? 0) > 0).length
  const recordedDays = report.days.filter(({ recordedMs }) => recordedMs > 0).length
  const now = { ...report, activeMs: report.activeMs ?? null, overlapMs: report.overlapMs ?? 0 }
  return toChanges({
    of,
    before: toSide(of, previous, previous, old),
    now: toSide(of, now, { activeDays, recordedDays }, apps),
    isNew: (key) => newKeys.has(key),
    isGone: (key) => goneKeys.has(key),
  })
}

function toSide(
  of: Changes['of'],
  sums: Pick<PeriodSums, 'activeMs' | 'overlapMs' | 'cpuMs' | 'unattributedCpuMs'>,
  { activeDays, recordedDays }: Pick<PeriodSums, 'activeDays' | 'recordedDays'>,
  apps: AppsOfPeriod,
): ChangeSide {
  const isActive = of === 'active'
  const msOf = ({ activeMs, cpuMs }: { activeMs: number | null; cpuMs: number }) => (isActive ? (activeMs ?? 0) : cpuMs)
  return {
    totalMs: isActive ? (sums.activeMs ?? 0) : sums.cpuMs + sums.unattributedCpuMs,
    apps: new Map(ownApps(apps).map((app) => [app.key, { name: app.name, ms: msOf(app) }])),
    overlapMs: isActive ? sums.overlapMs : 0,
    days: isActive ? activeDays : recordedDays,
  }
}
