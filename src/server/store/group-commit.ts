import { setImmediate } from 'node:timers'
import type Database from 'better-sqlite3'

interface Waiting {
  run(): void
  resolve(): void
  reject(error: unknown): void
}

/** Commits work together; see `createGroupCommit`. */
export interface GroupCommit {
  /** Resolves once the work is durable; rejects, with nothing of it written, if it throws. */
  commit(work: () => void): Promise<void>
  /** Commits now what waits. */
  flush(): void
}

/**
 * Commits together what is asked for in the same turn of the event loop: a durable commit costs as much for one as for all.
 * Work that throws is undone alone.
 *     asked   a   b(throws)   c  |        d
 *     file    begin a [b undone] c commit | begin d commit
 */
export function createGroupCommit(client: Database.Database): GroupCommit {
  let waiting: Waiting[] = []
  /** Inside another transaction, a savepoint. */
  const runOne = client.transaction((work: () => void) => work())
  const runGroup = client.transaction((group: readonly Waiting[]) =>
    group.map(({ run }) => outcomeOf(client, run, runOne)),
  )
  const flush = () => {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    try {
      const outcomes = group.length === 1 ? [runOne.immediate(group[0]!.run)] : runGroup.immediate(group)
      for (const [i, outcome] of outcomes.entries())
        if (outcome) group[i]!.reject(outcome.error)
        else group[i]!.resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
  return {
    commit: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.push({ run: work, resolve, reject }) === 1) setImmediate(flush)
      }),
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
