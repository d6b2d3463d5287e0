import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { monthsBefore } from '../../core/demo/calendar.ts'
import type { Locale } from '../../core/texts/language.ts'
import { textsOf } from '../../core/texts/texts.ts'
import { addMonths, dayAt, monthAt, offsetAt } from '../../core/time.ts'
import { type Filled, fillStore } from '../../server/demo/fill-store.ts'
import { openStore } from '../../server/store/open.ts'
import type { Cli } from '../cli.ts'
import { openDataDir, platformFolders, toDataDir } from '../data-dir.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { demoWordsOf } from '../words/demo-words.ts'

interface DemoFlags {
  readonly months: number
  readonly devices: number
  readonly seed: number
}

/** `usage-audit demo`: a store of made-up data, to see what reports are like. */
export const demoCommand = (cli: Cli): Command =>
  new Command('demo')
    .description('fill a store of its own with made-up people and computers, to see what reports are like')
    .addOption(new Option('--months <n>', 'how many months they were recorded').argParser(numberFlag(1, 24)).default(6))
    .addOption(new Option('--devices <n>', 'how many computers').argParser(numberFlag(1, 500)).default(20))
    .addOption(
      new Option('--seed <n>', 'another number makes up others').argParser(numberFlag(0, 999_999_999)).default(1),
    )
    .action((flags: DemoFlags) => demo(cli, flags))
    .addHelpText(
      'after',
      examples('usage-audit demo', 'usage-audit demo --months 2 --devices 5 --data-dir /tmp/usage-audit-demo'),
    )

const numberFlag = (least: number, most: number) => (text: string) => {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most))
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  return number
}

async function demo(cli: Cli, flags: DemoFlags): Promise<void> {
  const { config, list } = await cli.settings()
  const { locale, zone } = config.reports
  const dataDir = openDataDir(chooseFolder(cli))
  const isChosen = list.some(({ key, origin }) => key === 'server.database' && origin !== 'default')
  const database = isChosen ? config.server.database : `file:${dataDir.serverDatabase}`
  const store = await openStore(database)
  const now = cli.now()
  const from = monthsBefore(dayAt(now, offsetAt(zone, now)), flags.months)
  const start = performance.now()
  const line = createProgressLine(cli, flags.devices, locale)
  try {
    const filled = await fillStore(store, { ...flags, from, now, locale, zone }, line.show)
    line.end()
    const ms = Math.round(performance.now() - start)
    const month = addMonths(monthAt(now, zone), -1)
    if (cli.json) return cli.printJson({ demo: true, ...filled, ms, seed: flags.seed, dataDir: dataDir.root, month })
    tell(cli, locale, { ...filled, ms }, { folder: dataDir.root, month, isChosen })
  } finally {
    line.end()
    await store.close()
  }
}

/** A folder beside what is recorded of this computer, never that itself, unless another one was named. */
function chooseFolder({ dataPaths }: Cli): string {
  const { root } = dataPaths()
  return root === toDataDir().root ? join(platformFolders().data, 'demo') : root
}

interface Place {
  readonly folder: string
  readonly month: string
  /** The database is one that a setting names. */
  readonly isChosen: boolean
}

function tell(cli: Cli, locale: Locale, filled: Filled & { ms: number }, { folder, month, isChosen }: Place): void {
  const words = demoWordsOf(locale)
  const safe = toSafe(folder)
  const dataDir = isChosen
    ? ''
    : ` --data-dir ${/^[\w./@:+~-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`}`
  cli.write(`${textsOf(locale).demo.name}\n${words.filled(filled)}\n${words.lookAtIt}`)
  for (const command of ['serve', `report --month ${month}`, 'devices list'])
    cli.write(`  usage-audit ${command}${dataDir}`)
  cli.write(words.toBeRidOfIt(isChosen ? 'server.database' : safe))
}

/** One line of a person's terminal; silent elsewhere. */
function createProgressLine({ stderr }: Cli, of: number, locale: Locale) {
  const words = demoWordsOf(locale)
  let shown = false
  return {
    show: ({ devices, rows }: Filled) => {
      if (!stderr.isTTY) return
      stderr.write(`\r\u001b[2K${words.progress({ devices, of, rows }).slice(0, stderr.width - 1)}`)
      shown = true
    },
    end: () => {
      if (shown) stderr.write('\r\u001b[2K')
      shown = false
    },
  }
}
