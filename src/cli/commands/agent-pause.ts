import { dirname } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { createBallast } from '../../agent/journal/ballast.ts'
import { isDiskFull } from '../../agent/journal/disk.ts'
import { readState } from '../../agent/journal/state.ts'
import { findHolder } from '../../agent/lock.ts'
import { isPaused, type Pause, readPause, writePause } from '../../agent/pause.ts'
import { AppError } from '../../core/errors.ts'
import { formatInstant } from '../../core/format.ts'
import { minuteMs, secondMs } from '../../core/time.ts'
import type { Cli } from '../cli.ts'
import { parseDuration } from '../durations.ts'
import { examples } from '../help.ts'
import { readJournal } from '../journal-reader.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit agent pause`: nothing is recorded for a while, also by an agent that is started later. */
export const pauseCommand = (cli: Cli): Command =>
  new Command('pause')
    .description('record nothing until `usage-audit agent resume`, or for a while; the pause outlives a restart')
    .option('--for <duration>', 'how long, as 30m or 2h; then recording goes on by itself', toDuration)
    .action(async (flags: { readonly for?: number }) => {
      const at = cli.now()
      const pause = { at, until: flags.for === undefined ? null : at + flags.for }
      save(cli.dataDir().journal, pause)
      await say(cli, pause)
    })
    .addHelpText('after', examples('usage-audit agent pause --for 2h', 'usage-audit agent pause'))

/** `usage-audit agent resume`: ends a pause. */
export const resumeCommand = (cli: Cli): Command =>
  new Command('resume')
    .description('record again after `usage-audit agent pause`')
    .action(async () => {
      const { journal } = cli.dataDir()
      const now = cli.now()
      const pause = readPause(journal)
      // What was paused stays told: an agent that is started later reads when it ended.
      const wasPaused = pause !== undefined && isPaused(pause, now)
      if (wasPaused) save(journal, { at: pause.at, until: now })
      await say(cli, readPause(journal), wasPaused)
    })
    .addHelpText('after', examples('usage-audit agent resume'))

function toDuration(text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined || ms < secondMs || ms > 366 * 24 * 60 * minuteMs)
    throw new InvalidArgumentError('give a duration from 1s to 366d, as 30m or 2h.')
  return ms
}

/** Also on a full disk: who wants nothing recorded must not be told that there is no room for that. */
function save(journal: string, pause: Pause): void {
  try {
    writePause(journal, pause)
  } catch (error) {
    if (!isDiskFull(error)) throw error
    createBallast(journal).release()
    try {
      writePause(journal, pause)
    } catch (again) {
      if (!isDiskFull(again)) throw again
      throw new AppError(
        'io',
        `the disk that holds ${dirname(journal)} is full, and this could not be kept there: make room and say it again. An agent that runs meanwhile records again once there is room; stop it if it must not.`,
        { at: journal, cause: again },
      )
    }
  }
}

async function say(cli: Cli, pause: Pause | undefined, wasPaused = true): Promise<void> {
  const { reports, agent } = await cli.config()
  const pid = findHolder(cli.dataDir().journal)
  const paused = isPaused(pause, cli.now())
  if (cli.json) return cli.printJson({ paused, until: paused ? pause!.until : null, pid: pid ?? null })
  const words = wordsOf(reports.locale).recording
  if (paused)
    cli.write(
      words.paused(pause!.until === null ? null : formatInstant(pause!.until, reports.locale, reports.zone, 'year')),
    )
  else if (wasPaused) cli.write(words.resumed(pid !== undefined))
  else return cli.write(words.notPaused)
  if (pid === undefined) cli.write(words.noAgent)
  else {
    // The pause holds, whether or not the journal can be read.
    const { pace } = await readJournal(cli, readState).catch((): ReturnType<typeof readState> => ({}))
    cli.write(words.withinOneSample(`${Math.max(agent.sampleMs, pace?.sampleMs ?? 0) / secondMs} s`))
  }
}
