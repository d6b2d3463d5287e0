import type { App } from '../../core/apps.ts'
import type { Clock, WatchedSource } from '../../core/clocks.ts'
import type { AppSpan, PresenceFacts, PresenceOptions } from '../../core/presence.ts'
import { longestSessionMs } from '../../core/sessions.ts'
import type { Interval } from '../../core/spans.ts'
import { type Day, dayAt, dayMs, dayNumber, hourMs } from '../../core/time.ts'
import { type DayUsage, type Gap, type ProcessHour, toDayUsage, type UsageTotals } from '../../core/usage.ts'
import type { ClockDetail } from '../../protocol/batches.ts'
import type { JournalDb } from './open.ts'
import { countWaiting, tableNames } from './outbound.ts'
import { readPruned } from './prune.ts'

/** A day of this device, with the names of its apps. */
export interface LocalDay extends Omit<DayUsage, 'apps'> {
  readonly apps: readonly (App & UsageTotals)[]
}

/** The furthest that any clock is from UTC, and an hour that reaches into the day. */
const around = 15 * hourMs

/**
 * A day as the server would make it, from this computer's journal alone.
 * @param options what the person has chosen
 * @param known what `readKnown` says: it reads every span, so one who asks for many days asks for it once
 */
export function readDay(db: JournalDb, day: Day, options: PresenceOptions, known: Interval = readKnown(db)): LocalDay {
  const start = dayNumber(day) - around
  const end = dayNumber(day) + dayMs + around
  // A session that begins on the day may end on the next.
  const until = end + longestSessionMs
  const clocks = readClocks(db, start - dayMs, until)
  const facts = {
    hours: readHours(db, start, end),
    clocks,
    gaps: readGaps(db, start, until),
    presence: readPresence(db, start - dayMs, until),
    known,
  }
  const { apps, ...totals } = toDayUsage(day, facts, options)
  const find = db.prepare<[number], App>('select key, name from subjects where id = ?')
  return { ...totals, apps: apps.map(({ subject, ...usage }) => ({ ...find.get(subject)!, ...usage })) }
}

/** The calendar day it is for the device, by the last clock it recorded. */
export function localDayAt(db: JournalDb, at: number): Day {
  const clock = readClocks(db, at - 400 * dayMs, at + 1).at(-1)
  return dayAt(at, clock?.offsetMs ?? 0)
}

const readHours = (db: JournalDb, start: number, end: number) =>
  db
    .prepare<[number, number], ProcessHour>(
      `select stream, subject, hour, running_ms as runningMs, cpu_ms as cpuMs, launches,
         memory_kib_seconds as memoryKiBSeconds, memory_peak_kib as memoryPeakKiB
       from process_hours where hour >= ? and hour < ?`,
    )
    .all(start, end)

/** Where what a desktop told is no longer here, it counts as not watched: unknown, not zero. */
function readClocks(db: JournalDb, start: number, end: number): Clock[] {
  const { presenceUntil } = readPruned(db)
  return db
    .prepare<[number, number], Interval & { stream: number; detail: string }>(
      "select stream, start, end, detail from spans where source = 'clock' and start >= ? and start < ? order by start",
    )
    .all(start, end)
    .map(({ detail, ...row }) => {
      const { offsetMs, watched } = JSON.parse(detail) as ClockDetail
      return { ...row, offsetMs, watched: row.start < presenceUntil ? undefined : watched }
    })
}

function readPresence(db: JournalDb, start: number, end: number): PresenceFacts {
  const rows = (source: WatchedSource) =>
    db
      .prepare<[string, number, number], AppSpan>(
        'select subject, start, end from spans where source = ? and start >= ? and start < ?',
      )
      .all(source, start, end)
  return { windows: rows('window'), inputs: rows('input'), locks: rows('lock'), inhibits: rows('inhibit') }
}

const readGaps = (db: JournalDb, start: number, end: number) =>
  db
    .prepare<[number, number], Gap>(
      'select stream, start, end, reason from gaps where end >= ? and start < ? order by start',
    )
    .all(start, end)

/** From the first to the last instant this journal tells of. */
export function readKnown(db: JournalDb): Interval {
  const row = db
    .prepare<[], { start: number | null; end: number | null }>(
      `select min(start) as start, max(end) as end
       from (select start, end from spans where source = 'clock' union all select start, end from gaps)`,
    )
    .get()
  return { start: row?.start ?? 0, end: row?.end ?? 0 }
}

export interface JournalStatus {
  /** Rows that the server does not have yet. */
  readonly waiting: number
  /** Rows that the server will never take, by reason. */
  readonly refused: Readonly<Record<string, number>>
  readonly upload: {
    readonly triedAt: number | null
    readonly succeededAt: number | null
    readonly rows: number
    readonly error: string | null
  }
  readonly known: Interval
}

export function readStatus(db: JournalDb): JournalStatus {
  const upload = db
    .prepare<[], JournalStatus['upload']>(
      'select tried_at as triedAt, succeeded_at as succeededAt, rows, error from uploads',
    )
    .get()!
  const refused = new Map<string, number>()
  for (const table of Object.values(tableNames))
    for (const { code, n } of db
      .prepare<[], { code: string; n: number }>(
        `select refused as code, count(*) as n from ${table} where refused is not null group by refused`,
      )
      .all())
      refused.set(code, (refused.get(code) ?? 0) + n)
  return { waiting: countWaiting(db), refused: Object.fromEntries(refused), upload, known: readKnown(db) }
}

/** One row of the journal, as `agent log` prints it. */
export interface LogLine {
  readonly rev: number
  readonly [field: string]: unknown
}

/**
 * The journal's rows as they stand, in the order in which they last changed.
 * @param afterRev rows that changed after this one
 * @param since rows that tell of something at or after this instant
 */
export function readLog(db: JournalDb, afterRev: number, since: number): LogLine[] {
  const hours = db
    .prepare<[number, number], LogLine>(
      `select r.rev, 'processHour' as kind, s.uuid as stream, b.key as app, b.name, r.hour, r.running_ms as runningMs,
         r.cpu_ms as cpuMs, r.launches, r.memory_kib_seconds as memoryKiBSeconds, r.memory_peak_kib as memoryPeakKiB,
         r.samples, r.refused
       from process_hours r join streams s on s.id = r.stream join subjects b on b.id = r.subject
       where r.rev > ? and r.hour + ${hourMs} > ?`,
    )
    .all(afterRev, since)
  const spans = db
    .prepare<[number, number], LogLine & { detail: string | null }>(
      `select r.rev, 'span' as kind, s.uuid as stream, r.source, b.key as app, r.start, r.end, r.detail, r.refused
       from spans r join streams s on s.id = r.stream left join subjects b on b.id = r.subject where r.rev > ? and r.end > ?`,
    )
    .all(afterRev, since)
    .map((row) => ({ ...row, detail: row.detail === null ? null : JSON.parse(row.detail) }))
  const gaps = db
    .prepare<[number, number], LogLine>(
      `select r.rev, 'gap' as kind, s.uuid as stream, r.start, r.end, r.reason, r.refused
       from gaps r join streams s on s.id = r.stream where r.rev > ? and r.end > ?`,
    )
    .all(afterRev, since)
  return [...hours, ...spans, ...gaps].sort((a, b) => a.rev - b.rev)
}
