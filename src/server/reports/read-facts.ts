import type { Subject } from '../../core/categories/rules.ts'
import type { Sums } from '../../core/categories/totals.ts'
import { type AppsByPeriod, type AppsOfPeriod, isByActive, isUsed } from '../../core/report/app-sums.ts'
import { toCategoryFigures } from '../../core/report/category-figures.ts'
import type { ReportFacts } from '../../core/report/complete-report.ts'
import { addPeriods, type Period, partsOf, periodBounds, periodsUpTo } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import { monthOf } from '../../core/time.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { readTitleSums } from '../store/categories/sums.ts'
import { findUsedBefore, isKnownBefore, type PeriodApp, readAppsByPeriod } from '../store/earlier-usage.ts'
import { findLastInFront } from '../store/last-in-front.ts'
import type { User } from '../store/people.ts'
import type { PersonKey } from '../store/person-days.ts'
import { readPersonHours } from '../store/person-hours.ts'
import { readSaid } from '../store/said.ts'
import type { Store } from '../store/store.ts'
import { readBefore } from './read-before.ts'
import { type ReadDevice, readOffsets } from './read-offsets.ts'
import { readUnused } from './read-unused.ts'

/** How many periods a history has, with the last one. */
const historyLength = 12

/** Reads what is stored around a period of a person, for `completeReport`. @param report its sums */
export async function readFacts(
  store: Store,
  orgId: number,
  user: User,
  report: Report,
  devices: readonly ReadDevice[],
): Promise<ReportFacts> {
  const person: PersonKey = { orgId, userId: user.id }
  const { period, kind } = report
  const { first, last } = partsOf(period)
  const periods = periodsUpTo(period, historyLength)
  const all = await readAppsByPeriod(store, person, periods)
  const of = (each: Period) => all.filter((app) => app.period === each)
  const previous = addPeriods(period, -1)
  const months = devices.map(({ month }) => month)
  const before = await readBefore(store, person, report, months, all)
  const firsts = new Map(report.days.flatMap(({ day, firstActivityAt: at }) => (at ? [[day, at] as const] : [])))
  const lastInFront = await readLastOfGone(store, person, of(previous), of(period), partsOf(previous).last)
  const until = Math.min(report.madeAt, periodBounds(period, report.zone).end)
  return {
    before,
    said: await readSaid(store, orgId, { kind, about: user.id, period: previous }),
    idleAfterMs: user.idleAfterMs,
    periods,
    apps: toAppsByPeriod(all),
    usedBefore: await readUsedBefore(store, person, periods, all),
    lastInFront,
    hours: await readPersonHours(store, person, first, last),
    offsets: await readOffsets(store, devices, firsts),
    categories: await readCategories(store, person, report, all, before[0]!.recordedMs > 0),
    unused: await readUnused(store, orgId, { ...toRecording(devices), apps: of(period), lastDay: last, until }),
  }
}

/** Devices that recorded anything, with what ran on them. */
function toRecording(devices: readonly ReadDevice[]) {
  const recording = devices.filter(({ month }) => month.days.some(({ recordedMs }) => recordedMs > 0))
  return {
    devices: recording.map(({ device: { id }, month: { apps } }) => ({
      id,
      tells: apps.some(({ foregroundMs }) => foregroundMs !== null),
    })),
    running: recording.flatMap(({ device: { id: deviceId }, month: { apps } }) =>
      apps.filter(({ runningMs }) => runningMs > 0).map(({ key }) => ({ deviceId, key })),
    ),
  }
}

function toAppsByPeriod(all: readonly PeriodApp[]): AppsByPeriod {
  const byPeriod = new Map<Period, Map<string, PeriodApp>>()
  for (const app of all) byPeriod.set(app.period, (byPeriod.get(app.period) ?? new Map()).set(app.key, app))
  return byPeriod satisfies ReadonlyMap<Period, AppsOfPeriod>
}

/** As far back as anything is stored: what is older than the history is asked only of apps that are not in it. */
async function readUsedBefore(
  store: Store,
  person: PersonKey,
  periods: readonly Period[],
  all: readonly PeriodApp[],
): Promise<ReadonlySet<string> | undefined> {
  const period = periods.at(-1)!
  const earlier = all.filter((app) => app.period !== period)
  const { first } = partsOf(periods[0]!)
  const months = { before: period.length === 7 ? monthOf(first) : nextMonth(first) }
  if (earlier.length === 0 && !(await isKnownBefore(store, person, months.before))) return undefined
  const used = new Set(earlier.filter(isUsed).map(({ key }) => key))
  const candidates = all.filter((app) => app.period === period && isUsed(app) && !used.has(app.key))
  const ids = candidates.map(({ subjectId }) => subjectId)
  const older = await findUsedBefore(store, person, ids, months.before)
  for (const { subjectId, key } of candidates) if (older.has(subjectId)) used.add(key)
  return used
}

/** The month that the first week of a history began in holds older days too. */
const nextMonth = (day: string) => addPeriods(monthOf(day), 1)

async function readLastOfGone(
  store: Store,
  person: PersonKey,
  before: readonly PeriodApp[],
  now: readonly PeriodApp[],
  until: string,
): Promise<Map<string, number>> {
  const used = new Set(now.filter(isUsed).map(({ key }) => key))
  const gone = before.filter((app) => app.foregroundMs !== null && isUsed(app) && !used.has(app.key))
  const ids = gone.map(({ subjectId }) => subjectId)
  const last = await findLastInFront(store, person.orgId, person, ids, until)
  return new Map(gone.flatMap(({ subjectId, key }) => (last.has(subjectId) ? [[key, last.get(subjectId)!]] : [])))
}

async function readCategories(
  store: Store,
  person: PersonKey,
  report: Report,
  all: readonly PeriodApp[],
  previousKnown: boolean,
) {
  const sumsOf = async (period: Period): Promise<Sums> => {
    const { first: from, last: to } = partsOf(period)
    const usage = all.filter((app) => app.period === period)
    const toSubject = ({ subjectId, key, name }: PeriodApp): [number, Subject] => [
      subjectId,
      { kind: 'app', key, name },
    ]
    return {
      subjects: new Map(usage.map(toSubject)),
      usage: usage.map(({ subjectId, foregroundMs, activeMs, watchingMs, cpuMs }) => ({
        ...{ subjectId, foregroundMs, activeMs, watchingMs, cpuMs },
      })),
      titles: await readTitleSums(store, person.orgId, person, { from, to }),
    }
  }
  const before = previousKnown ? await sumsOf(addPeriods(report.period, -1)) : undefined
  const judge = await readJudge(store, person.orgId)
  return toCategoryFigures(await sumsOf(report.period), before, judge, isByActive(report))
}
