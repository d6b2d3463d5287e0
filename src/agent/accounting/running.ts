import type { Census } from './seen.ts'
import type { Interval } from './tick.ts'

/** What one app's living processes come to. */
export interface Life {
  runningFrom: number
  memoryKiB: number
}

/**
 * From when each app with a living process ran, by app key: a union over its processes, never a sum.
 *
 *     sample          1         2
 *     seen in both    |---------|      from `creditFrom`
 *     all are new         |-----|      from the earliest start
 *     gone            |--x             nothing: nobody knows when it ended
 *
 * A process that became another app since is credited to the new one all the time, so that no moment counts twice.
 */
export function findLives(before: Census, now: Census, { creditFrom, at }: Interval): Map<string, Life> {
  const lives = new Map<string, Life>()
  for (const { process } of now.byId.values()) {
    if (process.ended) continue
    const from = before.byId.has(process.id) ? creditFrom : Math.min(at, Math.max(creditFrom, process.startedAt))
    const life = lives.get(process.app.key)
    if (life) {
      life.runningFrom = Math.min(life.runningFrom, from)
      life.memoryKiB += process.memoryKiB
    } else lives.set(process.app.key, { runningFrom: from, memoryKiB: process.memoryKiB })
  }
  return lives
}
