import { AppError } from '../../core/errors.ts'
import type { Store } from './store.ts'

/**
 * Opens the store that a setting names, and migrates it.
 * @param database `file:PATH` or `postgres://…`
 */
export async function openStore(database: string): Promise<Store> {
  if (database.startsWith('file:')) return (await import('./sqlite.ts')).openSqlite(database.slice('file:'.length))
  if (/^postgres(ql)?:\/\//.test(database)) return (await import('./postgres.ts')).openPostgres(database)
  throw new AppError('config', 'server.database must be file:PATH or postgres://…', { at: 'server.database' })
}
