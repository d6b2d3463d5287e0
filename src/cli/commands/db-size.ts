import { Command } from 'commander'
import { formatCount } from '../../core/format.ts'
import { dayMs } from '../../core/time.ts'
import { readSizes, type TableName, type TableSize } from '../../server/store/sizes.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { examples } from '../help.ts'
import { openServerSide } from '../server-side.ts'
import { formatBytes } from '../sizes.ts'
import { careWordsOf } from '../words/care-words.ts'

const monthMs = 30 * dayMs
const yearMs = 365 * dayMs

/** A table's size with what becomes of it, in bytes. */
interface Forecast extends TableSize {
  /** What a month like the last one adds; 0 where it does not grow with time. */
  readonly perMonth: number
  /** Undefined: for ever. */
  readonly keptMs: number | undefined
  /** At the present pace, after what is too old by then is gone. */
  readonly inAYear: number
}

/** `usage-audit db size`: what takes how much room, and how it grows. */
export const dbSizeCommand = (cli: Cli): Command =>
  new Command('size')
    .description('show what takes how much room, what a month adds, and what there will be in a year')
    .action(async () => {
      const config = await cli.config()
      const { locale } = config.reports
      const words = careWordsOf(locale)
      const { store } = await openServerSide(cli, config)
      const tables = (await readSizes(store, cli.now())).map((size) => toForecast(size, config))
      await store.close()
      const bytes = tables.reduce((sum, table) => sum + table.bytes, 0)
      const inAYear = tables.reduce((sum, table) => sum + table.inAYear, 0)
      if (cli.json) return cli.printJson({ tables, bytes, inAYear })
      const shown = tables.filter(({ rows }) => rows > 0).sort((a, b) => b.bytes - a.bytes)
      cli.print(
        shown,
        ({ table, rows, bytes: size, perMonth, keptMs, inAYear: later }) => [
          table,
          formatCount(rows, locale),
          formatBytes(size, locale),
          formatBytes(perMonth, locale),
          keptMs === undefined ? words.keptForever : formatCount(Math.round(keptMs / dayMs), locale),
          formatBytes(later, locale),
        ],
        { head: words.sizeColumns, right: [1, 2, 3, 4, 5] },
      )
      cli.write(words.total(formatBytes(bytes, locale), formatBytes(inAYear, locale)))
    })
    .addHelpText('after', examples('usage-audit db size', 'usage-audit db size --json'))

function toForecast(size: TableSize, { retention }: Config): Forecast {
  const keptMs = keptFor(size.table, retention)
  const perMonth = size.rows === 0 ? 0 : Math.round((size.bytes / size.rows) * (size.rowsPerMonth ?? 0))
  const grown = size.bytes + (perMonth * yearMs) / monthMs
  // Of what is kept for a while there is at most what a like pace brings in that while.
  const isBounded = keptMs !== undefined && size.rowsPerMonth !== undefined
  const inAYear = Math.round(isBounded ? Math.min(grown, (perMonth * keptMs) / monthMs) : grown)
  return { ...size, perMonth, keptMs, inAYear }
}

const tablesOfFacts: ReadonlySet<TableName> = new Set(['processHours', 'spans', 'gaps', 'usageHours'])
const tablesOfDays: ReadonlySet<TableName> = new Set([
  'days',
  'unrecordedDays',
  'usageDays',
  'usageMonths',
  'personDays',
  'personHours',
  'titleDays',
])

function keptFor(table: TableName, { factsMs, daysMs }: Config['retention']): number | undefined {
  if (tablesOfFacts.has(table)) return factsMs
  return tablesOfDays.has(table) ? daysMs : undefined
}
