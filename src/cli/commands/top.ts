import { Command } from 'commander'
import { localDayAt } from '../../agent/journal/read.ts'
import { type LocalPeriod, readDays } from '../../agent/journal/read-days.ts'
import { AppError } from '../../core/errors.ts'
import { formatDay, formatDuration, formatInstant, formatPercent } from '../../core/format.ts'
import { isPresenceKnown } from '../../core/presence-totals.ts'
import { addDays, type Day } from '../../core/time.ts'
import { sortApps, toAppTable } from '../app-table.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { countFlag, dayFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { readJournal } from '../journal-reader.ts'
import { presenceOptions } from '../presence-options.ts'
import { wordsOf } from '../words.ts'

interface TopFlags {
  readonly from?: Day
  readonly to?: Day
  readonly limit: number
}

const usualDays = 30

/** `usage-audit top`: the apps of this computer over several days, from the local journal, offline. */
export const topCommand = (cli: Cli): Command =>
  new Command('top')
    .description('show the apps this computer used most over days, from its own journal')
    .option('--from <day>', `first day, as 2026-11-01; default: ${usualDays} days with the last one`, dayFlag)
    .option('--to <day>', 'last day; default: today', dayFlag)
    .option('--limit <n>', 'how many apps', countFlag, 15)
    .action(async ({ from, to, limit }: TopFlags) => {
      const config = await cli.config()
      const period = await readJournal(cli, (db) => {
        const last = to ?? localDayAt(db, cli.now())
        const first = from ?? addDays(last, 1 - usualDays)
        if (first > last)
          throw new AppError('usage', `--from ${first} is after ${to ? `--to ${to}` : `today, ${last}`}`, {
            at: '--from',
          })
        return readDays(db, first, last, presenceOptions(cli, config))
      })
      if (cli.json) return cli.printJson(toJson(period))
      print(cli, config, period, limit)
    })
    .addHelpText('after', examples('usage-audit top', 'usage-audit top --from 2026-11-01 --to 2026-11-15 --json'))

const coverageOf = ({ recordedMs, dueMs }: LocalPeriod) => (dueMs === 0 ? null : recordedMs / dueMs)

function toJson(period: LocalPeriod) {
  const { from = null, to = null, known, apps, ...totals } = period
  const journal = known.end === 0 ? null : known
  return {
    from,
    to,
    ...totals,
    coverage: coverageOf(period),
    journal,
    apps: sortApps(apps, isPresenceKnown(period)),
  }
}

function print(cli: Cli, { reports: { locale, zone } }: Config, period: LocalPeriod, limit: number): void {
  const words = wordsOf(locale)
  const { style } = cli.stdout
  const { from, to, recordedMs, known } = period
  const coverage = coverageOf(period)
  if (from === undefined || to === undefined || coverage === null) cli.write(words.nothingThen)
  else {
    const title = words.top({
      from: formatDay(from, locale),
      to: formatDay(to, locale),
      recorded: formatDuration(recordedMs, locale),
      coverage: formatPercent(coverage, locale),
    })
    cli.write(`${style('bold', title)}\n`)
    const { rows, layout, note } = toAppTable(period.apps, { byActive: isPresenceKnown(period), locale, limit })
    if (rows.length > 0) cli.print(rows, (row) => row, layout)
    if (note) cli.write(style('dim', `\n${note}`))
    cli.write('')
  }
  if (known.end > 0) cli.write(style('dim', words.seesBackTo(formatInstant(known.start, locale, zone, 'year'))))
}
