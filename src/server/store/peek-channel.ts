import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

/**
 * Whether mails are paused, read from a SQLite file without making or changing anything in it.
 * @returns undefined where they are not, and where the file cannot tell
 */
export function peekPause(
  file: string,
  channel: string,
): { readonly until: number; readonly reason: string } | undefined {
  if (!existsSync(file)) return undefined
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const row = db.prepare('select paused_until as until, reason from channels where name = ?').get(channel)
      const { until, reason } = (row ?? {}) as { readonly until?: number | null; readonly reason?: string | null }
      return until ? { until, reason: reason ?? '' } : undefined
    } finally {
      db.close()
    }
  } catch {
    // An older file has no such table; what else is wrong with it is found by who opens it.
    return undefined
  }
}
