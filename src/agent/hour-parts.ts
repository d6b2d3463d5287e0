import { cutAt, type Interval } from '../core/spans.ts'
import { findTransition, hourMs, hourStart, offsetAt } from '../core/time.ts'
import type { HourIncrement, RecordedEntry } from './journal/journal.ts'
import type { WatchedPiece } from './presence/tracker.ts'
import type { AppTick } from './sampler.ts'

/** A piece of recorded time within one clock hour under one offset. */
export interface HourPiece extends Interval {
  /** The row's key: when the clock hour began, or when the offset changed within it. */
  readonly hour: number
  readonly offsetMs: number
}

/**
 * Cuts recorded time where a clock hour or the offset changes.
 * @param zone IANA name
 * @param regimeStart when the present offset began to hold, if that was seen: an hour does not reach back beyond it
 */
export function toHourPieces({ start, end }: Interval, zone: string, regimeStart: number): HourPiece[] {
  const pieces: HourPiece[] = []
  let regime = regimeStart
  for (let from = start; from < end; ) {
    const offsetMs = offsetAt(zone, from)
    const hour = hourStart(from, offsetMs)
    const change = findTransition(zone, from, end)
    const until = Math.min(end, hour + hourMs, change ?? end)
    pieces.push({ start: from, end: until, hour: Math.max(hour, regime), offsetMs })
    if (until === change) regime = change
    from = until
  }
  return pieces
}

/** What was recorded under which clock, cut again where what was watched changed. */
export const toRecorded = (
  pieces: readonly HourPiece[],
  zone: string,
  watched: readonly WatchedPiece[] = [],
): RecordedEntry[] =>
  pieces.flatMap(({ start, end, offsetMs }) =>
    cutAt(
      { start, end },
      watched.map((piece) => piece.start),
    ).map((part) => {
      const sources = watched.findLast((piece) => piece.start <= part.start)?.value ?? []
      return { ...part, clock: { zone, offsetMs, ...(sources.length > 0 && { watched: [...sources] }) } }
    }),
  )

/**
 * Spreads what an app did since the last sample over the clock hours it did it in: running time exactly, CPU time by share,
 * launches in the last. Sums are kept to the millisecond.
 */
export function toIncrements(tick: AppTick, pieces: readonly HourPiece[]): HourIncrement[] {
  const { app, runningFrom, memoryKiB } = tick
  const running = pieces.map((piece) =>
    runningFrom === null ? 0 : Math.max(0, piece.end - Math.max(piece.start, runningFrom)),
  )
  const weights = running.some((ms) => ms > 0) ? running : pieces.map(({ start, end }) => end - start)
  const cpu = share(tick.cpuMs, weights)
  return pieces
    .map(({ hour }, i) => ({
      app,
      hour,
      runningMs: running[i]!,
      cpuMs: cpu[i]!,
      launches: i === pieces.length - 1 ? tick.launches : 0,
      memoryKiBSeconds: Math.round((memoryKiB * running[i]!) / 1_000),
      memoryKiB,
    }))
    .filter(({ runningMs, cpuMs, launches }) => runningMs + cpuMs + launches > 0)
}

/** Splits a whole number by weights into whole numbers with the same sum. */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  let before = 0
  let given = 0
  return weights.map((weight) => {
    before += weight
    const upTo = sum === 0 ? total : Math.round((total * before) / sum)
    const part = upTo - given
    given = upTo
    return part
  })
}
