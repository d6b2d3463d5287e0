import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { findFault } from '../../src/agent/journal/inspect.ts'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { listSetAside } from '../../src/agent/journal/quarantine.ts'
import { AppError } from '../../src/core/errors.ts'
import { type Interval, subtract, totalMs } from '../../src/core/spans.ts'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import { anHour, uploadAll } from './journals.ts'
import { newFolder } from './program.ts'
import { type Recording, sampleMs, startRecording } from './recording.ts'

/** A journal of some days as a killed agent leaves it: some rows only in the write-ahead log. */
export interface LeftBehind {
  readonly db: Buffer
  readonly wal: Buffer
}

/**
 * @param hours how many hours of 20 apps; the first half is acknowledged
 * @param logged how many of the last hours are in the log alone
 */
export function leaveBehind(file: string, start: number, hours: number, logged: number): LeftBehind {
  const journal = openJournal(file, start)
  for (let i = 0; i < hours; i++) {
    journal.write(anHour(start + i * hourMs, 20))
    if (i === Math.floor(hours / 2)) {
      uploadAll(journal, start + i * hourMs)
      // As the uploader notes it.
      journal.db.prepare('update uploads set succeeded_at = ?').run(start + i * hourMs)
    }
    if (i === hours - logged - 1) journal.db.pragma('wal_checkpoint(TRUNCATE)')
  }
  const left = { db: readFileSync(file), wal: readFileSync(`${file}-wal`) }
  journal.close()
  return left
}

export function putBack(file: string, { db, wal }: Partial<LeftBehind>): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true, recursive: true })
  if (db) writeFileSync(file, db)
  if (wal) writeFileSync(`${file}-wal`, wal)
}

type Damage = (left: LeftBehind) => Partial<LeftBehind>

const inDb =
  (change: (db: Buffer) => Buffer | undefined): Damage =>
  ({ db, wal }) => {
    const copy = Buffer.from(db)
    return { db: change(copy) ?? copy, wal }
  }
const inWal =
  (change: (wal: Buffer) => Buffer | undefined): Damage =>
  ({ db, wal }) => {
    const copy = Buffer.from(wal)
    return { db, wal: change(copy) ?? copy }
  }
const noise = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 2_654_435_761) & 255))
const page = 4_096
const overwrite = (file: Buffer, at: number, bytes: readonly number[]) => {
  file.set(bytes, at)
  return file
}

/** Damages as they happen: cut, overwritten, swapped and foreign files. */
export const damages: Readonly<Record<string, Damage>> = {
  'an empty file': () => ({ db: Buffer.alloc(0) }),
  'an empty file beside its log': ({ wal }) => ({ db: Buffer.alloc(0), wal }),
  'a log without its journal': ({ wal }) => ({ wal }),
  'a text file': () => ({ db: Buffer.from('dear diary, nothing ran today\n'.repeat(300)) }),
  'only zeros': ({ db }) => ({ db: Buffer.alloc(db.length) }),
  noise: () => ({ db: noise(50_000) }),
  'a picture': () => ({ db: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), noise(9_000)]) }),
  'the magic of the header': inDb((db) => overwrite(db, 0, [255])),
  'the page size': inDb((db) => void db.writeUInt16BE(0, 16)),
  'our mark': inDb((db) => void db.writeUInt32BE(0x1234, 68)),
  'a version of the future': inDb((db) => void db.writeUInt32BE(99, 60)),
  'no tables': inDb((db) => void db.fill(0, 100, page)),
  'another name of a column': inDb((db) => overwrite(db, db.indexOf('predecessor_rev'), [113])),
  'a broken schema': inDb((db) => overwrite(db, db.indexOf('CREATE TABLE'), [88])),
  'half of it cut off': inDb((db) => db.subarray(0, Math.floor(db.length / 2 / page) * page)),
  'cut off within a page': inDb((db) => db.subarray(0, db.length - 1_000)),
  'a page of zeros': inDb((db) => void db.fill(0, 4 * page, 5 * page)),
  'a page of noise': inDb((db) => void noise(page).copy(db, 10 * page)),
  'two pages swapped': inDb((db) => {
    const first = Buffer.from(db.subarray(8 * page, 9 * page))
    db.copy(db, 8 * page, 12 * page, 13 * page)
    first.copy(db, 12 * page)
  }),
  'the last page of noise': inDb((db) => void noise(page).copy(db, db.length - page)),
  'a log of noise': inWal(() => noise(60_000)),
  'a log of zeros': inWal((wal) => Buffer.alloc(wal.length)),
  'a log that is torn': inWal((wal) => wal.subarray(0, wal.length - 100)),
  'a bit in the middle of the log': inWal((wal) =>
    overwrite(wal, Math.floor(wal.length / 2), [wal[Math.floor(wal.length / 2)]! ^ 1]),
  ),
  'no log': ({ db }) => ({ db }),
  'the log of another database': ({ db }) => ({ db, wal: foreignLog() }),
  'another database': () => ({ db: foreignDatabase() }),
}

/** A database of another program, open, so that it has a log. */
function withForeign<T>(look: (file: string) => T): T {
  const file = join(newFolder(), 'notes.db')
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.exec('create table notes (text); create table more (text)')
  db.prepare('insert into notes values (?)').run('x'.repeat(9_000))
  try {
    return look(file)
  } finally {
    db.close()
  }
}

const foreignLog = () => withForeign((file) => readFileSync(`${file}-wal`))
const foreignDatabase = () =>
  withForeign((file) => {
    const copy = `${file}.copy`
    const db = new Database(file)
    db.prepare('vacuum into ?').run(copy)
    db.close()
    return readFileSync(copy)
  })

/** One byte changed somewhere, in the journal or in its log. */
export function flipByte({ db, wal }: LeftBehind, random: () => number): LeftBehind {
  const both = Buffer.concat([db, wal])
  both[Math.floor(random() * both.length)]! ^= 1 + Math.floor(random() * 255)
  return { db: both.subarray(0, db.length), wal: both.subarray(db.length) }
}

/** What an agent made of a damaged journal. */
export interface Survival {
  /** `sound`: nothing was seen; `whole`, `partly`: set aside, and all or some rows brought over; `refused`: told, untouched. */
  readonly outcome: 'sound' | 'whole' | 'partly' | 'refused'
  /** Rows that were not acknowledged, are gone, and whose time no gap covers: what must not be unless no one could see it. */
  readonly missing: number
  /** Rows that say something else than they did. */
  readonly altered: number
}

/** Starts a real agent on what was left, lets it record, and looks at everything. @throws if anything but that came of it */
export async function survive(file: string, whole: LeftBehind, damaged: Partial<LeftBehind>): Promise<Survival> {
  putBack(file, whole)
  const before = readFacts(file)
  for (const name of readdirSync(dirname(file))) rmSync(join(dirname(file), name))
  putBack(file, damaged)
  let recording: Recording
  try {
    recording = await startRecording(file, before.until + 10 * minuteMs)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'config') throw error
    expect(readFileSync(file)).toEqual(damaged.db)
    return { outcome: 'refused', missing: 0, altered: 0 }
  }
  await recording.tick(3)
  expect(recording.told).toEqual([])
  await recording.stop()
  const [aside] = recording.aside
  if (aside) expect(listSetAside(file)).toEqual([aside.file].filter((name) => existsSync(name)))
  if (aside && damaged.db) expect(readFileSync(aside.file)).toEqual(damaged.db)
  const after = readFacts(file)
  expect(after.integrity).toBe('ok')
  expect(after.streams).toBeGreaterThan(0)
  expect(after.recordedMs).toBeGreaterThanOrEqual(3 * sampleMs)
  expect(findFault(file)).toBeUndefined()
  if (aside && !aside.whole) expect(after.lost).toBeGreaterThan(0)
  if (aside?.rows === 0) return { outcome: 'partly', missing: 0, altered: 0 }
  const { missing, altered } = compare(before, after)
  return { outcome: aside ? (aside.whole ? 'whole' : 'partly') : 'sound', missing, altered }
}

interface Facts {
  readonly integrity: string
  readonly acked: number
  readonly streams: number
  readonly recordedMs: number
  readonly until: number
  /** What came before was uploaded. */
  readonly sentUntil: number
  readonly rows: ReadonlyMap<string, { readonly rev: number; readonly time: Interval; readonly values: string }>
  readonly gaps: readonly Interval[]
  /** Gaps that say that something is gone. */
  readonly lost: number
}

function readFacts(file: string): Facts {
  const db = new Database(file)
  const all = <T>(sql: string) => db.prepare<[], T>(sql).all()
  type Found = { key: string; rev: number; start: number; end: number; rest: string }
  const found = all<Found>(
    `select 'hour ' || s.uuid || ' ' || b.key || ' ' || hour as key, rev, hour as start, hour + ${hourMs} as end,
       running_ms || ' ' || cpu_ms || ' ' || launches || ' ' || memory_kib_seconds || ' ' || memory_peak_kib as rest
     from process_hours r join streams s on s.id = r.stream join subjects b on b.id = r.subject
     union all select 'span ' || s.uuid || ' ' || start, rev, start, end, ifnull(detail, '')
     from spans r join streams s on s.id = r.stream`,
  )
  const facts = {
    integrity: db.pragma('integrity_check(1)', { simple: true }) as string,
    acked: all<{ n: number | null }>('select max(acked) as n from streams')[0]?.n ?? 0,
    streams: all<{ n: number }>('select count(*) as n from streams')[0]!.n,
    recordedMs: totalMs(all<Interval>("select start, end from spans where source = 'clock'")),
    until: Math.max(...found.map(({ end }) => end)),
    sentUntil: all<{ at: number | null }>('select max(succeeded_at) as at from uploads')[0]?.at ?? 0,
    rows: new Map(found.map(({ key, rev, start, end, rest }) => [key, { rev, time: { start, end }, values: rest }])),
    gaps: all<Interval>('select start, end from gaps'),
    lost: all<Interval>("select start, end from gaps where reason = 'lost'").length,
  }
  db.close()
  return facts
}

function compare(before: Facts, after: Facts): { missing: number; altered: number } {
  let missing = 0
  let altered = 0
  for (const [key, { rev, time, values }] of before.rows) {
    const kept = after.rows.get(key)
    // A stretch that was written again later may be back to what it was, with the log that had the rest.
    const sent = { start: 0, end: before.sentUntil }
    const gone = subtract([time], [sent, ...after.gaps, ...(kept ? [kept.time] : [])])
    if (totalMs(gone) > 0 && rev > before.acked) missing++
    else if (kept && kept.values !== values) altered++
  }
  return { missing, altered }
}
