import { dayMs } from '../../core/time.ts'
import type { JournalDb } from './open.ts'
import { hasTable } from './state.ts'

/** What recording itself cost over some time. */
export interface Meter {
  readonly meteredMs: number
  readonly cpuMs: number
  /** Resident memory × time. */
  readonly memoryKiBSeconds: number
  readonly memoryPeakKiB: number
  /** To disk; null where the system does not count it. */
  readonly writtenBytes: number | null
  /** To the server: the bodies of requests, as they travel. */
  readonly sentBytes: number
}

/** As long as hours are kept for `today`. */
const keptMs = 396 * dayMs

/**
 * Adds to what this clock hour cost.
 * @param hour the instant it began where the device is
 */
export function addMeter(db: JournalDb, hour: number, meter: Meter): void {
  const { meteredMs, cpuMs, memoryKiBSeconds, memoryPeakKiB, writtenBytes, sentBytes } = meter
  db.prepare(
    `insert into meters values (?, ?, ?, ?, ?, ?, ?) on conflict do update set
       metered_ms = metered_ms + excluded.metered_ms,
       cpu_ms = cpu_ms + excluded.cpu_ms,
       memory_kib_seconds = memory_kib_seconds + excluded.memory_kib_seconds,
       memory_peak_kib = max(memory_peak_kib, excluded.memory_peak_kib),
       written_bytes = written_bytes + excluded.written_bytes,
       sent_bytes = sent_bytes + excluded.sent_bytes`,
  ).run(hour, meteredMs, cpuMs, memoryKiBSeconds, memoryPeakKiB, writtenBytes, sentBytes)
  db.prepare('delete from meters where hour < ?').run(hour - keptMs)
}

/** What the hours that began in `[start, end)` cost; undefined if nothing was metered. */
export function readMeter(db: JournalDb, start: number, end: number): Meter | undefined {
  if (!hasTable(db, 'meters')) return undefined
  const row = db
    .prepare<[number, number], { [field in keyof Meter]: Meter[field] | null }>(
      `select sum(metered_ms) as meteredMs, sum(cpu_ms) as cpuMs, sum(memory_kib_seconds) as memoryKiBSeconds,
         max(memory_peak_kib) as memoryPeakKiB, sum(written_bytes) as writtenBytes, sum(sent_bytes) as sentBytes
       from meters where hour >= ? and hour < ?`,
    )
    .get(start, end)!
  return row.meteredMs === null ? undefined : (row as Meter)
}
