import { columnOfDurations, formatCpu, formatPercent, noFigure } from '../format.ts'
import { columnOfChanges, formatCpuChange } from '../format-differences.ts'
import type { Report, ReportApp } from '../report/report.ts'
import { type Column, sum } from './section.ts'
import { shortBefore, type Telling } from './telling.ts'

/** A column of figures. */
export interface AppFigures {
  readonly column: Column
  of(app: ReportApp): string
  /** Of the apps that have no row of their own. */
  ofRest(apps: readonly ReportApp[]): string
  /** Of what belongs to no app: milliseconds of the table's measure. */
  ofNobody?(ms: number): string
  readonly total: string
}

type Presence = 'activeMs' | 'foregroundMs'

/** Whether anything is known of what was in front. */
export const isTold = ({ apps }: Report): boolean => isKnown(apps, 'foregroundMs') || isKnown(apps, 'activeMs')

const isKnown = (apps: readonly ReportApp[], name: Presence) => apps.some((app) => typeof app[name] === 'number')

/** What apps are ranked by; null is unknown. */
export const measureOf = (app: ReportApp, byActive: boolean): number | null =>
  byActive ? (app.activeMs ?? null) : app.cpuMs

/** The same in the period before; null where it is not known, or there is none. */
const measureBefore = ({ previous }: ReportApp, byActive: boolean): number | null =>
  previous === undefined ? null : byActive ? previous.activeMs : previous.cpuMs

const addKnown = (apps: readonly ReportApp[], of: (app: ReportApp) => number | null): number | null =>
  apps.some((app) => of(app) !== null) ? sum(apps, (app) => of(app) ?? 0) : null

/**
 * The columns beside the names of apps: in front and active only where anything is known of them, change and history only where
 * there is a period before.
 * @param totalMs what the table comes to, in its measure
 */
export function toAppFigures(telling: Telling, totalMs: number): AppFigures[] {
  const { report, words, byActive } = telling
  const history = report.apps.some((app) => app.history) ? report.history?.periods.length : undefined
  return [
    ...(history === undefined ? [] : [historyColumn(words.ranking.history({ count: history, week: telling.week }))]),
    ...toPresence(telling, 'foregroundMs', words.apps.foreground, totalMs),
    ...(byActive ? [] : toPresence(telling, 'activeMs', words.apps.active, totalMs)),
    ...(byActive ? toPresence(telling, 'activeMs', words.apps.active, totalMs) : [toCpu(telling, totalMs)]),
    toShare(telling, totalMs),
    ...toChange(telling, totalMs),
  ]
}

const historyColumn = (head: string): AppFigures => ({
  column: { head, align: 'left', spare: true, draws: 'history' },
  of: () => '',
  ofRest: () => '',
  total: '',
})

function toPresence(
  { report, locale, byActive }: Telling,
  name: Presence,
  head: string,
  totalMs: number,
): AppFigures[] {
  const { apps } = report
  if (!isKnown(apps, name)) return []
  const of = (app: ReportApp) => app[name] ?? null
  const largest = Math.max(totalMs, ...apps.map((app) => of(app) ?? 0))
  const format = columnOfDurations(largest, locale)
  const strong = byActive && name === 'activeMs'
  const say = (ms: number | null) => (ms === null ? noFigure : format(ms))
  return [
    {
      column: { head, align: 'right', ...(strong ? { strong: true } : { spare: true }) },
      of: (app) => say(of(app)),
      ofRest: (rest) => say(addKnown(rest, of)),
      ...(strong && { ofNobody: (ms: number) => columnOfChanges(largest, locale)(ms).replace('+', '') }),
      total: say(strong ? totalMs : addKnown(apps, of)),
    },
  ]
}

function toCpu({ words, locale }: Telling, totalMs: number): AppFigures {
  return {
    column: { head: words.apps.cpu, align: 'right', strong: true },
    of: ({ cpuMs }) => formatCpu(cpuMs, locale),
    ofRest: (rest) =>
      formatCpu(
        sum(rest, ({ cpuMs }) => cpuMs),
        locale,
      ),
    ofNobody: (ms) => formatCpu(ms, locale),
    total: formatCpu(totalMs, locale),
  }
}

/** Of what all apps come to: what several computers did at once is in it, so that shares add up to a whole. */
function toShare({ report, words, locale, byActive }: Telling, totalMs: number): AppFigures {
  const of = (app: ReportApp) => measureOf(app, byActive)
  const whole = Math.max(totalMs, addKnown(report.apps, of) ?? 0, 1)
  const say = (ms: number | null) => (ms === null ? noFigure : formatPercent(ms / whole, locale))
  return {
    column: { head: words.ranking.share, align: 'right' },
    of: (app) => say(of(app)),
    ofRest: (rest) => say(addKnown(rest, of)),
    ofNobody: (ms) => (ms > 0 ? say(ms) : noFigure),
    total: '100%',
  }
}

function toChange(telling: Telling, totalMs: number): AppFigures[] {
  const { words, locale, byActive, previous } = telling
  if (!previous) return []
  const before = byActive ? previous.activeMs : previous.cpuMs
  if (before === null) return []
  const of = (app: ReportApp) => {
    const [now, then] = [measureOf(app, byActive), measureBefore(app, byActive)]
    return now === null || then === null ? null : now - then
  }
  const format = byActive
    ? columnOfChanges(Math.max(totalMs, before), locale)
    : (ms: number) => formatCpuChange(ms, locale)
  const say = (ms: number | null) => (ms === null ? noFigure : format(ms))
  return [
    {
      column: { head: words.against.head(shortBefore(telling)), align: 'right' },
      of: (app) => say(of(app)),
      ofRest: (rest) => say(addKnown(rest, of)),
      total: say(totalMs - before),
    },
  ]
}
