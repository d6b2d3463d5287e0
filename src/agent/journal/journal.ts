import { randomUUID } from 'node:crypto'
import type { App } from '../../core/apps.ts'
import type { Interval } from '../../core/spans.ts'
import { dayMs, utcDayStart } from '../../core/time.ts'
import type { GapReason } from '../../core/usage.ts'
import { batchLimits, type ClockDetail } from '../../protocol/batches.ts'
import { type JournalDb, openJournalFile } from './open.ts'

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

/** The live stream's place in the journal. */
export interface LiveStream {
  readonly id: number
  readonly uuid: string
}

/** The durable record of one agent process. */
export interface Journal {
  readonly db: JournalDb
  readonly stream: LiveStream
  /** One transaction: each changed row takes the next rev. It survives the end of the process. */
  write(entry: JournalEntry): void
  /** Puts everything written so far beyond the reach of a power cut. */
  makeDurable(): void
  /** Goes on under a new stream, as after a server that lost what it had. */
  openStream(now: number): void
  /** The last instant any stream of this journal recorded or explained; undefined in a new journal. */
  lastKnownAt(): number | undefined
  close(): void
}

/** Opens the journal and begins a stream of its own: one run of one agent process. */
export function openJournal(file: string, now: number): Journal {
  const db = openJournalFile(file)
  const statements = prepare(db)
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
  const writeAll = db.transaction(({ hours, recorded, gaps }: JournalEntry) => {
    for (const gap of gaps) writeGap(gap)
    for (const piece of recorded) writeRecorded(piece)
    for (const hour of hours) writeHour(hour)
    statements.saveRev.run(rev)
  })

  return {
    db,
    get stream() {
      return stream
    },
    write: (entry) => {
      const before = { rev, span }
      try {
        writeAll.immediate(entry)
      } catch (error) {
        rev = before.rev
        span = before.span
        statements.forgetSubjects()
        throw error
      }
    },
    makeDurable: () => {
      db.pragma('synchronous = FULL')
      statements.countDurable.run() // a commit that changes nothing syncs nothing
      db.pragma('synchronous = NORMAL')
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

function beginStream(db: JournalDb, rev: number, now: number): LiveStream {
  const uuid = randomUUID()
  const before = db.prepare<[], { uuid: string }>('select uuid from streams order by id desc limit 1').get()
  const { lastInsertRowid } = db
    .prepare('insert into streams (uuid, predecessor, predecessor_rev, started_at) values (?, ?, ?, ?)')
    .run(uuid, before?.uuid ?? null, before ? rev : null, now)
  return { id: Number(lastInsertRowid), uuid }
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

/** Far more than run at once. */
const mostSubjects = 4_096

function prepare(db: JournalDb) {
  const findSubject = db.prepare<[string], { id: number; name: string }>(
    "select id, name from subjects where kind = 'app' and key = ?",
  )
  const addSubject = db.prepare("insert into subjects (kind, key, name) values ('app', ?, ?)")
  const renameSubject = db.prepare('update subjects set name = ? where id = ?')
  /** By key, as they are in the file: every tick asks for nearly all of them. */
  const subjects = new Map<string, { readonly id: number; readonly name: string }>()
  return {
    readRev: db.prepare<[], { value: number }>("select value from counters where name = 'rev'"),
    saveRev: db.prepare("update counters set value = ? where name = 'rev'"),
    countDurable: db.prepare("insert into counters values ('durable', 1) on conflict do update set value = value + 1"),
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
      const cached = subjects.get(key)
      if (cached?.name === name) return cached.id
      const known = findSubject.get(key)
      const id = known?.id ?? Number(addSubject.run(key, name).lastInsertRowid)
      if (known && known.name !== name) renameSubject.run(name, id)
      if (subjects.size >= mostSubjects) subjects.clear()
      subjects.set(key, { id, name })
      return id
    },
    /** What a transaction added is gone with it. */
    forgetSubjects: () => subjects.clear(),
  }
}
