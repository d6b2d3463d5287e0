import { setImmediate } from 'node:timers'
import { setTimeout as sleep } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { WriteTurn } from './write-turn.ts'

interface Waiting {
  run(): void
  resolve(): void
  reject(error: unknown): void
}

/** Commits work together; see `createGroupCommit`. */
export interface GroupCommit {
  /** Resolves once the work is durable; rejects, with nothing of it written, if it throws. */
  commit(work: () => void): Promise<void>
  /** Does what is no transaction and yet keeps others from writing, as soon as no other thread writes. */
  alone<T>(work: () => T): Promise<T>
  /** Commits what waits: now, or as soon as no other thread writes. */
  flush(): Promise<void>
}

/** How long it waits before it asks again whether another thread has ended its turn, which takes some milliseconds. */
const askAgainMs = 1

/**
 * Commits together what is asked for in the same turn of the event loop: a durable commit costs as much for one as for all.
 * Work that throws is undone alone.
 *     asked   a   b(throws)   c  |        d
 *     file    begin a [b undone] c commit | begin d commit
 * @param turn of the threads that write into the file
 */
export function createGroupCommit(client: Database.Database, turn: WriteTurn): GroupCommit {
  let waiting: Waiting[] = []
  /** Inside another transaction, a savepoint. */
  const runOne = client.transaction((work: () => void) => work())
  const runGroup = client.transaction((group: readonly Waiting[]) =>
    group.map(({ run }) => outcomeOf(client, run, runOne)),
  )
  const commitAll = () => {
    const group = waiting
    waiting = []
    try {
      const outcomes = group.length === 1 ? [runOne.immediate(group[0]!.run)] : runGroup.immediate(group)
      for (const [i, outcome] of outcomes.entries())
        if (outcome) group[i]!.reject(outcome.error)
        else group[i]!.resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
  const alone = async <T>(work: () => T): Promise<T> => {
    while (!turn.take()) await sleep(askAgainMs)
    try {
      return work()
    } finally {
      turn.leave()
    }
  }
  const flush = async () => {
    if (waiting.length > 0) await alone(commitAll)
  }
  return {
    commit: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.push({ run: work, resolve, reject }) === 1) setImmediate(() => void flush())
      }),
    alone,
    flush,
  }
}

/** @throws what the work threw if that ended the whole transaction, as a full disk does */
function outcomeOf(client: Database.Database, run: () => void, runOne: (work: () => void) => void) {
  try {
    runOne(run)
    return undefined
  } catch (error) {
    if (!client.inTransaction) throw error
    return { error }
  }
}
