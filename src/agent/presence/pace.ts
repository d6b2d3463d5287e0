/** Titles change as often as a program likes. */
const pauseMs = 250

/** Calls `act` at once, and then at most four times a second; the last call is never left out. */
export function createPace(act: () => void): () => void {
  let isPausing = false
  let isWaiting = false
  const run = () => {
    isWaiting = false
    isPausing = true
    setTimeout(() => {
      isPausing = false
      if (isWaiting) run()
    }, pauseMs).unref()
    act()
  }
  return () => {
    isWaiting = true
    if (!isPausing) run()
  }
}
