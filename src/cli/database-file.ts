import { AppError } from '../core/errors.ts'
import { maskValue } from './config-problems.ts'
import type { Config } from './config-shape.ts'

/** The file of a SQLite database. @throws AppError `usage`, saying what does the same for PostgreSQL */
export function databaseFile({ server: { database } }: Config, instead: (url: string) => string): string {
  if (database.startsWith('file:')) return database.slice('file:'.length)
  throw new AppError('usage', instead(String(maskValue('server.database', database))), { at: 'server.database' })
}
