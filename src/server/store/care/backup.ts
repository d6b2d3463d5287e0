import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../../core/errors.ts'
import { checksumOf, removeWithLog, syncFile, syncFolderOf } from './files.ts'
import { holdOpen } from './in-use.ts'
import { countRows, findFileFaults, type Manifest, readSchema, writeManifest } from './inspect.ts'

export interface BackupOptions {
  readonly force: boolean
  readonly version: string
  readonly now: number
  /** Told the part that is copied, from 0 to 1. */
  onProgress?(part: number): void
}

export interface Backup extends Manifest {
  readonly file: string
  readonly bytes: number
  /** SHA-256, hexadecimal; also in the file beside it, for `sha256sum --check`. */
  readonly sha256: string
}

/** Where the checksum of a backup stands. */
export const checksumFile = (backup: string): string => `${backup}.sha256`

/** Pages at a time; others have their turn between. */
const pagesAtOnce = 500

/**
 * Copies a SQLite database as it is at this moment into one file, also while a server writes to it: the copy is read in one
 * transaction. It is checked and on disk before it gets its name.
 * @throws AppError `cannot_create` if the file exists and `force` is not given, `not_found` if there is no database, `io` if
 * the database is damaged
 */
export async function backUp(database: string, target: string, options: BackupOptions): Promise<Backup> {
  const file = resolve(target)
  if (file === resolve(database)) throw new AppError('usage', 'a backup cannot take the place of the database itself')
  if (existsSync(file) && !options.force)
    throw new AppError('cannot_create', `${file} exists already; choose another name, or replace it with --force`)
  if (!existsSync(database)) throw new AppError('not_found', `there is no database ${database}`)
  const partial = `${file}.partial`
  const hold = holdOpen(database)
  try {
    removeWithLog(partial)
    writeFileSync(partial, '', { mode: 0o600 })
    await copy(database, partial, options)
    return await finish(partial, file, options)
  } catch (error) {
    removeWithLog(partial)
    throw /^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: string }).code)) ? toDamaged(error as Error) : error
  } finally {
    hold.release()
  }
}

async function copy(database: string, partial: string, { onProgress }: BackupOptions): Promise<void> {
  const source = new Database(database, { readonly: true, fileMustExist: true })
  try {
    // What is read once holds the moment: without it each commit of a server would make the copy begin again.
    source.exec('begin')
    source.prepare('select count(*) from sqlite_master').get()
    await source.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress?.(totalPages > 0 ? 1 - remainingPages / totalPages : 0)
        return pagesAtOnce
      },
    })
  } finally {
    source.close()
  }
}

async function finish(partial: string, file: string, { version, now }: BackupOptions): Promise<Backup> {
  const manifest = seal(partial, { createdAt: now, version })
  syncFile(partial)
  const sha256 = await checksumOf(partial)
  // A checksum never stands beside a file that is not its own.
  rmSync(checksumFile(file), { force: true })
  renameSync(partial, file)
  writeFileSync(checksumFile(file), `${sha256}  ${basename(file)}\n`, { mode: 0o600 })
  syncFile(checksumFile(file))
  syncFolderOf(file)
  return { ...manifest, file, bytes: statSync(file).size, sha256 }
}

/** Checks the copy and writes into it what it is. */
function seal(partial: string, given: Pick<Manifest, 'createdAt' | 'version'>): Manifest {
  const client = new Database(partial)
  try {
    client.pragma('journal_mode = DELETE') // one file, with nothing beside it
    const faults = findFileFaults(client)
    if (faults.length > 0) throw toDamaged(new Error(faults[0]))
    const manifest = { ...given, schema: readSchema(client, partial), rows: countRows(client) }
    writeManifest(client, manifest)
    return manifest
  } finally {
    client.close()
  }
}

const toDamaged = (cause: Error) =>
  new AppError(
    'io',
    `the database is damaged, so no backup was made: ${cause.message}; restore an earlier one with \`usage-audit db restore FILE\``,
    { cause },
  )
