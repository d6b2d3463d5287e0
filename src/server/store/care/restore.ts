import { chmodSync, constants, copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../../core/errors.ts'
import { closeTheDoor } from '../sign-ins.ts'
import { openPrivately } from '../sqlite.ts'
import { checksumFile } from './backup.ts'
import { erasuresFile, readErasures, replayErasures } from './erasures.ts'
import { checksumOf, removeWithLog, syncFile, syncFolderOf } from './files.ts'
import { holdAlone } from './in-use.ts'
import { countRows, findFileFaults, readManifest, readSchema } from './inspect.ts'
import { formerFile, readyFile, swapSteps } from './swap.ts'

export interface Restored {
  /** When the backup was made, epoch milliseconds; undefined if it does not say. */
  readonly createdAt: number | undefined
  readonly rows: Readonly<Record<string, number>>
  /** Where the former database is now; undefined if there was none. */
  readonly former: string | undefined
  /** How many erasures that the backup may not know of were carried out again. */
  readonly erasures: number
}

/**
 * Puts a backup in the place of the database. Everything is done to a copy, which takes the database's place by a rename when
 * it is checked, brought to this version's form and on disk; until then nothing has changed.
 * @throws AppError `conflict` while the database is open anywhere, `invalid` if the file is no sound backup, `config` if a newer
 * version made it
 */
export async function restore(database: string, given: string): Promise<Restored> {
  const file = resolve(given)
  if (!existsSync(file)) throw new AppError('not_found', `there is no file ${file}`)
  if (file === resolve(database)) throw new AppError('usage', 'that is the database itself; name a backup')
  if (existsSync(`${file}-wal`))
    throw new AppError('invalid', `${file} has a write-ahead log beside it, so it is no backup but a database in use`)
  const hold = holdAlone(database)
  const copy = `${database}.restoring`
  try {
    if (existsSync(readyFile(database))) for (const step of swapSteps(database)) step()
    removeWithLog(copy)
    copyFileSync(file, copy, constants.COPYFILE_FICLONE)
    chmodSync(copy, 0o600)
    await checkSum(file, copy)
    const createdAt = inspectCopy(copy, file)
    const { rows, erasures } = await prepare(copy, database)
    syncFile(copy)
    renameSync(copy, readyFile(database))
    syncFolderOf(database)
    const former = existsSync(database) ? formerFile(database) : undefined
    for (const step of swapSteps(database)) step()
    return { createdAt, rows, former, erasures }
  } finally {
    removeWithLog(copy)
    hold.release()
  }
}

async function checkSum(file: string, copy: string): Promise<void> {
  if (!existsSync(checksumFile(file))) return
  const [wanted] = readFileSync(checksumFile(file), 'utf8').split(' ')
  if (wanted !== (await checksumOf(copy)))
    throw new AppError(
      'invalid',
      `${file} is not what was backed up: its checksum differs from ${checksumFile(file)}. Take another backup.`,
    )
}

/** @returns when the backup was made */
function inspectCopy(copy: string, file: string): number | undefined {
  let client: Database.Database | undefined
  try {
    client = new Database(copy)
    const faults = findFileFaults(client)
    if (faults.length > 0) throw new AppError('invalid', `${file} is damaged: ${faults[0]}; take another backup`)
    readSchema(client, file)
    const manifest = readManifest(client)
    const rows = countRows(client)
    for (const [table, count] of Object.entries(manifest?.rows ?? {}))
      if (rows[table] !== count)
        throw new AppError('invalid', `${file} has ${rows[table] ?? 0} rows in ${table} where ${count} were backed up`)
    client.exec('drop table if exists backup_manifest')
    return manifest?.createdAt
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid', `${file} is no database of usage-audit: ${(cause as Error).message}`, { cause })
  } finally {
    client?.close()
  }
}

async function prepare(copy: string, database: string): Promise<Pick<Restored, 'rows' | 'erasures'>> {
  const store = openPrivately(copy)
  let erasures: number
  try {
    erasures = await replayErasures(store, readErasures(erasuresFile(database)), Date.now())
    // What was signed out, used or revoked since the backup must not work again.
    await closeTheDoor(store)
  } finally {
    await store.close()
  }
  const client = new Database(copy)
  try {
    client.pragma('journal_mode = DELETE')
    const faults = findFileFaults(client)
    if (faults.length > 0) throw new AppError('invalid', `the backup cannot be brought up to date: ${faults[0]}`)
    return { rows: countRows(client), erasures }
  } finally {
    client.close()
  }
}
