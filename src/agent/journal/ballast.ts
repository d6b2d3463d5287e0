import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hasRoom, isDiskFull } from './disk.ts'

/** Room that is kept for the moment when there is none: on a full disk even a deletion must write before it frees. */
export interface Ballast {
  /** Takes the room unless it is held already. False if the disk is too full for it and for some recording beside it. */
  make(): boolean
  /** Gives the room to whoever writes next. */
  release(): void
}

const ballastBytes = 1_048_576
/** Recording begins again only with this much room beside the ballast, so that it does not end at once. */
const reserveBytes = 262_144

const ballastFile = (journal: string) => join(dirname(journal), 'ballast')

const isMade = (journal: string) => statSync(ballastFile(journal), { throwIfNoEntry: false })?.size === ballastBytes

const hasRoomToRecord = (journal: string) => hasRoom(dirname(journal), ballastBytes + reserveBytes)

/** Whether the disk is too full to record. */
export const isShortOfRoom = (journal: string): boolean => !isMade(journal) && !hasRoomToRecord(journal)

/** An agent that starts on a full disk gets the ballast's room to open its journal in, and to say so. */
export function makeRoomToOpen(journal: string): void {
  if (!hasRoom(dirname(journal), reserveBytes)) rmSync(ballastFile(journal), { force: true })
}

/** The ballast beside a journal. */
export function createBallast(journal: string): Ballast {
  const file = ballastFile(journal)
  const release = () => rmSync(file, { force: true })
  return {
    release,
    make: () => {
      if (isMade(journal)) return true
      if (!hasRoomToRecord(journal)) return false
      try {
        write(file)
        return true
      } catch (error) {
        release()
        // A folder that takes no file at all is told of by the journal itself.
        return !isDiskFull(error)
      }
    },
  }
}

/** Random, so that no file system makes it smaller than it says. */
function write(file: string): void {
  const handle = openSync(file, 'w', 0o600)
  try {
    const bytes = randomBytes(ballastBytes)
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
