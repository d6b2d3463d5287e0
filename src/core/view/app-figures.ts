import { columnOfDurations, formatCount, formatCpu, formatDuration, formatMemory, noFigure } from '../format.ts'
import { isPresenceKnown } from '../presence-totals.ts'
import type { Report, ReportApp } from '../report/report.ts'
import type { Locale, Texts } from '../texts/language.ts'
import { type Column, sum } from './section.ts'

/** A column of figures. */
export interface AppFigures {
  readonly column: Column
  of(app: ReportApp): string
  /** Of several together, where a sum says anything, with the CPU time that belongs to none. */
  ofAll?(apps: readonly ReportApp[], nobodysCpuMs: number): string
  /** Of what belongs to no app. */
  readonly ofNobody?: string
}

type Presence = 'activeMs' | 'foregroundMs'

/** Whether anything is known of what was in front. */
export const isTold = ({ apps }: Report): boolean => isKnown(apps, 'foregroundMs') || isKnown(apps, 'activeMs')

const isKnown = (apps: readonly ReportApp[], name: Presence) => apps.some((app) => typeof app[name] === 'number')

/**
 * The columns beside the names of apps. Active and in front only where anything is known of them; memory leaves its room to
 * them then, for a mail is narrow.
 */
export function toAppFigures(
  report: Report,
  shown: readonly ReportApp[],
  words: Texts['apps'],
  locale: Locale,
): AppFigures[] {
  const byActive = isPresenceKnown(report)
  const presence = (name: Presence, head: string): AppFigures[] => {
    if (!isKnown(report.apps, name)) return []
    const format = columnOfDurations(Math.max(...shown.map((app) => app[name] ?? 0)), locale)
    const strong = byActive && name === 'activeMs'
    return [
      {
        column: { head, align: 'right', ...(strong && { strong }), ...(name === 'foregroundMs' && { spare: true }) },
        of: (app) => (typeof app[name] === 'number' ? format(app[name]) : noFigure),
        ofAll: (apps) =>
          isKnown(apps, name)
            ? formatDuration(
                sum(apps, (app) => app[name] ?? 0),
                locale,
              )
            : noFigure,
      },
    ]
  }
  const told = isTold(report)
  const running = columnOfDurations(Math.max(...shown.map(({ runningMs }) => runningMs)), locale)
  const memory: AppFigures[] = [
    { column: { head: words.memoryMean, align: 'right' }, of: (app) => formatMemory(app.memoryMeanKiB, locale) },
    {
      column: { head: words.memoryPeak, align: 'right', spare: true },
      of: (app) => formatMemory(app.memoryPeakKiB, locale),
    },
  ]
  return [
    ...presence('activeMs', words.active),
    ...presence('foregroundMs', words.foreground),
    {
      column: { head: words.cpu, align: 'right', ...(!byActive && { strong: true }) },
      of: ({ cpuMs }) => formatCpu(cpuMs, locale),
      ofAll: (apps, nobodysMs) => formatCpu(sum(apps, ({ cpuMs }) => cpuMs) + nobodysMs, locale),
      ofNobody: formatCpu(report.unattributedCpuMs, locale),
    },
    {
      column: { head: words.running, align: 'right', ...(told && { spare: true }) },
      of: ({ runningMs }) => running(runningMs),
    },
    {
      column: { head: words.launches, align: 'right', spare: true },
      of: ({ launches }) => formatCount(launches, locale),
      ofAll: (apps) =>
        formatCount(
          sum(apps, ({ launches }) => launches),
          locale,
        ),
    },
    ...(told ? [] : memory),
  ]
}
