import { formatCount, formatCpu, formatDuration, formatPercent, noFigure } from '../format.ts'
import { formatDifference } from '../format-differences.ts'
import type { Report } from '../report/report.ts'
import { countUse, type Telling, toPart } from './telling.ts'

/** One figure, and the words under it. */
export interface Figure {
  readonly figure: string
  readonly label: string
}

/** The devices that a headline counts: those that recorded anything. */
export const countRecording = (report: Report): number =>
  report.devices.filter(({ recordedMs }) => recordedMs > 0).length

/** Active time where it can speak for the whole, else what was recorded; where nothing was, a sentence without a figure. */
export function toHero({ report, words, locale, byActive }: Telling): Figure {
  if (report.recordedMs === 0) return { figure: '', label: report.closed ? words.empty.closed : words.empty.open }
  const devices = countRecording(report)
  if (!byActive) return { figure: formatDuration(report.recordedMs, locale), label: words.headline.recordedOn(devices) }
  return { figure: formatDuration(report.activeMs ?? 0, locale), label: words.active.on(devices) }
}

const shownFigures = 4

/** The next facts: what it is more or less than, days with use, coverage; where little is known, CPU time and launches. */
export function toFigures(telling: Telling): Figure[] {
  const { report, words, locale } = telling
  const { metrics } = words
  return [
    ...toDifferences(telling),
    toDays(telling),
    report.coverage === null
      ? { figure: noFigure, label: metrics.nothingDue }
      : {
          figure: formatPercent(report.coverage, locale),
          label: metrics.coverage({ due: formatDuration(report.dueMs, locale) }),
        },
    { figure: formatCpu(report.cpuMs + report.unattributedCpuMs, locale), label: metrics.cpu },
    {
      figure: formatCount(report.launches, locale),
      label: metrics.launches({ launches: report.launches, apps: report.apps.length }),
    },
  ].slice(0, shownFigures)
}

function toDays(telling: Telling): Figure {
  const { report, words, daysByActive } = telling
  const recorded = report.days.filter(({ recordedMs }) => recordedMs > 0).length
  const due = report.days.filter(({ dueMs }) => dueMs > 0).length
  return {
    figure: words.metrics.days(countUse(telling)),
    label: daysByActive ? words.use.days({ recorded }) : words.metrics.daysOfDue(due),
  }
}

/** Only of active time, and of a period that is over: recorded time is no measure of a person's month. */
function toDifferences(telling: Telling): Figure[] {
  const { report, words, locale, byActive, before, previous, week } = telling
  if (!byActive || !report.closed) return []
  const active = report.activeMs ?? 0
  const mean = report.against?.mean
  const part = previous && toPart(telling, previous, (share) => formatPercent(share, locale))
  return [
    ...(previous?.activeMs == null
      ? []
      : [
          {
            figure: formatDifference(active, previous.activeMs, locale).signed,
            label: words.against.before({
              before,
              figure: formatDuration(previous.activeMs, locale),
              ...(part && { part }),
            }),
          },
        ]),
    ...(mean?.activeMs == null
      ? []
      : [
          {
            figure: formatDifference(active, mean.activeMs, locale).signed,
            label: words.against.mean({
              count: mean.periods.length,
              week,
              figure: formatDuration(mean.activeMs, locale),
            }),
          },
        ]),
  ]
}
