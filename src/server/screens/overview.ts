import { periodOfRange } from '../../core/ranges.ts'
import type { Report, ReportApp } from '../../core/report/report.ts'
import type { Figures } from '../../protocol/usage.ts'
import { makeReport } from '../reports/make-report.ts'
import type { Store } from '../store/store.ts'
import { type Asked, type AskedPeriod, askPeriod } from './asked.ts'
import { readCategoryFigures, readFigures, readTimedFigures, toEarlier } from './figures.ts'
import { toShownGaps } from './shown-gaps.ts'

const mostApps = 100

/** A period as it is so far, against as much of the one before as has passed of it. */
export async function readOverview(store: Store, asked: Asked, name: string) {
  const period = askPeriod(asked, name)
  const { range, shown, before, isWhole } = period
  const reported = periodOfRange(range)
  const made = await (reported
    ? makeReport(store, asked.orgId, asked.user, reported, asked.now)
    : readTimedFigures(store, asked, range))
  const known = await readFigures(store, asked, before)
  const earlier = known.recordedMs > 0 ? known : undefined
  const { kind: _, ...figures } =
    reported && isWhole ? made : await againstSamePart(store, asked, made, earlier, period)
  return {
    period: shown,
    figures: { ...figures, apps: figures.apps.slice(0, mostApps), gaps: toShownGaps(figures.gaps) } as Figures,
    before: earlier ? toEarlier(earlier, before, isWhole) : null,
    apps: made.apps.length,
    gaps: made.gaps.length,
  }
}

/** A report compares with the whole period before, which is not fair to one that goes on; and of a day or a year there is none. */
async function againstSamePart(
  store: Store,
  asked: Asked,
  report: Report,
  earlier: Report | undefined,
  { range, before, isWhole }: AskedPeriod,
): Promise<Report> {
  const { against: _, gone: __, growth: ___, changes: ____, ...rest } = report
  const categories = await readCategoryFigures(store, asked, report, range, earlier && before)
  const apps = rest.apps.map(({ previous: _____, ...app }) => app)
  if (!earlier) return { ...rest, apps, categories }
  const known = new Map(earlier.apps.map((app) => [app.key, app]))
  const { activeMs, recordedMs, dueMs, cpuMs, days } = toEarlier(earlier, before, isWhole)
  return {
    ...{ ...rest, categories },
    against: { previous: { period: earlier.period, activeMs, recordedMs, dueMs, cpuMs, days }, mean: null },
    apps: apps.map((app) => ({ ...app, previous: toPrevious(known.get(app.key), earlier) })),
  }
}

/** What was not used then took no time; where it is not known of anything then, it is of none. */
const toPrevious = (app: ReportApp | undefined, { activeMs }: Report): NonNullable<ReportApp['previous']> => {
  const none = typeof activeMs === 'number' ? 0 : null
  return {
    activeMs: app ? (app.activeMs ?? null) : none,
    foregroundMs: app ? (app.foregroundMs ?? null) : none,
    cpuMs: app?.cpuMs ?? 0,
    runningMs: app?.runningMs ?? 0,
    memoryMeanKiB: app?.memoryMeanKiB ?? 0,
  }
}
