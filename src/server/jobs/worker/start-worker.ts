import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../../core/errors.ts'
import { minuteMs, secondMs } from '../../../core/time.ts'
import type { Log } from '../../log.ts'
import type { OpenAgain } from '../../store/store.ts'
import type { JobInput, JobName, JobOutput, Jobs } from '../long-jobs.ts'
import { createThread, type Thread } from './thread.ts'

export interface WorkerOptions {
  /** The store it works on, which stays open here. */
  readonly again: OpenAgain
  readonly log: Log
  /** What it runs, if not what was built. */
  readonly script?: string
}

/** A thread that ended by itself is started again after these; the last holds on. */
const restMs = [secondMs, 5 * secondMs, 30 * secondMs, 5 * minuteMs]
/** Whatever ended it did not come back for so long. */
const soundMs = 10 * minuteMs

/**
 * Does the long jobs on a thread of its own, with connections of its own, so that nothing else here waits for them. It starts with
 * the first job. If it ends by itself, the jobs under way fail, the log is told, and the next job starts it again after a rest.
 */
export function startWorker({ again, log, script = findScript() }: WorkerOptions): Jobs {
  const stopping = new AbortController()
  let thread: Promise<Thread> | undefined
  let ends = 0
  let endedAt = Number.NEGATIVE_INFINITY

  const onEnded = (error: unknown) => {
    thread = undefined
    ends = performance.now() - endedAt > soundMs ? 1 : ends + 1
    endedAt = performance.now()
    log.error({ err: error }, 'the thread of the jobs ended by itself; it is started again')
  }
  const start = async () => {
    const rest = ends === 0 ? 0 : restMs[Math.min(ends, restMs.length) - 1]!
    const left = endedAt + rest - performance.now()
    if (left > 0) await sleep(left, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    if (stopping.signal.aborted) throw new AppError('unavailable', 'the server is stopping')
    return createThread(script, again, onEnded)
  }
  return {
    run: async <N extends JobName>(name: N, input: JobInput<N>, signal?: AbortSignal) => {
      thread ??= start()
      return (await thread).run(name, input, signal) as Promise<JobOutput<N>>
    },
    stop: async () => {
      stopping.abort()
      await (await thread?.catch(() => undefined))?.end()
    },
  }
}

/** The built entry, wherever this code was bundled to. */
function findScript(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const script = join(folder, 'dist', 'jobs-worker.js')
    if (existsSync(script)) return script
    if (folder === dirname(folder)) throw new Error(`no dist/jobs-worker.js above ${import.meta.url}`)
  }
}
