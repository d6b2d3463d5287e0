import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { Journal } from '../../src/agent/journal/journal.ts'
import { buildBatch } from '../../src/agent/journal/outbound.ts'
import { readStatus } from '../../src/agent/journal/read.ts'
import { takeAnswer, type UploadAnswer, UploadProblem } from '../../src/agent/upload-answer.ts'
import { AppError } from '../../src/core/errors.ts'
import { dayMs, hourMs, secondMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { newJournal } from './journals.ts'
import { newFolder } from './program.ts'
import { chooseSeed, createRandom } from './random.ts'
import { type Enrolled, enroll, noon } from './records.ts'
import { readDatabase } from './replica.ts'

type Put = (journal: Journal, at: number, n: number) => void

const span =
  (source: string, from: number, to: number, detail: string | null): Put =>
  (journal, at) => {
    const rev = nextRev(journal)
    journal.db
      .prepare('insert into spans values (?, ?, ?, ?, null, ?, ?, null)')
      .run(journal.stream.id, source, at + from, at + to, detail, rev)
  }

const gap =
  (from: number, to: number, reason: string): Put =>
  (journal, at) => {
    const rev = nextRev(journal)
    journal.db
      .prepare('insert into gaps values (?, ?, ?, ?, ?, null)')
      .run(journal.stream.id, at + from, at + to, reason, rev)
  }

/** An hour of an app of its own, one of its columns spoiled. */
const hour =
  (spoiled: Readonly<Record<string, unknown>>, app: { key?: string; name?: string } = {}): Put =>
  (journal, at, n) => {
    const key = `${app.key ?? 'bad'}-${n}`
    const { lastInsertRowid } = journal.db
      .prepare("insert into subjects (kind, key, name) values ('app', ?, ?)")
      .run(key, app.name ?? key)
    const row = {
      stream: journal.stream.id,
      subject: lastInsertRowid,
      hour: Math.floor(at / hourMs) * hourMs,
      running_ms: 1_000,
      cpu_ms: 1,
      launches: 0,
      memory_kib_seconds: 1,
      memory_peak_kib: 1,
      samples: 1,
      rev: nextRev(journal),
      ...spoiled,
    }
    const names = Object.keys(row)
    journal.db
      .prepare(`insert into process_hours (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row))
  }

/** A rev that no row has: one that was written for it, and is there already, gives it up. */
function nextRev(journal: Journal): number {
  journal.write({ hours: [], recorded: [], gaps: [spare] })
  const { value } = journal.db.prepare<[], { value: number }>("select value from counters where name = 'rev'").get()!
  journal.db.prepare('update gaps set rev = 0 where rev = ?').run(value)
  return value
}

const spare = { start: noon - 1, end: noon, reason: 'off' as const }
const clock = JSON.stringify({ zone: 'UTC', offsetMs: 0 })

/** Ways in which an agent that is older, newer or broken writes what no server takes. */
const poisons: Readonly<Record<string, Put>> = {
  'an hour in seconds': hour({ hour: 1_800_000_000 }),
  'an hour of 1999': hour({ hour: Date.UTC(1999, 0) }),
  'an hour of 2200': hour({ hour: Date.UTC(2200, 0) }),
  'negative CPU time': hour({ cpu_ms: -1 }),
  'three hours in one': hour({ running_ms: 3 * hourMs }),
  'a number that no float holds': hour({ cpu_ms: 2 ** 53 }),
  'half a launch': hour({ launches: 0.5 }),
  'text for a number': hour({ memory_peak_kib: 'much' }),
  'a key that is too long': hour({}, { key: 'x'.repeat(1_001) }),
  'a name that is too long': hour({}, { name: 'x'.repeat(201) }),
  'a name with U+0000': hour({}, { name: 'a\u0000b' }),
  'a subject that is not there': (journal, at, n) => hour({ subject: 1_000_000_000 + n })(journal, at, n),
  'a span that runs backwards': span('clock', 9_000, 0, clock),
  'a span of 26 hours': span('clock', 0, 26 * hourMs, clock),
  'a source of the future': span('smell', 0, 1_000, null),
  'a zone of Mars': span('clock', 1, 1_000, JSON.stringify({ zone: 'Mars/Base', offsetMs: 0 })),
  'an offset of 30 hours': span('clock', 2, 1_000, JSON.stringify({ zone: 'UTC', offsetMs: 30 * hourMs })),
  'a clock with more in it': span('clock', 3, 1_000, JSON.stringify({ zone: 'UTC', offsetMs: 0, mood: 'good' })),
  'a clock that is no JSON': span('clock', 4, 1_000, '{'),
  'a window of nobody': span('window', 0, 1_000, null),
  'a reason of the future': gap(0, 1_000, 'bored'),
  'a gap that runs backwards': gap(9_000, 1, 'off'),
  'a gap of forty days': gap(2, 40 * dayMs, 'off'),
}

const apps = 98

/** One bad row in a hundred, of every kind, among good ones: what the queue does with them. */
export const describePoison = (batches: number) =>
  it(`a bad row never blocks the queue, over ${batches} batches`, { timeout: 1_200_000 }, async () => {
    const seed = chooseSeed()
    const random = createRandom(seed)
    const file = join(newFolder(), 'usage-audit.db')
    const store = openSqlite(file)
    const enrolled = await enroll(store)
    const { journal } = newJournal(noon)
    const kinds = Object.entries(poisons)
    const counts = { batches: 0, poisoned: 0, turnedAway: 0, sent: new Set<string>() }
    journal.write({ hours: [], recorded: [], gaps: [spare] })
    await uploadAll(store, enrolled, journal, noon, counts)
    for (let n = 0; counts.batches < batches; n++) {
      const at = noon + n * 10 * secondMs
      writeGood(journal, at)
      const [, poison] = n < kinds.length ? kinds[n]! : kinds[Math.floor(random() * kinds.length)]!
      poison(journal, at, n)
      counts.poisoned++
      await uploadAll(store, enrolled, journal, at, counts)
    }
    const { waiting, refused } = readStatus(journal.db)
    const bad = Object.values(refused).reduce((a, b) => a + b, 0)
    const ours = sumOf(journal.db, 'where refused is null')
    const theirs = readDatabase(file, (db) => sumOf(db))
    console.log(`SEED=${seed} ${JSON.stringify({ ...counts, sent: undefined, refused, waiting, good: ours.rows })}`)
    expect({ waiting, bad, ...theirs }).toEqual({ waiting: 0, bad: counts.poisoned, ...ours })
    journal.close()
    await store.close()
  })

function writeGood(journal: Journal, at: number): void {
  const start = Math.floor(at / hourMs) * hourMs
  const app = (i: number) => ({ key: `app-${i}`, name: `App ${i}` })
  const grown = { runningMs: 1_000, cpuMs: 7, launches: 0, memoryKiBSeconds: 10, memoryKiB: 10 }
  journal.write({
    hours: Array.from({ length: apps }, (_, i) => ({ app: app(i), hour: start, ...grown })),
    recorded: [{ start: at + 5_000, end: at + 10_000, clock: { zone: 'UTC', offsetMs: 0 } }],
    gaps: [],
  })
}

interface Counts {
  batches: number
  turnedAway: number
  /** Ids of all batches of this process. */
  readonly sent: Set<string>
}

async function uploadAll(store: Store, { device }: Enrolled, journal: Journal, now: number, counts: Counts) {
  for (let tries = 0; ; tries++) {
    expect(tries).toBeLessThan(20)
    const outbound = buildBatch(journal, { version: '0.0.0', platform: 'test' }, now)
    if (!outbound) return
    counts.sent.add(outbound.batch.batch)
    counts.batches++
    const answer = await post(store, device, outbound.batch, now)
    if (answer.status !== 200) counts.turnedAway++
    try {
      takeAnswer({ journal, now: () => now }, outbound, counts.sent, answer)
    } catch (error) {
      throw error instanceof UploadProblem ? new Error(`the queue is blocked: ${error.message}`) : error
    }
  }
}

/** What the route does, without the network. */
async function post(store: Store, device: Enrolled['device'], batch: unknown, now: number): Promise<UploadAnswer> {
  try {
    const answer = await applyBatch(store, device, parseBatch(JSON.parse(JSON.stringify(batch))), now)
    return { status: 200, body: answer }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { status: 422, body: { error: { code: error.code, message: error.message, at: error.at } } }
  }
}

function sumOf(db: Database.Database, which = ''): { rows: number; cpuMs: number } {
  const count = (table: string) => `(select count(*) from ${table} ${which})`
  const rows = ['process_hours', 'spans', 'gaps'].map(count).join(' + ')
  return db
    .prepare<[], { rows: number; cpuMs: number }>(
      `select ${rows} as rows, (select sum(cpu_ms) from process_hours ${which}) as cpuMs`,
    )
    .get()!
}
