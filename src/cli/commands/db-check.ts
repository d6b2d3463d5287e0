import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { formatCount } from '../../core/format.ts'
import { checkDays, markWrong } from '../../server/jobs/check-days.ts'
import type { WrongFigures } from '../../server/jobs/check-months.ts'
import { type ChangedReport, checkReports } from '../../server/jobs/check-reports.ts'
import { rollUp } from '../../server/jobs/roll-up.ts'
import { checkFile } from '../../server/store/care/inspect.ts'
import { findDevices } from '../../server/store/devices.ts'
import { findOrphans } from '../../server/store/orphans.ts'
import { findOrgIds } from '../../server/store/people.ts'
import type { Store } from '../../server/store/store.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { openServerSide } from '../server-side.ts'
import { careWordsOf } from '../words/care-words.ts'

interface CheckFlags {
  readonly all?: boolean
  readonly repair?: boolean
}

/** `usage-audit db check`: whether the database is sound and its figures are what its facts give. */
export const dbCheckCommand = (cli: Cli): Command =>
  new Command('check')
    .description('check the file, what refers to what, a part of the days against their facts, and every report')
    .option('--all', 'every day instead of one in twenty')
    .option('--repair', 'make days and months that are wrong again')
    .action((flags: CheckFlags) => check(cli, flags))
    .addHelpText('after', examples('usage-audit db check', 'usage-audit db check --all --repair'))

async function check(cli: Cli, { all = false, repair = false }: CheckFlags): Promise<void> {
  const config = await cli.config()
  const { locale } = config.reports
  const words = careWordsOf(locale)
  // It reads whole tables, which takes what it takes.
  const { store } = await openServerSide(cli, config, [], { answerMs: 0 })
  try {
    const { database } = config.server
    const faults = database.startsWith('file:') ? checkFile(database.slice('file:'.length)) : []
    const orphans = await findOrphans(store)
    const show = (days: number) => {
      if (cli.stderr.isTTY && days % 20 === 0) cli.stderr.write(`\r\u001b[2K${words.checking(days)}`)
    }
    const { days, months, wrong, reports, changed } = await checkAll(store, all ? 1 : 0.05, show)
    if (cli.stderr.isTTY) cli.stderr.write('\r\u001b[2K')
    const repaired = repair ? await repairAll(store, wrong) : 0
    if (cli.json) cli.printJson({ faults, orphans, days, months, wrong, repaired, reports, changed })
    else {
      cli.print(
        [
          ...faults.map((fault) => [words.file, fault]),
          ...orphans.map(({ table, missing, rows }) => [table, words.orphans(missing, formatCount(rows, locale))]),
          ...wrong.map(({ deviceId, period, what, repairable }) => [
            words.figures(deviceId, period),
            repairable ? what : words.unrepairable(what),
          ]),
          ...changed.map(({ id, kind, period }) => [words.report(kind, period), words.changed(id)]),
        ],
        (row) => row,
        { fit: { column: 1, by: 'wrapping' } },
      )
      const counts = [days, months, reports].map((count) => formatCount(count, locale))
      cli.write(words.checked(counts, wrong.length + changed.length, repaired))
    }
    if (faults.length + orphans.length + wrong.length + changed.length - repaired > 0)
      throw toProblem(faults.length > 0, repair)
  } finally {
    await store.close()
  }
}

async function checkAll(store: Store, part: number, show: (days: number) => void) {
  const sum = { days: 0, months: 0, wrong: [] as WrongFigures[], reports: 0, changed: [] as ChangedReport[] }
  for (const orgId of await findOrgIds(store)) {
    const { reports, changed } = await checkReports(store, orgId)
    sum.reports += reports
    sum.changed.push(...changed)
    for (const { id } of await findDevices(store, orgId)) {
      const before = sum.days
      const onDay = (days: number) => show(before + days)
      const done = await checkDays(store, { orgId, deviceId: id }, { part, random: Math.random, onDay })
      sum.days += done.days
      sum.months += done.months
      sum.wrong.push(...done.wrong)
    }
  }
  return sum
}

/** @returns how many of them are right now */
async function repairAll(store: Store, wrong: readonly WrongFigures[]): Promise<number> {
  await markWrong(store, wrong)
  const { failures } = await rollUp(store)
  if (failures.length > 0) throw failures[0]!.error
  return wrong.filter(({ repairable }) => repairable).length
}

const toProblem = (isFile: boolean, repair: boolean) =>
  isFile
    ? new AppError('io', 'the database file is damaged; restore a backup with `usage-audit db restore FILE`')
    : new AppError(
        'invalid',
        repair
          ? 'some of it cannot be repaired, as what it was made of is gone'
          : 'the database is not as it should be; `usage-audit db check --all --repair` makes days and months again',
      )
