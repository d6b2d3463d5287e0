import { type App, unattributed } from '../core/apps.ts'
import { formatCount, formatCpu, formatDuration, formatMemory, noFigure } from '../core/format.ts'
import type { Locale } from '../core/texts/language.ts'
import { secondMs } from '../core/time.ts'
import type { UsageTotals } from '../core/usage.ts'
import { type Words, wordsOf } from './words.ts'

/** An app's row; `days` where it is about several. */
export type AppRow = App & UsageTotals & { readonly days?: number }

/** Most CPU time first, then the longest alive. */
export const byCpu = <Row extends AppRow>(apps: readonly Row[]): Row[] =>
  [...apps].sort((a, b) => b.cpuMs - a.cpuMs || b.runningMs - a.runningMs || (a.name < b.name ? -1 : 1))

/** The first `limit` apps by CPU time as cells of a table, what belongs to no app last. */
export function toAppRows(apps: readonly AppRow[], locale: Locale, limit: number): string[][] {
  const named = byCpu(apps).filter(({ key }) => key !== unattributed.key)
  const rest = apps.find(({ key }) => key === unattributed.key)
  const rows = named
    .slice(0, limit)
    .map((app) => [
      app.name,
      formatCpu(app.cpuMs, locale),
      formatDuration(app.runningMs, locale),
      ...(app.days === undefined ? [] : [formatCount(app.days, locale)]),
      formatCount(app.launches, locale),
      app.runningMs === 0 ? noFigure : formatMemory((app.memoryKiBSeconds * secondMs) / app.runningMs, locale),
    ])
  if (!rest) return rows
  const figures = rest.days === undefined ? 3 : 4
  const name = wordsOf(locale).unattributed
  return [...rows, [name, formatCpu(rest.cpuMs, locale), ...Array<string>(figures).fill(noFigure)]]
}

/** The head of such a table. */
export function toAppHead({ columns, days }: Words, withDays: boolean): readonly string[] {
  const [app, cpu, running, launches, memory] = columns
  return withDays ? [app, cpu, running, days, launches, memory] : columns
}
