import { Cron } from 'croner'
import type { Log } from '../log.ts'

export interface Ticker {
  /** Runs the work soon, once, however often it is called until then. */
  knock(): void
  /** Starts nothing more, tells the work under way to stop, and waits for it. */
  stop(): Promise<void>
}

/**
 * Runs work whenever the clock knocks, and when `knock` asks for it; never twice at once. What there is to do is in the rows,
 * so a missed or doubled knock changes nothing.
 * @param pattern when croner knocks, as `0 * * * * *`
 * @param delayMs how long a `knock` waits for others
 * @param work is given a signal that `stop` aborts: it ends soon, at a point where nothing is half done
 */
export function startTicker(
  name: string,
  pattern: string,
  delayMs: number,
  log: Log,
  work: (signal: AbortSignal) => Promise<void>,
): Ticker {
  let underWay: Promise<void> | undefined
  let asked = false
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  const { signal } = stopping

  const run = (): Promise<void> => {
    if (underWay !== undefined) asked = true
    else if (!signal.aborted)
      underWay = work(signal)
        .catch((error) => log.error({ err: error, job: name }, 'a job failed; it will be tried again'))
        .finally(() => {
          underWay = undefined
          if (asked) knock()
          asked = false
        })
    return underWay ?? Promise.resolve()
  }
  const knock = () => {
    if (timer || signal.aborted) return
    timer = setTimeout(() => {
      timer = undefined
      void run()
    }, delayMs)
  }
  const cron = new Cron(pattern, { protect: true, catch: true, unref: true }, run)
  return {
    knock,
    stop: async () => {
      stopping.abort()
      cron.stop()
      clearTimeout(timer)
      await underWay
    },
  }
}
