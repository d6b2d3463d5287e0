import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../core/errors.ts'
import { isDiskFull } from './journal/disk.ts'

export interface Lock {
  release(): void
}

/**
 * Makes this process the only agent that writes a journal. The lock is one that SQLite holds on a file of its own, so that it
 * goes with the process, however that ends.
 * @throws AppError `conflict`, naming the process that has it
 */
export function takeLock(journal: string): Lock {
  mkdirSync(dirname(journal), { recursive: true, mode: 0o700 })
  // What SQLite puts beside a file takes its mode. One that is there is not opened: to close it would end a lock held here.
  if (existsSync(lockFile(journal))) chmodSync(lockFile(journal), 0o600)
  else writeFileSync(lockFile(journal), '', { flag: 'a', mode: 0o600 })
  let held = tryLock(journal)
  if (!held) {
    const pid = readHolder(journal)
    // Somebody who only looked had it for a moment.
    if (pid === undefined) held = tryLock(journal)
    const who = pid === undefined ? '' : ` (process ${pid})`
    if (!held)
      throw new AppError(
        'conflict',
        `an agent is recording here already${who}; stop it first, or use another --data-dir`,
      )
  }
  const lock = held
  nameHolder(journal)
  return {
    release: () => {
      rmSync(holderFile(journal), { force: true })
      lock.release()
    },
  }
}

/** For whoever finds the lock taken. On a full disk the lock must do without. */
function nameHolder(journal: string): void {
  try {
    writeFileSync(holderFile(journal), `${process.pid}\n`, { mode: 0o600 })
  } catch (error) {
    if (!isDiskFull(error)) throw error
    rmSync(holderFile(journal), { force: true })
  }
}

/** The process that records here; undefined if none does. */
export function findHolder(journal: string): number | undefined {
  if (!existsSync(lockFile(journal))) return undefined
  const held = tryLock(journal)
  held?.release()
  return held ? undefined : readHolder(journal)
}

const lockFile = (journal: string) => join(dirname(journal), 'agent.lock')
const holderFile = (journal: string) => join(dirname(journal), 'agent.pid')

function tryLock(journal: string): Lock | undefined {
  const db = new Database(lockFile(journal), { timeout: 0 })
  try {
    db.exec('begin exclusive')
  } catch (error) {
    db.close()
    if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return {
    release: () => {
      db.exec('rollback')
      db.close()
    },
  }
}

/** Waits a little for one that holds the lock and has not named itself yet: what stands there may be of an earlier run. */
function readHolder(journal: string): number | undefined {
  for (let wait = 0; wait < 50; wait++) {
    const pid = readPid(journal)
    if (pid && isAlive(pid)) return pid
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
  return undefined
}

function readPid(journal: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(holderFile(journal), 'utf8'), 10)
  } catch {
    return undefined
  }
}

/** Whether there is a process of this id, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
