import { threadId } from 'node:worker_threads'

/**
 * Whose turn it is to write, of the threads of this process that have one SQLite file open. SQLite would let the second wait
 * too, but with its thread standing still; here it asks again, and does other things meanwhile.
 */
export interface WriteTurn {
  /** @returns whether it is this thread's turn now, until it leaves */
  take(): boolean
  leave(): void
}

const nobody = 0
const nameOf = (thread: number) => thread + 1

/** @param shared what the threads have in common */
export function createWriteTurn(shared: SharedArrayBuffer): WriteTurn {
  const holder = new Int32Array(shared)
  return {
    take: () => Atomics.compareExchange(holder, 0, nobody, nameOf(threadId)) === nobody,
    leave: () => void Atomics.store(holder, 0, nobody),
  }
}

/** What threads share for this: four bytes. */
export const newTurn = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)

/** Ends the turn of a thread that ended in the middle of it; SQLite undid what it had begun. */
export const takeBackTurn = (shared: SharedArrayBuffer, thread: number): void =>
  void Atomics.compareExchange(new Int32Array(shared), 0, nameOf(thread), nobody)
