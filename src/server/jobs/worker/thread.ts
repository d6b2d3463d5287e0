import { Worker } from 'node:worker_threads'
import { AppError } from '../../../core/errors.ts'
import type { OpenAgain } from '../../store/store.ts'
import { takeBackTurn } from '../../store/write-turn.ts'
import { type Answer, fromSent, type Order, toSent } from './wire.ts'

/** A thread that does what it is asked, several things in turn. */
export interface Thread {
  /** @throws AppError `unavailable` if it ended before the work did */
  run(name: string, input: unknown, signal?: AbortSignal): Promise<unknown>
  /** Ends what is under way, then the thread. */
  end(): Promise<void>
}

interface Asked {
  resolve(output: unknown): void
  reject(error: unknown): void
}

const toEnded = (cause: unknown) => new AppError('unavailable', 'the thread of the jobs ended', { cause })

/**
 * @param script what it runs
 * @param onEnded told why it ended, if nobody asked it to
 */
export function createThread(script: string, again: OpenAgain, onEnded: (error: unknown) => void): Thread {
  const worker = new Worker(script, { workerData: again })
  const { threadId } = worker
  const asked = new Map<number, Asked>()
  let last = 0
  let error: unknown
  let ending = false
  let hasEnded = false
  const ended = new Promise<void>((resolve) =>
    worker.once('exit', (code) => {
      if (again.turn) takeBackTurn(again.turn, threadId)
      hasEnded = true
      const cause = error ?? new Error(`it ended with ${code}`)
      for (const { reject } of asked.values()) reject(toEnded(cause))
      asked.clear()
      if (!ending) onEnded(cause)
      resolve()
    }),
  )
  worker.on('error', (thrown) => {
    error = thrown
  })
  worker.on('message', (answer: Answer) => {
    const one = asked.get(answer.id)
    asked.delete(answer.id)
    if ('error' in answer) one?.reject(fromSent(answer.error))
    else one?.resolve(fromSent(answer.output))
  })
  const say = (order: Order) => worker.postMessage(order)
  return {
    run: async (name, input, signal) => {
      if (hasEnded) throw toEnded(error)
      const id = ++last
      const stop = () => say({ kind: 'stop', id })
      const done = new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject })
        say({ kind: 'do', id, name, input: toSent(input) })
      })
      if (signal?.aborted) stop()
      signal?.addEventListener('abort', stop, { once: true })
      return done.finally(() => signal?.removeEventListener('abort', stop))
    },
    end: async () => {
      ending = true
      say({ kind: 'end' })
      await ended
    },
  }
}
