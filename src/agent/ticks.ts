import type { ClockReading } from './interval.ts'

export interface TickOptions {
  /** How long it is from one tick to the next now. */
  everyMs(): number
  readClocks(): ClockReading
  /** Records one tick; `atOnce`: it is on disk when that ends. */
  record(atOnce: boolean): Promise<void>
  /** Told of a tick that failed; the next ones go on. */
  onError(error: unknown): void
}

export interface Ticks {
  /** A tick now, or the one that is under way. */
  tick(): Promise<void>
  /** One more tick that begins after this call and goes to disk at once, as when the computer is about to sleep. */
  settle(): void
  /** No more ticks; settled when the last one has ended. */
  stop(): Promise<void>
}

/** Ticks at that pace from `startedAt` on, one at a time; a tick that comes late is not made up. */
export function startTicks({ everyMs, readClocks, record, onError }: TickOptions, startedAt: number): Ticks {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let ticking: Promise<void> | undefined
  let isUnsettled = false

  const tick = (atOnce = false): Promise<void> => {
    ticking ??= record(atOnce).finally(() => {
      ticking = undefined
    })
    return ticking
  }
  const idle = async () => {
    while (ticking !== undefined) await ticking.catch(() => {}) // told by whoever began it
  }
  const settle = async () => {
    await idle()
    if (stopped || !isUnsettled) return
    isUnsettled = false
    await tick(true).catch(onError)
  }
  const schedule = (dueAt: number) => {
    timer = setTimeout(
      async () => {
        await tick().catch(onError)
        if (stopped) return
        schedule(Math.max(dueAt + everyMs(), readClocks().monotonic))
      },
      Math.max(0, dueAt - readClocks().monotonic),
    )
  }
  schedule(startedAt + everyMs())
  return {
    tick: () => tick(),
    settle: () => {
      isUnsettled = true
      void settle()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await idle()
    },
  }
}
