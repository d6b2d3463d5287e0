import type { App } from '../../core/apps.ts'
import { findResiduals, type Residual } from './residual.ts'
import type { Census, Seen } from './seen.ts'
import type { Interval } from './tick.ts'

export interface CpuCredits {
  /** Whole milliseconds by app key. */
  readonly byApp: ReadonlyMap<string, CpuCredit>
  readonly totalMs: number
  /** What reapers collected from processes that nobody saw. */
  readonly unattributedMs: number
}

export interface CpuCredit {
  readonly app: App
  ms: number
}

/**
 * Gives each app the CPU time of its processes since the last sample. Only differences of whole counters are given, so
 * that everything given since the first sample adds up to what the kernel counted.
 */
export function creditCpu(before: Census, now: Census, { previousAt, at }: Interval): CpuCredits {
  const intervalMs = Math.max(0, at - previousAt)
  const byApp = new Map<string, CpuCredit>()
  let totalMs = 0

  function credit({ process: { app } }: Seen, ms: number) {
    if (ms <= 0) return
    totalMs += ms
    const credit = byApp.get(app.key)
    if (credit) credit.ms += ms
    else byApp.set(app.key, { app, ms })
  }

  for (const seen of now.byId.values()) {
    credit(seen, seen.ownGrowthMs)
    seen.rate = toRate(seen, seen.isNew ? seen.ownMs : seen.ownGrowthMs, intervalMs, at)
  }
  let unattributedMs = 0
  for (const residual of findResiduals(before, now)) {
    const { heir } = residual
    const restMs = residual.ms - creditTails(residual, intervalMs, credit)
    if (heir.process.reaper) {
      unattributedMs += restMs
      continue
    }
    // Whoever came and went unseen was most likely a helper of the program that waited for it: a shell's or a build's commands.
    credit(heir, restMs)
    heir.rate += toRate(heir, restMs, intervalMs, at)
  }
  return { byApp, totalMs, unattributedMs }
}

/** CPU per millisecond of the interval, or of its whole life for a process that is new to us. */
const toRate = ({ isNew, process }: Seen, ms: number, intervalMs: number, at: number) =>
  ms / Math.max(1, isNew ? at - process.startedAt : intervalMs)

/** Gives known children that ended what they did at most after they were last seen, at their last rate; returns how much. */
function creditTails({ ms, vanished }: Residual, intervalMs: number, credit: (seen: Seen, ms: number) => void): number {
  const most = vanished.reduce((sum, { last }) => sum + last.rate * intervalMs, 0)
  const share = most > ms ? ms / most : 1
  let given = 0
  for (const { last } of vanished) {
    const tail = Math.floor(last.rate * intervalMs * share)
    credit(last, tail)
    given += tail
  }
  return given
}
