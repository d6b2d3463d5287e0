import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import type { JournalDb } from '../../agent/journal/open.ts'
import { readLog } from '../../agent/journal/read.ts'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import type { Cli } from '../cli.ts'
import { parseDuration } from '../durations.ts'
import { examples } from '../help.ts'
import { readJournal } from '../journal-reader.ts'

interface LogFlags {
  readonly since?: string
  readonly follow?: boolean
}

/** `usage-audit agent log`: the journal as JSON lines, the rows as they stand, in the order in which they last changed. */
export const logCommand = (cli: Cli): Command =>
  new Command('log')
    .description('print the journal as JSON lines: everything this computer recorded and keeps')
    .option('--since <when>', 'only what tells of this time or later: 2026-11-22, 2026-11-22T08:00Z, or 2h ago as 2h')
    .option('--follow', 'go on with what changes, until Ctrl-C')
    .action(async (flags: LogFlags) => {
      const stopping = flags.follow ? cli.stopping() : undefined
      const since = toInstant(flags.since, cli.now())
      await readJournal(cli, (db) => follow(cli, db, since, stopping))
    })
    .addHelpText('after', examples('usage-audit agent log --since 2h', 'usage-audit agent log --follow'))

/** Prints once, and what changes, until it is to stop. */
async function follow(cli: Cli, db: JournalDb, since: number, stopping: AbortSignal | undefined): Promise<void> {
  let rev = 0
  do {
    for (const line of readLog(db, rev, since)) {
      cli.write(JSON.stringify(line))
      rev = line.rev
    }
    if (stopping) await sleep(secondMs, undefined, { signal: stopping }).catch(() => {})
  } while (stopping && !stopping.aborted)
}

function toInstant(text: string | undefined, now: number): number {
  if (text === undefined) return 0
  const ago = parseDuration(text)
  const at = ago === undefined ? Date.parse(text) : now - ago
  if (Number.isNaN(at))
    throw new AppError('usage', `"${text}" is no time; write 2026-11-22, 2026-11-22T08:00Z or 2h`, { at: '--since' })
  return at
}
