import { readFileSync } from 'node:fs'
import { hourStart, offsetAt, secondMs } from '../core/time.ts'
import type { Journal } from './journal/journal.ts'
import { addMeter } from './journal/meters.ts'
import { type AgentState, saveState } from './journal/state.ts'

/** What a process used since it began. */
export interface OwnUsage {
  readonly monotonic: number
  readonly cpuMs: number
  readonly memoryKiB: number
  /** The most it ever was. */
  readonly memoryPeakKiB: number
  /** Undefined where the system does not count it. */
  readonly writtenBytes: number | undefined
}

export interface SelfMeterOptions {
  readonly journal: Journal
  zone(): string
  readUsage(): OwnUsage
  /** What else is left for `agent status`. */
  state(): Partial<AgentState>
}

export interface SelfMeter {
  /** Bytes that went to the server. */
  sent(bytes: number): void
  /** Writes what was used since the last call, and how the agent stands. Never throws: a full disk is told of elsewhere. */
  note(now: number): void
}

/** Keeps account of what recording itself costs, from the start of the process on. */
export function createSelfMeter({ journal, zone, readUsage, state }: SelfMeterOptions): SelfMeter {
  let before: OwnUsage = { monotonic: 0, cpuMs: 0, memoryKiB: 0, memoryPeakKiB: 0, writtenBytes: 0 }
  let sentBytes = 0

  const toMeter = (now: OwnUsage) => {
    const meteredMs = Math.round(now.monotonic - before.monotonic)
    const isNewPeak = now.memoryPeakKiB > before.memoryPeakKiB
    return {
      meteredMs,
      cpuMs: Math.round(now.cpuMs - before.cpuMs),
      memoryKiBSeconds: Math.round((now.memoryKiB * meteredMs) / secondMs),
      memoryPeakKiB: isNewPeak ? now.memoryPeakKiB : now.memoryKiB,
      writtenBytes: now.writtenBytes === undefined ? null : now.writtenBytes - (before.writtenBytes ?? 0),
      sentBytes,
    }
  }
  return {
    sent: (bytes) => {
      sentBytes += bytes
    },
    note: (at) => {
      const now = readUsage()
      try {
        const { db } = journal
        db.transaction(() => {
          addMeter(db, hourStart(at, offsetAt(zone(), at)), toMeter(now))
          saveState(db, state())
        }).immediate()
        before = now
        sentBytes = 0
      } catch {
        // The next time more is told.
      }
    },
  }
}

/** What this process used so far. Programs that it started, as `ps`, are not in it. */
export function readOwnUsage(): OwnUsage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  return {
    monotonic: performance.now(),
    cpuMs: (userCPUTime + systemCPUTime) / 1_000,
    memoryKiB: Math.round(process.memoryUsage.rss() / 1_024),
    memoryPeakKiB: maxRSS,
    writtenBytes: readWrittenBytes(),
  }
}

/** Only Linux counts bytes. */
function readWrittenBytes(): number | undefined {
  try {
    const [, bytes] = /^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8')) ?? []
    return bytes === undefined ? undefined : Number(bytes)
  } catch {
    return undefined
  }
}
