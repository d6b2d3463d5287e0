import { statfsSync } from 'node:fs'

const fullCodes: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'SQLITE_FULL',
  // What SQLite makes of a quota, and of no room for its index of the write-ahead log.
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_SHMMAP',
])

/** Whether something failed for want of room on the disk. */
export const isDiskFull = (error: unknown): boolean => fullCodes.has(codeOf(error))

/** Whether something failed because the journal's file is no longer what was written. */
export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error)) || error instanceof JournalMovedError

/** Another file, or none, lies where the journal was opened: what is written goes nowhere. */
export class JournalMovedError extends Error {}

const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code)

/** Whether the disk that holds a folder has room for so many bytes; where the system does not tell, it has. */
export function hasRoom(folder: string, bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= bytes
  } catch {
    return true
  }
}
