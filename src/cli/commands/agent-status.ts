import { Command } from 'commander'
import { sizeOfJournal } from '../../agent/journal/check.ts'
import { openJournalReader } from '../../agent/journal/open.ts'
import { type JournalStatus, type LocalDay, localDayAt, readDay, readStatus } from '../../agent/journal/read.ts'
import { findHolder } from '../../agent/lock.ts'
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
import { examples } from '../help.ts'
import { wordsOf } from '../words.ts'

interface AgentStatus extends JournalStatus {
  /** The recording process; null if none is. */
  readonly pid: number | null
  readonly server: string | null
  readonly today: Pick<LocalDay, 'day' | 'recordedMs' | 'dueMs'>
  readonly self: { readonly cpuMs: number; readonly memoryMeanKiB: number }
  readonly journalKiB: number
}

/** `usage-audit agent status`: what is stored and sent, what waits, what recording itself costs. */
export const statusCommand = (cli: Cli): Command =>
  new Command('status')
    .description('show whether recording works, what waits to be uploaded, and what recording costs')
    .action(async () => {
      const config = await cli.config()
      const status = readAgentStatus(cli)
      if (cli.json) return cli.printJson(status)
      print(cli, config, status)
    })
    .addHelpText('after', examples('usage-audit agent status', 'usage-audit agent status --json'))

function readAgentStatus(cli: Cli): AgentStatus {
  const { journal, credentials } = cli.dataDir()
  const db = openJournalReader(journal)
  const { day, recordedMs, dueMs, apps } = readDay(db, localDayAt(db, cli.now()))
  const own = apps.find(({ key }) => key === 'usage-audit')
  const status = {
    pid: findHolder(journal) ?? null,
    server: readCredentials(credentials)?.server ?? null,
    ...readStatus(db),
    today: { day, recordedMs, dueMs },
    self: {
      cpuMs: own?.cpuMs ?? 0,
      memoryMeanKiB: own?.runningMs ? Math.round((own.memoryKiBSeconds * secondMs) / own.runningMs) : 0,
    },
    journalKiB: Math.round(sizeOfJournal(journal) / 1024),
  }
  db.close()
  return status
}

function print(cli: Cli, { reports: { locale, zone } }: Config, status: AgentStatus): void {
  const { status: words } = wordsOf(locale)
  const instant = (at: number | null) => (at ? formatInstant(at, locale, zone, 'year') : words.never)
  const { today, upload, self } = status
  const refused = Object.entries(status.refused).map(([code, n]) => `${code} ${formatCount(n, locale)}`)
  const coverage = today.dueMs === 0 ? '' : ` (${formatPercent(today.recordedMs / today.dueMs, locale)})`
  const rows = [
    [words.agent, status.pid === null ? words.notRunning : words.running(status.pid)],
    [words.server, status.server ?? words.none],
    [words.lastSample, instant(status.known.end)],
    [words.today, `${formatDuration(today.recordedMs, locale)}${coverage}`],
    [words.uploaded, instant(upload.succeededAt)],
    [words.waiting, words.rows(formatCount(status.waiting, locale))],
    ...(refused.length > 0 ? [[words.refused, refused.join(', ')]] : []),
    ...(upload.error ? [[words.problem, upload.error]] : []),
    [words.self, `${formatCpu(self.cpuMs, locale)} CPU, ${formatMemory(self.memoryMeanKiB, locale)}`],
    [words.journal, formatMemory(status.journalKiB, locale)],
  ]
  cli.print(rows, (row) => row)
}
