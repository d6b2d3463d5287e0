import { columnOfDurations, formatCount, formatCpu, formatDuration, formatMemory, noFigure } from '../format.ts'
import type { ReportApp } from '../report/report.ts'
import type { Rich } from '../texts/language.ts'
import { toNote, toTails } from './namesakes.ts'
import { type Column, type Row, type Section, sum } from './section.ts'
import type { Telling } from './telling.ts'
import { nameOf } from './view-apps.ts'

const shownApps = 7

interface Cost {
  readonly column: Column
  of(app: ReportApp): string
  /** Of several together, where a sum says anything. */
  ofAll?(apps: readonly ReportApp[]): string
}

/** What the computers spent on apps: processor and memory, and what grew most. */
export function toSpentSection(telling: Telling): Section[] {
  const { report, words, locale } = telling
  const apps = [...report.apps].sort((a, b) => b.cpuMs - a.cpuMs)
  if (apps.length === 0) return []
  const shown = apps.slice(0, shownApps)
  const rest = apps.slice(shownApps)
  const costs = toCosts(telling, shown)
  const nobodysMs = report.unattributedCpuMs
  const tails = toTails(report.apps)
  const row = (kind: Row['kind'], name: string, cell: (cost: Cost) => string | undefined): Row => ({
    kind,
    cells: [name, ...costs.map((cost) => cell(cost) ?? noFigure)],
  })
  const cpuOnly = (ms: number) => (cost: Cost) => (cost.column.strong ? formatCpu(ms, locale) : undefined)
  return [
    {
      name: 'spent',
      title: words.spent.title,
      columns: [{ head: words.apps.app, align: 'left' }, ...costs.map(({ column }) => column)],
      rows: [
        ...shown.map((app) => ({ ...row('item', nameOf(app), ({ of }) => of(app)), ...toNote(tails.get(app.key)) })),
        ...(rest.length > 0 ? [row('rest', words.apps.others(rest.length), ({ ofAll }) => ofAll?.(rest))] : []),
        ...(nobodysMs > 0 ? [row('rest', words.apps.unattributed, cpuOnly(nobodysMs))] : []),
        row('total', words.apps.total, (cost) =>
          cost.column.strong ? cpuOnly(report.cpuMs + nobodysMs)(cost) : cost.ofAll?.(apps),
        ),
      ],
      sentences: sayGrowth(telling),
      notes: [[words.spent.meaning]],
    },
  ]
}

function toCosts({ words: { apps: words }, locale }: Telling, shown: readonly ReportApp[]): Cost[] {
  const running = columnOfDurations(Math.max(...shown.map(({ runningMs }) => runningMs)), locale)
  return [
    {
      column: { head: words.cpu, align: 'right', strong: true },
      of: ({ cpuMs }) => formatCpu(cpuMs, locale),
      ofAll: (apps) =>
        formatCpu(
          sum(apps, ({ cpuMs }) => cpuMs),
          locale,
        ),
    },
    {
      column: { head: words.running, align: 'right', spare: true },
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
    { column: { head: words.memoryMean, align: 'right' }, of: (app) => formatMemory(app.memoryMeanKiB, locale) },
    { column: { head: words.memoryPeak, align: 'right' }, of: (app) => formatMemory(app.memoryPeakKiB, locale) },
  ]
}

function sayGrowth({ report: { growth }, words: { spent }, locale, previous }: Telling): Rich[] {
  if (!growth || !previous) return []
  const { memory, cpu } = growth
  const grown = <T extends { from: number; to: number }>(each: T | null): each is T =>
    each !== null && each.to > each.from
  return [
    ...(grown(memory)
      ? [
          spent.memory({
            app: nameOf(memory),
            from: formatMemory(memory.from, locale),
            to: formatMemory(memory.to, locale),
          }),
        ]
      : []),
    ...(grown(cpu)
      ? [spent.cpu({ app: nameOf(cpu), from: formatDuration(cpu.from, locale), to: formatDuration(cpu.to, locale) })]
      : []),
  ]
}
