import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDiskFull } from './disk.ts'
import { type Fault, findFault } from './inspect.ts'
import { type JournalDb, openJournalFile } from './open.ts'
import { salvage } from './salvage.ts'

/** A file that was found in the journal's place and could not be gone on with. */
export interface SetAside {
  /** Where it lies now. */
  readonly file: string
  readonly fault: Fault
  /** How many of its rows the new journal has. */
  readonly rows: number
  /** Whether those are all that it told of. */
  readonly whole: boolean
}

/**
 * Moves a file that is damaged or no journal out of the way, nothing of it lost, and makes a new journal of the rows that can
 * still be read. Their streams are closed: they are sent as they stand, and nothing in them grows any more. What could not be
 * read becomes a gap `lost`.
 * @returns undefined if the file is sound or not there yet
 */
export function setAsideIfDamaged(file: string, now: number): SetAside | undefined {
  const fault = findFault(file)
  if (!fault) return undefined
  const changedAt = Math.min(now, lastChange(file) ?? now)
  const aside = findFreeName(file, now)
  // The journal before its log: should this be cut short, the log is found alone and set aside too, never applied to another.
  for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, aside + end)
  const db = openJournalFile(file)
  try {
    return { file: aside, fault, ...salvage(aside, db, { now, changedAt }) }
  } catch (error) {
    // Everything is still in the file set aside.
    if (isDiskFull(error)) return { file: aside, fault, rows: 0, whole: false }
    throw error
  } finally {
    db.close()
  }
}

/** Opens the journal to write it; what cannot be gone on with is set aside first. */
export function openSoundJournal(file: string, now: number, onSetAside?: (aside: SetAside) => void): JournalDb {
  const aside = setAsideIfDamaged(file, now)
  if (aside) onSetAside?.(aside)
  return openJournalFile(file)
}

/** Where a journal was replaced under a running agent, the log beside it is of the one that is gone, and must never be applied. */
export function setAsideLog(file: string, now: number): void {
  if (!existsSync(file)) return
  const aside = findFreeName(file, now)
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, aside + end)
}

const marker = '.quarantine-'

/** Files that were set aside earlier and are still there, oldest first. */
export const listSetAside = (file: string): string[] =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith(basename(file) + marker) && !/-(wal|shm)$/.test(name))
    .sort()
    .map((name) => join(dirname(file), name))

/** Everything that was set aside, logs without their journal too. */
export const listSetAsideParts = (file: string): string[] =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith(basename(file) + marker))
    .map((name) => join(dirname(file), name))

/** `journal.db.quarantine-20261122T201500Z`: a name for every file system. */
function findFreeName(file: string, now: number): string {
  const instant = new Date(now).toISOString().replace(/\.\d+|[-:]/g, '')
  const isTaken = (name: string) => ['', '-wal', '-shm'].some((end) => existsSync(name + end))
  const first = `${file}${marker}${instant}`
  let name = first
  for (let n = 2; isTaken(name); n++) name = `${first}-${n}`
  return name
}

/** When something was last written. */
function lastChange(file: string): number | undefined {
  const times = [file, `${file}-wal`].flatMap((name) => statSync(name, { throwIfNoEntry: false })?.mtimeMs ?? [])
  return times.length > 0 ? Math.floor(Math.max(...times)) : undefined
}
