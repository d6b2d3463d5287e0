/** Runs so much at once and lets the rest wait, first come first served. */
export interface Queue {
  run<T>(work: () => Promise<T>): Promise<T>
  /** How much waits. */
  waiting(): number
}

export function createQueue(most: number): Queue {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    waiting: () => waiting.length,
    run: async (work) => {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
      else running++
      try {
        return await work()
      } finally {
        // Whoever waited longest takes the place over.
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}
