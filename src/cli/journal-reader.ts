import { isDamage } from '../agent/journal/disk.ts'
import { type JournalDb, openJournalReader } from '../agent/journal/open.ts'
import { AppError } from '../core/errors.ts'
import type { Cli } from './cli.ts'

/**
 * Reads this computer's journal beside an agent that may be writing it.
 * @throws AppError `not_found` if nothing was recorded yet, `io` if the file is damaged
 */
export async function readJournal<T>(cli: Cli, read: (db: JournalDb) => T | Promise<T>): Promise<T> {
  const { journal } = cli.dataDir()
  const db = openJournalReader(journal)
  try {
    return await read(db)
  } catch (error) {
    if (!isDamage(error)) throw error
    const message = `the journal ${journal} is damaged. Start \`usage-audit agent\` again: it sets the file aside, keeps it, and goes on with what can be read.`
    throw new AppError('io', message, { cause: error })
  } finally {
    db.close()
  }
}
