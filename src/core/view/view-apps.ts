import { formatDuration, noFigure } from '../format.ts'
import { usualIdleAfterMs } from '../presence.ts'
import { isPresenceKnown } from '../presence-totals.ts'
import type { Report, ReportApp } from '../report/report.ts'
import type { Locale, Rich, Texts } from '../texts/language.ts'
import { type AppFigures, isTold, toAppFigures } from './app-figures.ts'
import { toLabel } from './label.ts'
import type { Row, Section } from './section.ts'

const shownApps = 15

/** A name nobody can read is still a row: its key stands in. */
const nameOf = (app: ReportApp) => toLabel(app.name, 60) || toLabel(app.key, 60) || '?'

/** The apps that were active longest, or took most CPU time where that is not known; the rest in one row, and the total. */
export function toAppsSection(report: Report, { apps: words }: Texts, locale: Locale): Section {
  const byActive = isPresenceKnown(report)
  const title = byActive ? words.titleByActive : words.title
  if (report.apps.length === 0) return { title, columns: [], rows: [], sentences: [[words.none]] }
  const shown = report.apps.slice(0, shownApps)
  const rest = report.apps.slice(shownApps)
  const nobodysMs = report.unattributedCpuMs
  const figures = toAppFigures(report, shown, words, locale)
  const measure = (app: ReportApp) => (byActive ? (app.activeMs ?? 0) : app.cpuMs)
  const largest = Math.max(...shown.map(measure), 1)
  const row = (kind: Row['kind'], name: string, cell: (figure: AppFigures) => string | undefined): Row => ({
    kind,
    cells: [name, ...figures.map((figure) => cell(figure) ?? noFigure)],
  })
  return {
    title,
    columns: [{ head: words.app, align: 'left' }, ...figures.map(({ column }) => column)],
    rows: [
      ...shown.map((app) => ({ ...row('item', nameOf(app), ({ of }) => of(app)), share: measure(app) / largest })),
      ...(rest.length > 0 ? [row('rest', words.others(rest.length), ({ ofAll }) => ofAll?.(rest, 0))] : []),
      ...(nobodysMs > 0 ? [row('rest', words.unattributed, ({ ofNobody }) => ofNobody)] : []),
      row('total', words.total, ({ ofAll }) => ofAll?.(report.apps, nobodysMs)),
    ],
    sentences: [...toMeaning(report, words, locale), ...(nobodysMs > 0 ? [[words.unattributedMeaning]] : [])],
  }
}

function toMeaning(report: Report, words: Texts['apps'], locale: Locale): Rich[] {
  if (!isTold(report)) return [[words.meaning]]
  const { recordedMs, watchedMs = 0 } = report
  const watched = formatDuration(watchedMs, locale)
  const recorded = formatDuration(recordedMs, locale)
  const idle = formatDuration(report.idleAfterMs ?? usualIdleAfterMs, locale)
  const watching = report.watchingMs ? [[words.watching({ watching: formatDuration(report.watchingMs, locale) })]] : []
  return [
    [words.presenceMeaning({ idle })],
    ...watching,
    ...(watched === recorded ? [] : [[words.presencePart({ watched, recorded })]]),
  ]
}
