import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../../core/errors.ts'
import { openJournalReader } from './open.ts'
import { readKnown } from './read.ts'
import { type AgentState, readState } from './state.ts'

/** The version of SQLite. @throws if the native module cannot be loaded */
export function readSqliteVersion(): string {
  const db = new Database(':memory:')
  const version = db.prepare<[], { version: string }>('select sqlite_version() as version').get()!.version
  db.close()
  return version
}

/** What became of a journal. */
export type JournalHealth =
  | { readonly kind: 'absent' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly reason: string }
  /** `lastAt`: the last instant it tells of; null before the first. */
  | {
      readonly kind: 'fine'
      readonly bytes: number
      readonly lastAt: number | null
      readonly state: Partial<AgentState>
    }

/** Reads a whole journal and checks its structure, beside an agent that may be writing. Never throws. */
export function checkJournal(file: string): JournalHealth {
  if (!existsSync(file)) return { kind: 'absent' }
  try {
    const db = openJournalReader(file)
    try {
      const said = db.pragma('quick_check(1)', { simple: true }) as string
      if (said !== 'ok') return { kind: 'damaged', reason: said.replace(/\s+/g, ' ') }
      return { kind: 'fine', bytes: sizeOfJournal(file), lastAt: readKnown(db).end || null, state: readState(db) }
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'config') return { kind: 'newer' }
    const { message } = ((error as Error).cause ?? error) as Error
    return { kind: 'damaged', reason: message }
  }
}

/** The journal's bytes on disk, what waits in its write-ahead log included. */
export const sizeOfJournal = (file: string): number =>
  [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)
