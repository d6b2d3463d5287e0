import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { syncFolderOf } from './files.ts'
import { holdAlone } from './in-use.ts'

/** A database that is ready to take the place of the present one. From the moment it has this name it will. */
export const readyFile = (database: string): string => `${database}.restored`

/** What the former database is called afterwards. */
export const formerFile = (database: string): string =>
  `${database}.before-${statSync(readyFile(database)).mtime.toISOString().replace(/\D/g, '').slice(0, 17)}`

/**
 * Puts the ready file in the place of the database and keeps the former one aside, with its write-ahead log: under the new file
 * that would be a foreign one. Whatever a crash leaves of this, the same steps go on from there.
 */
export function swapSteps(database: string): readonly (() => void)[] {
  const former = formerFile(database)
  const move = (from: string, to: string) => {
    if (existsSync(from) && !existsSync(to)) renameSync(from, to)
  }
  return [
    () => move(`${database}-wal`, `${former}-wal`),
    () => rmSync(`${database}-wal`, { force: true }),
    () => rmSync(`${database}-shm`, { force: true }),
    () => move(database, former),
    () => renameSync(readyFile(database), database),
    () => syncFolderOf(database),
  ]
}

/** Ends a restore that a crash interrupted; does nothing where there was none. */
export function finishRestore(database: string): void {
  if (!existsSync(readyFile(database))) return
  const hold = holdAlone(database, 10_000)
  try {
    if (existsSync(readyFile(database))) for (const step of swapSteps(database)) step()
  } finally {
    hold.release()
  }
}
