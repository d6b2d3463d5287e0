import { Cron } from 'croner'
import type { Log } from '../log.ts'

export interface Ticker {
  /** Runs the work soon, once, however often it is called until then. */
  knock(): void
  stop(): Promise<void>
}

/**
 * Runs work whenever the clock knocks, and when `knock` asks for it; never twice at once. What there is to do is in the rows,
 * so a missed or doubled knock changes nothing.
 * @param pattern when croner knocks, as `0 * * * * *`
 * @param delayMs how long a `knock` waits for others
 */
export function startTicker(
  name: string,
  pattern: string,
  delayMs: number,
  log: Log,
  work: () => Promise<void>,
): Ticker {
  let underWay: Promise<void> | undefined
  let asked = false
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const run = (): Promise<void> => {
    if (underWay !== undefined) asked = true
    else if (!stopped)
      underWay = work()
        .catch((error) => log.error({ err: error, job: name }, 'a job failed; it will be tried again'))
        .finally(() => {
          underWay = undefined
          if (asked) knock()
          asked = false
        })
    return underWay ?? Promise.resolve()
  }
  const knock = () => {
    if (timer || stopped) return
    timer = setTimeout(() => {
      timer = undefined
      void run()
    }, delayMs)
  }
  const cron = new Cron(pattern, { protect: true, catch: true, unref: true }, run)
  return {
    knock,
    stop: async () => {
      stopped = true
      cron.stop()
      clearTimeout(timer)
      await underWay
    },
  }
}
