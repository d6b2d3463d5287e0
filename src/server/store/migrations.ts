import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { AppError } from '../../core/errors.ts'

/** The folder of a dialect's migrations, wherever this code was bundled to. */
export function migrationsFolder(dialect: 'sqlite' | 'postgres'): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const migrations = join(folder, 'migrations', dialect)
    if (existsSync(join(migrations, 'meta', '_journal.json'))) return migrations
    if (folder === dirname(folder)) throw new Error(`no migrations/${dialect} above ${import.meta.url}`)
  }
}

/** One step of the schema, as drizzle-kit wrote it. */
export interface Migration {
  readonly statements: readonly string[]
  readonly hash: string
  /** When it was made: what is in the database is known by this. */
  readonly madeAt: number
}

/**
 * The steps that a database still needs, in order.
 * @param applied when the newest step in the database was made; undefined for an empty database
 * @throws AppError `config` for a database that a newer version has changed: its tables are not the ones this version knows
 */
export function pendingMigrations(dialect: 'sqlite' | 'postgres', applied: number | undefined): Migration[] {
  const all = readMigrationFiles({ migrationsFolder: migrationsFolder(dialect) })
  if (applied !== undefined && applied > Math.max(...all.map(({ folderMillis }) => folderMillis)))
    throw new AppError(
      'config',
      'the database was made by a newer usage-audit; start that version, or open another database',
      { at: 'server.database' },
    )
  return all
    .filter(({ folderMillis }) => applied === undefined || folderMillis > applied)
    .map(({ sql, hash, folderMillis }) => ({ statements: sql, hash, madeAt: folderMillis }))
}
