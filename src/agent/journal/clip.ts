import type { Interval } from '../../core/spans.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import type { JournalDb } from './open.ts'

/** What an entry of the journal has of time. */
interface Timed {
  readonly hours: readonly { readonly hour: number }[]
  readonly recorded: readonly Interval[]
  readonly gaps: readonly Interval[]
  readonly spans?: readonly Interval[]
}

/**
 * What of an entry may be written after an erasure: nothing that starts before it. What reaches over it begins there; the server
 * would refuse the whole row, and with it all that it grows by later.
 */
export function clipEntry<Entry extends Timed>(entry: Entry, erasedUntil: number): Entry {
  if (erasedUntil === 0) return entry
  const clip = (pieces: readonly Interval[]) =>
    pieces
      .filter(({ start, end }) => start >= erasedUntil || end > erasedUntil)
      .map((piece) => ({ ...piece, start: Math.max(piece.start, erasedUntil) }))
  return {
    ...entry,
    hours: entry.hours
      .filter(({ hour }) => hour + hourMs > erasedUntil)
      .map((increment) => ({ ...increment, hour: Math.max(increment.hour, erasedUntil) })),
    recorded: clip(entry.recorded),
    gaps: clip(entry.gaps),
    ...(entry.spans && { spans: clip(entry.spans) }),
  }
}

/** No order to erase reaches further ahead of this computer's clock: one for the far future would stop recording. */
export const furthestMs = dayMs

/**
 * Before when nothing may be written, by the clock as it is now. Where the clock was a year ahead when something was erased, and was
 * then put right, nothing would be recorded for a year; but what is written now comes after what was erased.
 */
export function toPresentClock({ recorded, gaps }: Timed, erasedUntil: number): number {
  const ends = [...recorded, ...gaps].map((piece) => piece.end)
  const end = Math.max(...ends)
  return ends.length > 0 && erasedUntil > end + furthestMs
    ? Math.min(end, ...recorded.map(({ start }) => start))
    : erasedUntil
}

/** Before it everything was erased; 0 if nothing was. */
export const readErasedUntil = (db: JournalDb): number =>
  db.prepare<[], { value: number }>("select value from counters where name = 'erased_until'").get()?.value ?? 0

/** @returns where it is now */
export function moveErasedUntil(db: JournalDb, from: number, to: number): number {
  const save = "insert into counters values ('erased_until', ?) on conflict do update set value = excluded.value"
  if (to !== from) db.prepare(save).run(to)
  return to
}
