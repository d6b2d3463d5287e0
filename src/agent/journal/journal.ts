import type { App } from '../../core/apps.ts'
import type { Interval } from '../../core/spans.ts'
import { dayMs, utcDayStart } from '../../core/time.ts'
import type { GapReason } from '../../core/usage.ts'
import { batchLimits, type ClockDetail } from '../../protocol/batches.ts'
import { isInPlace, type JournalDb, makeDurable } from './open.ts'
import { openSoundJournal, type SetAside, setAsideLog } from './quarantine.ts'
import { beginStream, type LiveStream } from './streams.ts'

/** What one tick adds to an app's clock hour. */
export interface HourIncrement {
  readonly app: App
  readonly hour: number
  readonly runningMs: number
  readonly cpuMs: number
  readonly launches: number
  readonly memoryKiBSeconds: number
  /** As of this tick: the peak takes the larger. */
  readonly memoryKiB: number
}

export interface GapEntry extends Interval {
  readonly reason: GapReason
}

/** A stretch in which the clocks showed one offset and everything was recorded. */
export interface RecordedEntry extends Interval {
  readonly clock: ClockDetail
}

/** All that one tick has to say; written whole or not at all. */
export interface JournalEntry {
  readonly hours: readonly HourIncrement[]
  readonly recorded: readonly RecordedEntry[]
  readonly gaps: readonly GapEntry[]
}

/** The durable record of one agent process. */
export interface Journal {
  readonly db: JournalDb
  readonly stream: LiveStream
  /** One transaction: each changed row takes the next rev. It survives the end of the process. */
  write(entry: JournalEntry): void
  /**
   * Puts everything written so far beyond the reach of a power cut.
   * @throws JournalMovedError if the file is no longer where it was opened
   */
  makeDurable(): void
  /** After damage: begins anew on what the file still holds, in a new stream. */
  reopen(now: number): void
  /** Goes on under a new stream, as after a server that lost what it had. */
  openStream(now: number): void
  /** The last instant any stream of this journal recorded or explained; undefined in a new journal. */
  lastKnownAt(): number | undefined
  close(): void
}

/**
 * Opens the journal and begins a stream of its own: one run of one agent process. A file that is damaged or no journal is set
 * aside, and what can be read of it is brought over.
 */
export function openJournal(file: string, now: number, onSetAside?: (aside: SetAside) => void): Journal {
  let db = openSoundJournal(file, now, onSetAside)
  let statements = prepare(db)
  let rev = statements.readRev.get()!.value
  let stream = beginStream(db, rev, now)
  let span: { start: number; end: number; clock: ClockDetail } | undefined

  const writeHour = ({ app, hour, ...add }: HourIncrement) => {
    const subject = statements.subjectId(app)
    const memory = [add.memoryKiBSeconds, add.memoryKiB]
    statements.hour.run(stream.id, subject, hour, add.runningMs, add.cpuMs, add.launches, ...memory, ++rev)
  }
  const writeRecorded = ({ start, end, clock }: RecordedEntry) => {
    for (const piece of cutAtMidnights({ start, end })) {
      const goesOn = span && span.end === piece.start && utcDayStart(span.start) === utcDayStart(piece.start)
      const sameClock = span && span.clock.zone === clock.zone && span.clock.offsetMs === clock.offsetMs
      span = { start: goesOn && sameClock ? span!.start : piece.start, end: piece.end, clock }
      statements.span.run(stream.id, 'clock', span.start, span.end, JSON.stringify(clock), ++rev)
    }
  }
  const writeGap = ({ start, end, reason }: GapEntry) => {
    for (let from = start; from < end; from += batchLimits.gapMs)
      statements.gap.run(stream.id, from, Math.min(end, from + batchLimits.gapMs), reason, ++rev)
  }
  const writeAll = ({ hours, recorded, gaps }: JournalEntry) => {
    for (const gap of gaps) writeGap(gap)
    for (const piece of recorded) writeRecorded(piece)
    for (const hour of hours) writeHour(hour)
    statements.saveRev.run(rev)
  }

  return {
    get db() {
      return db
    },
    get stream() {
      return stream
    },
    write: (entry) => {
      const before = { rev, span }
      try {
        db.transaction(writeAll).immediate(entry)
      } catch (error) {
        rev = before.rev
        span = before.span
        throw error
      }
    },
    makeDurable: () => makeDurable(db),
    reopen: (at) => {
      const moved = !isInPlace(db)
      db.close()
      if (moved) setAsideLog(file, at)
      db = openSoundJournal(file, at, onSetAside)
      statements = prepare(db)
      rev = statements.readRev.get()!.value
      stream = beginStream(db, rev, at)
      span = undefined
    },
    openStream: (at) => {
      stream = beginStream(db, rev, at)
      span = undefined
    },
    lastKnownAt: () => statements.lastKnown.get()?.at ?? undefined,
    close: () => {
      db.close()
    },
  }
}

/** A span that grew past a day would one day be refused, so it is cut at each UTC midnight. */
function cutAtMidnights({ start, end }: Interval): Interval[] {
  const pieces: Interval[] = []
  for (let from = start; from < end; ) {
    const until = Math.min(end, utcDayStart(from) + dayMs)
    pieces.push({ start: from, end: until })
    from = until
  }
  return pieces
}

function prepare(db: JournalDb) {
  const findSubject = db.prepare<[string], { id: number; name: string }>(
    "select id, name from subjects where kind = 'app' and key = ?",
  )
  const addSubject = db.prepare("insert into subjects (kind, key, name) values ('app', ?, ?)")
  const renameSubject = db.prepare('update subjects set name = ? where id = ?')
  return {
    readRev: db.prepare<[], { value: number }>("select value from counters where name = 'rev'"),
    saveRev: db.prepare("update counters set value = ? where name = 'rev'"),
    hour: db.prepare(`
      insert into process_hours
        (stream, subject, hour, running_ms, cpu_ms, launches, memory_kib_seconds, memory_peak_kib, samples, rev)
      values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
      on conflict do update set
        running_ms = running_ms + excluded.running_ms,
        cpu_ms = cpu_ms + excluded.cpu_ms,
        launches = launches + excluded.launches,
        memory_kib_seconds = memory_kib_seconds + excluded.memory_kib_seconds,
        memory_peak_kib = max(memory_peak_kib, excluded.memory_peak_kib),
        samples = samples + 1,
        rev = excluded.rev`),
    span: db.prepare(`
      insert into spans (stream, source, start, end, detail, rev) values (?, ?, ?, ?, ?, ?)
      on conflict do update set end = max(end, excluded.end), rev = excluded.rev`),
    gap: db.prepare(`
      insert into gaps (stream, start, end, reason, rev) values (?, ?, ?, ?, ?)
      on conflict do update set end = max(end, excluded.end), rev = excluded.rev`),
    lastKnown: db.prepare<[], { at: number | null }>(
      'select max(at) as at from (select max(end) as at from spans union all select max(end) from gaps)',
    ),
    subjectId: ({ key, name }: App): number => {
      const known = findSubject.get(key)
      if (!known) return Number(addSubject.run(key, name).lastInsertRowid)
      if (known.name !== name) renameSubject.run(name, known.id)
      return known.id
    },
  }
}
