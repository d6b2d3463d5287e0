import { Command } from 'commander'
import { isShortOfRoom } from '../../agent/journal/ballast.ts'
import { type LocalDay, localDayAt, readDay } from '../../agent/journal/read.ts'
import { isPaused, type Pause, readPause } from '../../agent/pause.ts'
import { formatDay, formatDuration, formatInstant, formatPercent } from '../../core/format.ts'
import { isPresenceKnown } from '../../core/presence-totals.ts'
import { sortApps, toAppTable } from '../app-table.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { countFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { readJournal } from '../journal-reader.ts'
import { readPolicyStatus } from '../policy-state.ts'
import { presenceOptions } from '../presence-options.ts'
import { isOutsideHours } from '../privacy-side.ts'
import { dayWordsOf, toDayFigures, toReasons } from '../words/day-words.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit today`: this computer's day so far, from the local journal, offline. */
export const todayCommand = (cli: Cli): Command =>
  new Command('today')
    .description('show what this computer recorded today, from its own journal')
    .option('--limit <n>', 'how many apps', countFlag, 15)
    .action(async ({ limit }: { readonly limit: number }) => {
      const config = await cli.config()
      const { reports } = config
      const presence = presenceOptions(cli, config)
      const { journal } = cli.dataDir()
      const pause = readPause(journal)
      const paused = pause && isPaused(pause, cli.now()) ? pause : undefined
      const day = await readJournal(cli, (db) => readDay(db, localDayAt(db, cli.now()), presence))
      if (cli.json) return cli.printJson({ ...toJson(day), paused: paused ?? null })
      const still = paused ? sayPaused(paused, reports) : sayStill(cli, config)
      if (still) cli.write(`${still}\n`)
      print(cli, day, reports, limit)
    })
    .addHelpText('after', examples('usage-audit today', 'usage-audit today --json'))

const sayPaused = ({ until }: Pause, { locale, zone }: Config['reports']) =>
  wordsOf(locale).recording.paused(until === null ? null : formatInstant(until, locale, zone, 'year'))

/** Why an agent would record nothing now, though nobody paused it. */
function sayStill(cli: Cli, config: Config): string | undefined {
  const { standstill } = wordsOf(config.reports.locale).recording
  if (readPolicyStatus(cli)?.paused) return standstill({ reason: 'org_paused', why: '' })
  if (isOutsideHours(cli, config)) return standstill({ reason: 'outside_hours', why: '' })
  return isShortOfRoom(cli.dataDir().journal) ? standstill({ reason: 'disk_full', why: '' }) : undefined
}

const coverageOf = ({ recordedMs, dueMs }: LocalDay) => (dueMs === 0 ? null : recordedMs / dueMs)

const toJson = (day: LocalDay) => {
  const { apps, ...totals } = day
  return { ...totals, coverage: coverageOf(day), apps: sortApps(apps, isPresenceKnown(day)) }
}

/** Who was there when, and why nothing was recorded, as far as there is anything to say. */
const sayMore = (day: LocalDay, { locale, zone }: Config['reports']) => {
  const words = dayWordsOf(locale)
  return [words.presence(toDayFigures(day, locale, zone)), words.unrecorded(toReasons(day.unrecorded, locale))].filter(
    (line) => line !== '',
  )
}

function print(cli: Cli, day: LocalDay, reports: Config['reports'], limit: number): void {
  const { print, write } = cli
  const { style } = cli.stdout
  const { locale } = reports
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
  write([style('bold', title), ...sayMore(day, reports), ''].join('\n'))
  const { rows, layout, note } = toAppTable(day.apps, { byActive: isPresenceKnown(day), locale, limit })
  if (rows.length > 0) print(rows, (row) => row, layout)
  if (note) write(style('dim', `\n${note}`))
}
