import { formatDuration, formatList, noFigure } from '../format.ts'
import { usualIdleAfterMs } from '../presence.ts'
import type { Report, ReportApp } from '../report/report.ts'
import type { GoneApp } from '../report/sections.ts'
import type { Rich, Texts } from '../texts/language.ts'
import { minuteMs } from '../time.ts'
import { type AppFigures, isTold, measureOf, toAppFigures } from './app-figures.ts'
import { toLabel } from './label.ts'
import { toNote, toTails } from './namesakes.ts'
import { type Row, type Section, sum } from './section.ts'
import type { Telling } from './telling.ts'

const shownApps = 10
const namedApps = 5

/** A name nobody can read is still a row: its key stands in. */
export const nameOf = ({ name, key }: { name: string; key: string }): string =>
  toLabel(name, 40) || toLabel(key, 40) || '?'

/** The apps that were active longest, or took most CPU time where that is not known; the rest in one row, and the total. */
export function toAppsSection(telling: Telling): Section {
  const { report, words, byActive } = telling
  const { ranking } = words
  const title = byActive ? ranking.title : words.apps.title
  if (report.apps.length === 0) return { name: 'apps', title, columns: [], rows: [], sentences: [[words.apps.none]] }
  const shown = report.apps.slice(0, shownApps)
  const rest = report.apps.slice(shownApps)
  const measure = (app: ReportApp) => measureOf(app, byActive) ?? 0
  const totalMs = byActive ? (report.activeMs ?? 0) : report.cpuMs + report.unattributedCpuMs
  const others = toOthers(telling, totalMs)
  const figures = toAppFigures(telling, totalMs)
  const largest = Math.max(...shown.map(measure), 1)
  const tails = toTails(report.apps)
  const row = (kind: Row['kind'], name: string, cell: (figure: AppFigures) => string | undefined): Row => ({
    kind,
    cells: [name, ...figures.map((figure) => cell(figure) ?? (figure.column.draws ? '' : noFigure))],
  })
  return {
    name: 'apps',
    title,
    columns: [{ head: words.apps.app, align: 'left' }, ...figures.map(({ column }) => column)],
    rows: [
      ...shown.map((app) => ({
        ...row('item', nameOf(app), ({ of }) => of(app)),
        share: measure(app) / largest,
        ...toNote(tails.get(app.key), app.isNew ? ranking.new : undefined),
        ...(app.history && { history: app.history }),
      })),
      ...(rest.length > 0 ? [row('rest', words.apps.others(rest.length), ({ ofRest }) => ofRest(rest))] : []),
      ...others.map(({ name, ms }) => row('rest', name, ({ ofNobody }) => ofNobody?.(ms))),
      row('total', byActive ? ranking.total : words.apps.total, ({ total }) => total),
    ],
    sentences: sayNew(telling),
    notes: [...toMeaning(telling), ...sayUnattributed(telling)],
  }
}

/** What the total has beside the apps: time of no app, less what several computers did at once. Less than a minute is rounding. */
function toOthers({ report, words, byActive }: Telling, totalMs: number): { name: string; ms: number }[] {
  if (!byActive)
    return report.unattributedCpuMs > 0 ? [{ name: words.apps.unattributed, ms: report.unattributedCpuMs }] : []
  const overlapMs = report.overlapMs ?? 0
  const ofNoneMs = totalMs + overlapMs - sum(report.apps, ({ activeMs }) => activeMs ?? 0)
  return [
    ...(ofNoneMs >= minuteMs / 2 ? [{ name: words.changes.unattributed, ms: ofNoneMs }] : []),
    ...(overlapMs >= minuteMs / 2 ? [{ name: words.changes.overlap, ms: -overlapMs }] : []),
  ]
}

const sayUnattributed = ({ report, words, byActive }: Telling): Rich[] =>
  !byActive && report.unattributedCpuMs > 0 ? [[words.apps.unattributedMeaning]] : []

/** What came and what went, each by name as long as they are few. */
function sayNew({ report, words, locale, before, previous, byActive }: Telling): Rich[] {
  const list = (names: readonly string[]) => {
    const rest = names.length - namedApps
    const shown = names.slice(0, namedApps)
    return formatList(rest > 0 ? [...shown, words.ranking.others(rest)] : shown, locale)
  }
  const fresh = report.apps.filter(({ isNew }) => isNew).map(nameOf)
  const was = (app: GoneApp) => {
    const ms = byActive ? app.activeMs : app.cpuMs
    return ms === null ? nameOf(app) : `${nameOf(app)} (${formatDuration(ms, locale)})`
  }
  const gone = previous === undefined ? [] : (report.gone ?? []).map(was)
  const sentences = [
    ...(fresh.length > 0 ? [words.ranking.newOnes(list(fresh))] : []),
    ...(gone.length > 0 ? [words.ranking.goneOnes({ names: list(gone), before })] : []),
  ]
  return sentences.length > 0 ? [sentences.flatMap((sentence, i) => (i === 0 ? sentence : [' ', ...sentence]))] : []
}

function toMeaning({ report, words, locale }: Telling): Rich[] {
  if (!isTold(report)) return []
  return sayPresence(report, words.apps, (ms) => formatDuration(ms, locale))
}

function sayPresence(report: Report, words: Texts['apps'], format: (ms: number) => string): Rich[] {
  const watched = format(report.watchedMs ?? 0)
  const recorded = format(report.recordedMs)
  const idle = format(report.idleAfterMs ?? usualIdleAfterMs)
  return [
    [words.presenceMeaning({ idle })],
    ...(report.watchingMs ? [[words.watching({ watching: format(report.watchingMs) })]] : []),
    ...(watched === recorded ? [] : [[words.presencePart({ watched, recorded })]]),
  ]
}
