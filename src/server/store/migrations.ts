import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../core/errors.ts'

/** The folder of a dialect's migrations, wherever this code was bundled to. */
export function migrationsFolder(dialect: 'sqlite' | 'postgres'): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const migrations = join(folder, 'migrations', dialect)
    if (existsSync(join(migrations, 'meta', '_journal.json'))) return migrations
    if (folder === dirname(folder)) throw new Error(`no migrations/${dialect} above ${import.meta.url}`)
  }
}

/**
 * Refuses a database that a newer version of this program has changed: its tables are not the ones this version knows.
 * @param applied when the newest migration in the database was made; undefined for an empty database
 */
export function refuseNewerSchema(folder: string, applied: number | undefined): void {
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  if (applied !== undefined && applied > Math.max(...entries.map(({ when }) => when)))
    throw new AppError(
      'config',
      'the database was made by a newer usage-audit; start that version, or open another database',
      { at: 'server.database' },
    )
}
