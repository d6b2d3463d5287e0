import { AppError } from '../../core/errors.ts'
import type { OpenAgain, Store } from './store.ts'

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
  if (/^postgres(ql)?:\/\//.test(database)) {
    const { openPostgres } = await import('./postgres.ts')
    return { ...(await openPostgres(database, options)), again: { database } }
  }
  throw new AppError('config', 'server.database must be file:PATH or postgres://…', { at: 'server.database' })
}

/** Opens in this thread what another thread of the process has open and migrated, with connections of its own. */
export async function openAgain({ database, turn }: OpenAgain): Promise<Store> {
  if (turn === undefined) return openStore(database)
  return (await import('./sqlite.ts')).openAgainHere(database.slice('file:'.length), turn)
}
