import Database from 'better-sqlite3'
import { AppError } from '../../../core/errors.ts'

/** What a backup says of itself, in the table `backup_manifest`. */
export interface Manifest {
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Of the usage-audit that made it. */
  readonly version: string
  /** When the newest step of its schema was made: what tells one schema from another. */
  readonly schema: number
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>
}

/** Faults of a file as SQLite sees them; none if it is sound. @param deep also whether indexes agree with their tables */
export function findFileFaults(client: Database.Database, deep = false): string[] {
  const said = client.pragma(deep ? 'integrity_check(20)' : 'quick_check(20)') as Record<string, string>[]
  const lines = said.flatMap((row) => Object.values(row)).filter((line) => line !== 'ok')
  const dangling = (client.pragma('foreign_key_check') as { table: string }[]).slice(0, 20)
  return [...lines, ...dangling.map(({ table }) => `a row of ${table} refers to one that is not there`)]
}

/** Every fault that SQLite finds in a file that others may have open. */
export function checkFile(file: string): string[] {
  const client = new Database(file, { readonly: true })
  try {
    return findFileFaults(client, true)
  } finally {
    client.close()
  }
}

/** Names of our tables and how many rows each has. */
export function countRows(client: Database.Database): Record<string, number> {
  const tables = client
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not in ('__drizzle_migrations', 'backup_manifest') order by name",
    )
    .all()
  return Object.fromEntries(
    tables.map(({ name }) => [name, client.prepare<[], { n: number }>(`select count(*) as n from "${name}"`).get()!.n]),
  )
}

/** @throws AppError `invalid` if the file is no database of usage-audit */
export function readSchema(client: Database.Database, file: string): number {
  try {
    const row = client
      .prepare<[], { applied: number | null }>('select max(created_at) as applied from __drizzle_migrations')
      .get()
    if (row?.applied && countRows(client).process_hours !== undefined) return row.applied
  } catch (cause) {
    throw new AppError('invalid', `${file} is no database of usage-audit: ${(cause as Error).message}`, { cause })
  }
  throw new AppError('invalid', `${file} is no database of usage-audit`)
}

export function writeManifest(client: Database.Database, manifest: Manifest): void {
  client.exec('drop table if exists backup_manifest; create table backup_manifest (manifest text not null)')
  client.prepare('insert into backup_manifest values (?)').run(JSON.stringify(manifest))
}

/** Undefined for a file that was copied by other means. */
export function readManifest(client: Database.Database): Manifest | undefined {
  const has = client.prepare("select 1 from sqlite_master where name = 'backup_manifest'").get()
  if (!has) return undefined
  const row = client.prepare<[], { manifest: string }>('select manifest from backup_manifest').get()
  return row && (JSON.parse(row.manifest) as Manifest)
}
