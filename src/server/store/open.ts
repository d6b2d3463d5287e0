import { AppError } from '../../core/errors.ts'
import type { OpenAgain, Store } from './store.ts'

/**
 * Opens the store that a setting names, and migrates it.
 * @param database `file:PATH` or `postgres://…`
 */
export async function openStore(database: string): Promise<Store> {
  if (database.startsWith('file:')) return (await import('./sqlite.ts')).openSqlite(database.slice('file:'.length))
  if (/^postgres(ql)?:\/\//.test(database)) {
    const { openPostgres } = await import('./postgres.ts')
    return { ...(await openPostgres(database)), again: { database } }
  }
  throw new AppError('config', 'server.database must be file:PATH or postgres://…', { at: 'server.database' })
}

/** Opens in this thread what another thread of the process has open and migrated, with connections of its own. */
export async function openAgain({ database, turn }: OpenAgain): Promise<Store> {
  if (turn === undefined) return openStore(database)
  return (await import('./sqlite.ts')).openAgainHere(database.slice('file:'.length), turn)
}
