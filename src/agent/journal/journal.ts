import type { App } from '../../core/apps.ts'
import type { Interval } from '../../core/spans.ts'
import type { GapReason } from '../../core/usage.ts'
import type { ClockDetail, SpanSource } from '../../protocol/batches.ts'
import { clipEntry, moveErasedUntil, readErasedUntil, toPresentClock } from './clip.ts'
import { cutGap, growSpan, type LastSpan } from './grow.ts'
import { isInPlace, type JournalDb, makeDurable } from './open.ts'
import { openSoundJournal, type SetAside, setAsideLog } from './quarantine.ts'
import { beginStream, type LiveStream } from './streams.ts'
import { createSubjects } from './subjects.ts'

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

/** A stretch in which one thing was true in one source. */
export interface SpanEntry extends Interval {
  readonly source: Exclude<SpanSource, 'clock'>
  /** Of windows, inhibitors and what is installed. */
  readonly app: App | null
  /** What else is kept of it: only what the person's rules let through. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined
}

/** All that one tick has to say; written whole or not at all. */
export interface JournalEntry {
  readonly hours: readonly HourIncrement[]
  readonly recorded: readonly RecordedEntry[]
  readonly gaps: readonly GapEntry[]
  /** Ascending for each source, no two of one source overlap; what touches the one before and says the same lets it grow. */
  readonly spans?: readonly SpanEntry[]
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
  /** Rows that start before it are neither written nor do they grow; 0 if nothing was erased. */
  readonly erasedUntil: number
  /** Nothing that starts before `until` is written from now on; what is open begins anew. Names of apps are looked up again. */
  forgetBefore(until: number): void
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
  let last: Readonly<Record<string, LastSpan>> = {}
  let erasedUntil = readErasedUntil(db)

  const writeHour = ({ app, hour, ...add }: HourIncrement) => {
    const subject = statements.subjectId(app)
    const memory = [add.memoryKiBSeconds, add.memoryKiB]
    statements.hour.run(stream.id, subject, hour, add.runningMs, add.cpuMs, add.launches, ...memory, ++rev)
  }
  const writeSpan = (source: string, piece: Interval, subject: number | null, detail: string | null) => {
    for (const row of growSpan(last[source], piece, `${subject} ${detail}`)) {
      last = { ...last, [source]: row }
      statements.span.run(stream.id, source, row.start, row.end, subject, detail, ++rev)
    }
  }
  const writeGap = ({ reason, ...gap }: GapEntry) => {
    for (const { start, end } of cutGap(gap)) statements.gap.run(stream.id, start, end, reason, ++rev)
  }
  const writeAll = ({ hours, recorded, gaps, spans = [] }: JournalEntry) => {
    for (const gap of gaps) writeGap(gap)
    for (const { clock, ...piece } of recorded) writeSpan('clock', piece, null, JSON.stringify(clock))
    for (const { source, app, detail, ...piece } of spans)
      writeSpan(source, piece, app && statements.subjectId(app), detail ? JSON.stringify(detail) : null)
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
    get erasedUntil() {
      return erasedUntil
    },
    write: (entry) => {
      const before = { rev, last }
      erasedUntil = moveErasedUntil(db, erasedUntil, toPresentClock(entry, erasedUntil))
      try {
        db.transaction(writeAll).immediate(clipEntry(entry, erasedUntil))
      } catch (error) {
        rev = before.rev
        last = before.last
        statements.forgetSubjects()
        throw error
      }
    },
    makeDurable: () => makeDurable(db),
    forgetBefore: (until) => {
      erasedUntil = moveErasedUntil(db, erasedUntil, Math.max(until, erasedUntil))
      last = {}
      statements.forgetSubjects()
    },
    reopen: (at) => {
      const moved = !isInPlace(db)
      db.close()
      if (moved) setAsideLog(file, at)
      db = openSoundJournal(file, at, onSetAside)
      statements = prepare(db)
      rev = statements.readRev.get()!.value
      stream = beginStream(db, rev, at)
      last = {}
    },
    openStream: (at) => {
      stream = beginStream(db, rev, at)
      last = {}
    },
    lastKnownAt: () => statements.lastKnown.get()?.at ?? undefined,
    close: () => void db.close(),
  }
}

function prepare(db: JournalDb) {
  const subjects = createSubjects(db)
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
      insert into spans (stream, source, start, end, subject, detail, rev) values (?, ?, ?, ?, ?, ?, ?)
      on conflict do update set end = max(end, excluded.end), rev = excluded.rev`),
    gap: db.prepare(`
      insert into gaps (stream, start, end, reason, rev) values (?, ?, ?, ?, ?)
      on conflict do update set end = max(end, excluded.end), rev = excluded.rev`),
    lastKnown: db.prepare<[], { at: number | null }>(
      'select max(at) as at from (select max(end) as at from spans union all select max(end) from gaps)',
    ),
    subjectId: subjects.idOf,
    forgetSubjects: subjects.forget,
  }
}
