import { type App, unattributed } from '../core/apps.ts'
import { formatCount, formatCpu, formatDuration, formatMemory, noFigure } from '../core/format.ts'
import type { Locale } from '../core/texts/language.ts'
import { secondMs } from '../core/time.ts'
import type { UsageTotals } from '../core/usage.ts'
import type { TableLayout } from './output.ts'
import { type Words, wordsOf } from './words.ts'

/** An app's row; `days` where it is about several. */
export type AppRow = App & UsageTotals & { readonly days?: number }

/** Most active first where that is known, then by what it cost. */
export const sortApps = <Row extends AppRow>(apps: readonly Row[], byActive: boolean): Row[] =>
  [...apps].sort(
    (a, b) =>
      (byActive ? (b.activeMs ?? 0) - (a.activeMs ?? 0) : 0) ||
      b.cpuMs - a.cpuMs ||
      b.runningMs - a.runningMs ||
      (a.name < b.name ? -1 : 1),
  )

interface TableQuestion {
  readonly byActive: boolean
  readonly locale: Locale
  readonly limit: number
}

/** The first `limit` apps as a table, what belongs to no app last; `note` says how many are left out, if any are. */
export function toAppTable(
  apps: readonly AppRow[],
  { byActive, locale, limit }: TableQuestion,
): { rows: string[][]; layout: TableLayout; note: string | undefined } {
  const words = wordsOf(locale)
  const columns = toColumns(apps, locale)
  const rest = apps.find(({ key }) => key === unattributed.key)
  const named = sortApps(apps, byActive).filter(({ key }) => key !== unattributed.key)
  const leftOut = Math.max(0, named.length - limit)
  const rows = named.slice(0, limit).map((app) => [app.name, ...columns.map(({ cell }) => cell(app))])
  const restCells = rest && columns.map(({ name, cell }) => (name === 'cpu' ? cell(rest) : noFigure))
  return {
    note: leftOut > 0 ? words.leftOut(formatCount(leftOut, locale)) : undefined,
    rows: restCells ? [...rows, [words.unattributed, ...restCells]] : rows,
    layout: {
      head: [words.columns.app, ...columns.map(({ name }) => words.columns[name])],
      right: columns.map((_, i) => i + 1),
      fit: { column: 0, by: 'shortening' },
    },
  }
}

interface Column {
  readonly name: keyof Words['columns']
  cell(app: AppRow): string
}

/** What is known: without a desktop that tells, nothing of windows and people. Memory leaves its room to what was watched. */
function toColumns(apps: readonly AppRow[], locale: Locale): Column[] {
  const watched = apps.some(({ watchingMs }) => watchingMs)
  const known = (ms: number | null) => (ms === null ? noFigure : formatDuration(ms, locale))
  const active: Column = { name: 'active', cell: ({ activeMs }) => known(activeMs) }
  const watching: Column = { name: 'watching', cell: ({ watchingMs }) => known(watchingMs) }
  const foreground: Column = { name: 'foreground', cell: ({ foregroundMs }) => known(foregroundMs) }
  const memory: Column = {
    name: 'memory',
    cell: ({ memoryKiBSeconds, runningMs }) =>
      runningMs === 0 ? noFigure : formatMemory((memoryKiBSeconds * secondMs) / runningMs, locale),
  }
  const days: Column = { name: 'days', cell: (app) => formatCount(app.days ?? 0, locale) }
  return [
    ...(apps.some(({ activeMs }) => activeMs !== null) ? [active] : []),
    ...(watched ? [watching] : []),
    ...(apps.some(({ foregroundMs }) => foregroundMs !== null) ? [foreground] : []),
    { name: 'cpu', cell: ({ cpuMs }) => formatCpu(cpuMs, locale) },
    { name: 'running', cell: ({ runningMs }) => formatDuration(runningMs, locale) },
    ...(apps.some((app) => app.days !== undefined) ? [days] : []),
    { name: 'launches', cell: ({ launches }) => formatCount(launches, locale) },
    ...(watched ? [] : [memory]),
  ]
}
