import { Command } from 'commander'
import { isShortOfRoom } from '../../agent/journal/ballast.ts'
import { sizeOfJournal } from '../../agent/journal/check.ts'
import type { JournalDb } from '../../agent/journal/open.ts'
import { listSetAside } from '../../agent/journal/quarantine.ts'
import { type JournalStatus, type LocalDay, localDayAt, readDay, readStatus } from '../../agent/journal/read.ts'
import { type Missing, readMissing } from '../../agent/journal/read-missing.ts'
import { findHolder } from '../../agent/lock.ts'
import { isPaused, type Pause, readPause } from '../../agent/pause.ts'
import {
  formatCount,
  formatCpu,
  formatDuration,
  formatInstant,
  formatMemory,
  formatPercent,
} from '../../core/format.ts'
import { secondMs } from '../../core/time.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config.ts'
import { readCredentials } from '../credentials.ts'
import type { DataKind } from '../data-kinds.ts'
import { examples } from '../help.ts'
import { readJournal } from '../journal-reader.ts'
import { findWithheld, sayUntold } from '../notice.ts'
import { isOutsideHours } from '../privacy-side.ts'
import type { RecordingWords } from '../recording-words.ts'
import { type Words, wordsOf } from '../words.ts'

interface AgentStatus extends JournalStatus {
  /** The recording process; null if none is. */
  readonly pid: number | null
  readonly server: string | null
  readonly today: Pick<LocalDay, 'day' | 'recordedMs' | 'dueMs'>
  readonly self: { readonly cpuMs: number; readonly memoryMeanKiB: number }
  readonly journalKiB: number
  /** The pause that holds; null if none does. */
  readonly paused: Pause | null
  readonly diskFull: boolean
  /** The hours are set, and these are not. */
  readonly outsideHours: boolean
  /** Switched on, and not recorded by a service, for nobody was told. */
  readonly untold: readonly DataKind[]
  /** Time that is not to be had though it was due, in milliseconds by reason. */
  readonly missing: Missing
  /** Files that lay in the journal's place and could not be gone on with. */
  readonly setAside: readonly string[]
}

/** `usage-audit agent status`: what is stored and sent, what waits, what recording itself costs. */
export const statusCommand = (cli: Cli): Command =>
  new Command('status')
    .description('show whether recording works, what waits to be uploaded, and what recording costs')
    .action(async () => {
      const config = await cli.config()
      const status = await readJournal(cli, (db) => readAgentStatus(cli, config, db))
      if (cli.json) return cli.printJson(status)
      print(cli, config, status)
    })
    .addHelpText('after', examples('usage-audit agent status', 'usage-audit agent status --json'))

function readAgentStatus(cli: Cli, config: Config, db: JournalDb): AgentStatus {
  const { journal, credentials } = cli.dataDir()
  const { day, recordedMs, dueMs, apps } = readDay(db, localDayAt(db, cli.now()))
  const pause = readPause(journal)
  const own = apps.find(({ key }) => key === 'usage-audit')
  return {
    pid: findHolder(journal) ?? null,
    server: readCredentials(credentials)?.server ?? null,
    ...readStatus(db),
    today: { day, recordedMs, dueMs },
    self: {
      cpuMs: own?.cpuMs ?? 0,
      memoryMeanKiB: own?.runningMs ? Math.round((own.memoryKiBSeconds * secondMs) / own.runningMs) : 0,
    },
    journalKiB: Math.round(sizeOfJournal(journal) / 1024),
    paused: pause && isPaused(pause, cli.now()) ? pause : null,
    diskFull: isShortOfRoom(journal),
    outsideHours: isOutsideHours(cli, config),
    untold: findWithheld(cli, config),
    missing: readMissing(db),
    setAside: listSetAside(journal),
  }
}

function print(cli: Cli, config: Config, status: AgentStatus): void {
  const { locale, zone } = config.reports
  const { status: words, recording, notice } = wordsOf(locale)
  const { state, paused, standstill } = recording
  const untold = sayUntold(config, status.untold)
  const instant = (at: number | null) => (at ? formatInstant(at, locale, zone, 'year') : words.never)
  const { today, upload, self } = status
  const refused = Object.entries(status.refused).map(([code, n]) => `${code} ${formatCount(n, locale)}`)
  const coverage = today.dueMs === 0 ? '' : ` (${formatPercent(today.recordedMs / today.dueMs, locale)})`
  const missing = Object.entries(status.missing) as [keyof Missing, number][]
  const rows = [
    [words.agent, sayAgent(status, words, state)],
    ...(status.paused ? [['', paused(status.paused.until === null ? null : instant(status.paused.until))]] : []),
    ...(status.diskFull ? [[words.problem, state.diskFull]] : []),
    ...(status.outsideHours ? [['', standstill({ reason: 'outside_hours', why: '' })]] : []),
    ...(untold ? [[notice.label, untold]] : []),
    ...status.setAside.map((file) => [state.setAside, file]),
    [words.server, status.server ?? words.none],
    [words.lastSample, instant(status.known.end)],
    [words.today, `${formatDuration(today.recordedMs, locale)}${coverage}`],
    ...missing.map(([reason, ms]) => [state.missing, `${formatDuration(ms, locale)}: ${state.reasons[reason]}`]),
    [words.uploaded, instant(upload.succeededAt)],
    [words.waiting, words.rows(formatCount(status.waiting, locale))],
    ...(refused.length > 0 ? [[words.refused, refused.join(', ')]] : []),
    ...(upload.error ? [[words.problem, upload.error]] : []),
    [words.self, `${formatCpu(self.cpuMs, locale)} CPU, ${formatMemory(self.memoryMeanKiB, locale)}`],
    [words.journal, formatMemory(status.journalKiB, locale)],
  ]
  cli.print(rows, (row) => row)
}

function sayAgent(
  { pid, paused, diskFull, outsideHours }: AgentStatus,
  words: Words['status'],
  state: RecordingWords['state'],
): string {
  if (pid === null) return words.notRunning
  return paused || diskFull || outsideHours ? state.notRecording(pid) : words.running(pid)
}
