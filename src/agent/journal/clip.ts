import type { Interval } from '../../core/spans.ts'
import { hourMs } from '../../core/time.ts'
import type { HourIncrement, JournalEntry } from './journal.ts'
import type { JournalDb } from './open.ts'

/**
 * What of an entry may be written after an erasure: nothing that starts before it. What reaches over it begins there; the server
 * would refuse the whole row, and with it all that it grows by later.
 */
export function clipEntry(entry: JournalEntry, erasedUntil: number): JournalEntry {
  if (erasedUntil === 0) return entry
  const clip = <T extends Interval>(pieces: readonly T[]): T[] =>
    pieces
      .filter(({ start, end }) => start >= erasedUntil || end > erasedUntil)
      .map((piece) => (piece.start < erasedUntil ? { ...piece, start: erasedUntil } : piece))
  const clipHour = (increment: HourIncrement): HourIncrement[] => {
    if (increment.hour >= erasedUntil) return [increment]
    return increment.hour + hourMs > erasedUntil ? [{ ...increment, hour: erasedUntil }] : []
  }
  return {
    hours: entry.hours.flatMap(clipHour),
    recorded: clip(entry.recorded),
    gaps: clip(entry.gaps),
    ...(entry.spans && { spans: clip(entry.spans) }),
  }
}

/** Before it everything was erased; 0 if nothing was. */
export const readErasedUntil = (db: JournalDb): number =>
  db.prepare<[], { value: number }>("select value from counters where name = 'erased_until'").get()?.value ?? 0

export const saveErasedUntil = (db: JournalDb, until: number): void =>
  void db
    .prepare(
      "insert into counters values ('erased_until', ?) on conflict do update set value = max(value, excluded.value)",
    )
    .run(until)
