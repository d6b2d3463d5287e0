import { uptime } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { ClockReading } from './interval.ts'

/** The three clocks of this computer, read together. */
export const readClocks = (): ClockReading => ({
  wall: Date.now(),
  monotonic: performance.now(),
  uptime: uptime() * 1_000,
})
