import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../core/errors.ts'

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
  const held = tryLock(journal)
  if (!held) {
    const pid = readHolder(journal)
    const who = pid === undefined ? '' : ` (process ${pid})`
    throw new AppError('conflict', `an agent is recording here already${who}; stop it first, or use another --data-dir`)
  }
  writeFileSync(holderFile(journal), `${process.pid}\n`, { mode: 0o600 })
  return held
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

function readHolder(journal: string): number | undefined {
  try {
    return Number(readFileSync(holderFile(journal), 'utf8'))
  } catch {
    return undefined
  }
}
