import { secondMs } from '../time.ts'
import type { ProcessTotals } from '../usage.ts'

/**
 * Time-weighted mean of resident memory in KiB; 0 if it was never seen running. Never above the peak: of what ran for less than a
 * second, KiB × seconds is a rough figure.
 */
export const toMean = ({
  memoryKiBSeconds,
  runningMs,
  memoryPeakKiB,
}: Pick<ProcessTotals, 'memoryKiBSeconds' | 'runningMs' | 'memoryPeakKiB'>): number =>
  runningMs === 0 ? 0 : Math.min(memoryPeakKiB, Math.round((memoryKiBSeconds * secondMs) / runningMs))
