import { daysName } from '../../core/report/periods.ts'
import type { Report, ReportApp } from '../../core/report/report.ts'
import type { Figures } from '../../protocol/usage.ts'
import { makeReport } from '../reports/make-report.ts'
import type { Store } from '../store/store.ts'
import { type Asked, type AskedPeriod, askPeriod } from './asked.ts'
import { readFigures, toEarlier } from './figures.ts'

const mostApps = 100
const mostGaps = 50

/** A period as it is so far, against as much of the one before as has passed of it. */
export async function readOverview(store: Store, asked: Asked, name: string) {
  const period = askPeriod(asked, name)
  const { range, shown, before, isWhole } = period
  const isReported = range.unit === 'month' || range.unit === 'week'
  const { kind: _, ...report } = await makeReport(
    store,
    asked.orgId,
    asked.user,
    isReported ? range.name : daysName(range),
    asked.now,
  )
  const earlier = await readFigures(store, asked, before)
  const isKnown = earlier.recordedMs > 0
  const figures = againstSamePart(isReported ? report : withoutReports(report), isKnown ? earlier : undefined, period)
  return {
    period: shown,
    figures: { ...figures, apps: figures.apps.slice(0, mostApps), gaps: figures.gaps.slice(0, mostGaps) },
    before: isKnown ? toEarlier(earlier, before, isWhole) : null,
    apps: report.apps.length,
    gaps: report.gaps.length,
  }
}

/** What only months and weeks have. */
const withoutReports = ({ history: _, against: __, ...report }: Figures): Figures => ({
  ...report,
  apps: report.apps.map(({ history: ___, isNew: ____, ...app }) => app),
})

/** A report's own comparison is with the whole period before, which is not fair to one that goes on. */
function againstSamePart(
  report: Figures,
  earlier: Report | undefined,
  { range, before, isWhole }: AskedPeriod,
): Figures {
  const isReported = range.unit === 'month' || range.unit === 'week'
  if (isWhole && isReported) return report
  const { changes: _, ...rest } = report
  if (!earlier) return { ...rest, apps: rest.apps.map(({ previous: __, ...app }) => app) }
  const { first: __, last: ___, whole: ____, ...sums } = toEarlier(earlier, before, isWhole)
  const known = new Map(earlier.apps.map((app) => [app.key, app]))
  return {
    ...rest,
    against: { mean: null, ...report.against, previous: { period: earlier.period, ...sums } },
    apps: rest.apps.map((app) => ({ ...app, previous: toPrevious(known.get(app.key)) })),
  }
}

const toPrevious = (app: ReportApp | undefined): NonNullable<ReportApp['previous']> => ({
  activeMs: app ? (app.activeMs ?? null) : 0,
  foregroundMs: app ? (app.foregroundMs ?? null) : 0,
  cpuMs: app?.cpuMs ?? 0,
  runningMs: app?.runningMs ?? 0,
  memoryMeanKiB: app?.memoryMeanKiB ?? 0,
})
