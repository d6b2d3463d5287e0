import { AppError } from '../../core/errors.ts'
import type { Store } from './store.ts'

export interface StoreOptions {
  /** After how long without an answer a server's connection is given up; 0 waits for as long as a question takes. */
  readonly answerMs?: number
}

/**
 * Opens the store that a setting names, and migrates it.
 * @param database `file:PATH` or `postgres://…`
 */
export async function openStore(database: string, options: StoreOptions = {}): Promise<Store> {
  if (database.startsWith('file:')) return (await import('./sqlite.ts')).openSqlite(database.slice('file:'.length))
  if (/^postgres(ql)?:\/\//.test(database)) return (await import('./postgres.ts')).openPostgres(database, options)
  throw new AppError('config', 'server.database must be file:PATH or postgres://…', { at: 'server.database' })
}
