import { Command } from 'commander'
import { openJournalReader } from '../../agent/journal/open.ts'
import { type LocalDay, localDayAt, readDay } from '../../agent/journal/read.ts'
import { unattributed } from '../../core/apps.ts'
import {
  formatCount,
  formatCpu,
  formatDay,
  formatDuration,
  formatMemory,
  formatPercent,
  noFigure,
} from '../../core/format.ts'
import { isPresenceKnown } from '../../core/report.ts'
import type { Locale } from '../../core/texts/language.ts'
import { secondMs } from '../../core/time.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { type Words, wordsOf } from '../words.ts'

/** `usage-audit today`: this computer's day so far, from the local journal, offline. */
export const todayCommand = (cli: Cli): Command =>
  new Command('today')
    .description('show what this computer recorded today, from its own journal')
    .option('--limit <n>', 'how many apps', Number, 15)
    .action(async ({ limit }: { readonly limit: number }) => {
      const { reports } = await cli.config()
      const db = openJournalReader(cli.dataDir().journal)
      const day = readDay(db, localDayAt(db, cli.now()))
      db.close()
      if (cli.json) return cli.printJson(toJson(day))
      print(cli, day, reports.locale, limit)
    })
    .addHelpText('after', examples('usage-audit today', 'usage-audit today --json'))

const coverageOf = ({ recordedMs, dueMs }: LocalDay) => (dueMs === 0 ? null : recordedMs / dueMs)

const toJson = (day: LocalDay) => {
  const { apps, ...totals } = day
  return { ...totals, coverage: coverageOf(day), apps: sortApps(day) }
}

/** Most active first where that is known of most of the day, then by what it cost. */
function sortApps(day: LocalDay): LocalDay['apps'] {
  const byActive = isPresenceKnown(day)
  return [...day.apps].sort(
    (a, b) =>
      (byActive ? (b.activeMs ?? 0) - (a.activeMs ?? 0) : 0) ||
      b.cpuMs - a.cpuMs ||
      b.runningMs - a.runningMs ||
      (a.name < b.name ? -1 : 1),
  )
}

function print({ print, write, stdout: { style } }: Cli, day: LocalDay, locale: Locale, limit: number): void {
  const words = wordsOf(locale)
  const coverage = coverageOf(day)
  if (coverage === null) {
    write(words.nothingToday)
    return
  }
  const recorded = formatDuration(day.recordedMs, locale)
  const title = words.today({
    day: formatDay(day.day, locale),
    recorded,
    coverage: formatPercent(coverage, locale),
    active: isPresenceKnown(day) ? formatDuration(day.activeMs ?? 0, locale) : undefined,
  })
  write(`${style('bold', title)}\n`)
  const columns = toColumns(day, locale)
  const named = sortApps(day).filter(({ key }) => key !== unattributed.key)
  const rest = day.apps.find(({ key }) => key === unattributed.key)
  const rows = named.slice(0, limit).map((app) => [app.name, ...columns.map(({ cell }) => cell(app))])
  if (rest)
    rows.push([
      words.unattributed,
      ...columns.map(({ name }) => (name === 'cpu' ? formatCpu(rest.cpuMs, locale) : noFigure)),
    ])
  print(rows, (row) => row, {
    head: [words.columns.app, ...columns.map(({ name }) => words.columns[name])],
    right: columns.map((_, i) => i + 1),
  })
}

interface Column {
  readonly name: keyof Words['columns']
  cell(app: LocalDay['apps'][number]): string
}

/** What is known of the day: without a desktop that tells, nothing of windows and people. */
function toColumns({ apps }: LocalDay, locale: Locale): Column[] {
  const known = (ms: number | null) => (ms === null ? noFigure : formatDuration(ms, locale))
  const active: Column = { name: 'active', cell: ({ activeMs }) => known(activeMs) }
  const foreground: Column = { name: 'foreground', cell: ({ foregroundMs }) => known(foregroundMs) }
  return [
    ...(apps.some(({ activeMs }) => activeMs !== null) ? [active] : []),
    ...(apps.some(({ foregroundMs }) => foregroundMs !== null) ? [foreground] : []),
    { name: 'cpu', cell: ({ cpuMs }) => formatCpu(cpuMs, locale) },
    { name: 'running', cell: ({ runningMs }) => formatDuration(runningMs, locale) },
    { name: 'launches', cell: ({ launches }) => formatCount(launches, locale) },
    {
      name: 'memory',
      cell: ({ memoryKiBSeconds, runningMs }) =>
        runningMs === 0 ? noFigure : formatMemory((memoryKiBSeconds * secondMs) / runningMs, locale),
    },
  ]
}
