import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { holdAlone } from './in-use.ts'
import { finishRestore } from './swap.ts'

/**
 * Writes a SQLite file anew without the room that deletions left, so that from now on the server gives such room back by itself.
 * Needs as much free disk as the database is large; a crash leaves it as it was.
 * @returns its size before and after, bytes
 * @throws AppError `conflict` while the database is open anywhere
 */
export function compact(database: string): { readonly before: number; readonly after: number } {
  finishRestore(database)
  const hold = holdAlone(database)
  try {
    const client = new Database(database, { fileMustExist: true })
    const before = statSync(database).size
    try {
      client.pragma('auto_vacuum = INCREMENTAL')
      client.exec('vacuum')
      client.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      client.close()
    }
    return { before, after: statSync(database).size }
  } finally {
    hold.release()
  }
}
