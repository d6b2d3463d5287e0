/** Does so much at once, and of those who wait lets go first whoever was let go longest ago. */
export interface FairQueue {
  run<T>(caller: string, work: () => Promise<T>): Promise<T>
}

interface Waiting {
  readonly caller: string
  go(): void
}

/** Callers beyond this are forgotten: they count as never seen, which is right for who was away. */
const mostRemembered = 10_000

export function createFairQueue(most: number): FairQueue {
  let running = 0
  let turn = 0
  let lastTurn = new Map<string, number>()
  const waiting: Waiting[] = []
  const note = (caller: string) => {
    if (lastTurn.size >= mostRemembered) lastTurn = new Map()
    lastTurn.set(caller, ++turn)
  }
  const lastOf = ({ caller }: Waiting) => lastTurn.get(caller) ?? 0
  const next = () => {
    if (running >= most || waiting.length === 0) return
    // Of equals the first that came.
    const first = waiting.reduce((best, one) => (lastOf(one) < lastOf(best) ? one : best))
    waiting.splice(waiting.indexOf(first), 1)
    running++
    note(first.caller)
    first.go()
  }
  return {
    run: async (caller, work) => {
      await new Promise<void>((resolve) => {
        waiting.push({ caller, go: resolve })
        next()
      })
      try {
        return await work()
      } finally {
        running--
        next()
      }
    },
  }
}
