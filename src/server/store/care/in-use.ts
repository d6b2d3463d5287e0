import { existsSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../../../core/errors.ts'

/** A lock that goes with its process, however that ends: SQLite holds it, on a file beside the database. */
export interface Hold {
  release(): void
}

/**
 * Says that a database is open here. Any number of programs may have it open together.
 * @throws AppError `too_busy` while somebody replaces the file
 */
export function holdOpen(file: string): Hold {
  const hold = tryHold(file, 10_000, 'begin; select count(*) from sqlite_master')
  if (!hold) throw new AppError('too_busy', `the database ${file} is being restored or compacted; try again`)
  return hold
}

/**
 * Keeps everybody else from opening a database while its file is replaced.
 * @throws AppError `conflict` while somebody has it open
 */
export function holdAlone(file: string, waitMs = 0): Hold {
  const hold = tryHold(file, waitMs, 'begin exclusive')
  if (!hold)
    throw new AppError(
      'conflict',
      `the database ${file} is in use; stop \`usage-audit serve\`, \`usage-audit up\` and whatever else has it open first`,
    )
  return hold
}

function tryHold(file: string, timeout: number, sql: string): Hold | undefined {
  const lock = `${file}.lock`
  if (!existsSync(lock)) writeFileSync(lock, '', { flag: 'a', mode: 0o600 })
  const db = new Database(lock, { timeout })
  try {
    db.exec(sql)
  } catch (error) {
    db.close()
    if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return { release: () => void db.close() }
}
