/** Compares what was credited with what the kernel counted for the same accounts. */
export interface Reconciliation {
  /**
   * Whole milliseconds that the kernel counted and nothing explains, since the last call.
   * @param totalMs the kernel's count since boot, if it keeps one
   * @param explainedMs what was credited, or is unattributed already, since the last call
   * @param intervalMs how far below zero the difference may be kept
   */
  add(totalMs: number | undefined, explainedMs: number, intervalMs: number): number
}

/**
 * The two are not read at the same instant and tick differently, so their difference swings around the truth. What it is
 * below zero is kept and set against the next, or every swing upwards would add up. It is kept only up to the length of an
 * interval: more than that is no noise (work outside of what the kernel's count covers), and would hide the truth for long.
 */
export function createReconciliation(): Reconciliation {
  let lastMs: number | undefined
  let carriedMs = 0
  return {
    add(totalMs, explainedMs, intervalMs) {
      const grownMs = totalMs === undefined || lastMs === undefined ? undefined : totalMs - lastMs
      lastMs = totalMs
      if (grownMs === undefined) {
        carriedMs = 0
        return 0
      }
      const openMs = grownMs - explainedMs + carriedMs
      const ms = Math.max(0, Math.floor(openMs))
      carriedMs = Math.max(openMs - ms, -intervalMs)
      return ms
    },
  }
}
