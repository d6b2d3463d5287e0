import { rmSync, writeFileSync } from 'node:fs'
import { type Journal, type JournalEntry, openJournal } from '../../src/agent/journal/journal.ts'
import { buildBatch, type Outbound } from '../../src/agent/journal/outbound.ts'
import { takeAnswer, type UploadAnswer, UploadProblem } from '../../src/agent/upload-answer.ts'
import { hourMs, hourStart } from '../../src/core/time.ts'
import type { Batch, RowTable } from '../../src/protocol/batches.ts'

const sender = { version: '0.0.0', platform: 'test' }
const clocks = [
  { zone: 'UTC', offsetMs: 0 },
  { zone: 'America/Sao_Paulo', offsetMs: -3 * hourMs },
]

/** Ways to write a row that no server takes. A server names some in its answer, at others it refuses the whole batch. */
const poisons: readonly ((start: number, now: number) => Partial<JournalEntry>)[] = [
  (_, now) => poisonedHour(now, { hour: Date.UTC(1999, 0) }),
  (_, now) => poisonedHour(now, { hour: Math.floor(now / hourMs) * 3_600 }),
  (_, now) => poisonedHour(now, { cpuMs: -1_000_000_000 }),
  (_, now) => poisonedHour(now, { app: { key: `bad ${'x'.repeat(1_000)}`, name: 'Long key' } }),
  (_, now) => poisonedHour(now, { app: { key: 'bad name', name: 'x'.repeat(201) } }),
  (start, end) => ({ recorded: [{ start, end, clock: { zone: 'Mars/Base', offsetMs: 0 } }] }),
  (start, end) => ({ recorded: [{ start, end, clock: { zone: 'UTC', offsetMs: 30 * hourMs } }] }),
  (start, end) => ({ gaps: [{ start, end, reason: 'bored' as 'off' }] }),
]
const poisoned = /\bbad\b|Mars|108000000|bored/

/** Whether a row was written to be refused. */
export const isPoisoned = (row: { readonly key: string; readonly value: string }): boolean =>
  poisoned.test(row.key) || poisoned.test(row.value)

const poisonedHour = (now: number, given: Partial<JournalEntry['hours'][0]>): Partial<JournalEntry> => ({
  hours: [{ ...increment('bad', now, 1_000, 1), ...given }],
})

const increment = (key: string, now: number, runningMs: number, n: number) => ({
  app: { key, name: key },
  hour: hourStart(now, 0),
  runningMs,
  cpuMs: 7 * n + 1,
  launches: n % 2,
  memoryKiBSeconds: n,
  memoryKiB: 10 * n,
})

/** A real journal on a file, and what the process that writes it holds in memory. */
export interface TestAgent {
  readonly journal: Journal
  /** The batch under way; an answer to any other is ignored. */
  readonly waiting: Outbound | undefined
  /** The journal's file as it is at this moment. */
  image(): Buffer
  /** Ids of rows that the server told this journal it will never take. */
  readonly refused: ReadonlySet<string>
  /** One tick up to `now`; which rows it writes follows from `n`. */
  record(now: number, n: number): void
  poison(now: number, n: number): void
  /** Begins a request. @throws Error if it offers a refused row again */
  send(now: number): Outbound | undefined
  /** @returns what keeps it from sending more at once; undefined if nothing does */
  take(outbound: Outbound, answer: UploadAnswer, now: number): string | undefined
  giveUp(): void
  /** The process ends, and another begins on the same file; on that of `from`, if the disk was restored. */
  restart(now: number, from?: AgentImage): void
  close(): void
}

export interface AgentImage {
  readonly image: Buffer
  readonly refused: ReadonlySet<string>
}

/** @param from what the journal's file holds; nothing if it is new */
export function createTestAgent(file: string, now: number, from?: AgentImage): TestAgent {
  if (from) writeFileSync(file, from.image)
  let journal = openJournal(file, now)
  let refused = new Set(from?.refused)
  let sent = new Set<string>()
  let waiting: Outbound | undefined
  explain(now)

  function explain(at: number) {
    const start = journal.lastKnownAt()
    const gaps = start === undefined || start >= at ? [] : [{ start, end: at, reason: 'not_running' as const }]
    journal.write({ hours: [], recorded: [], gaps })
  }

  const write = (entry: Partial<JournalEntry>) => journal.write({ hours: [], recorded: [], gaps: [], ...entry })
  return {
    get journal() {
      return journal
    },
    get waiting() {
      return waiting
    },
    get refused() {
      return refused
    },
    image: () => journal.db.serialize(),
    record: (at, n) => {
      const start = journal.lastKnownAt() ?? at - 1_000
      const interval = { start, end: at }
      // An app runs no longer within an hour than the hour lasts.
      const runningMs = at - Math.max(start, hourStart(at, 0))
      const hours = ['a', 'b', 'c'].slice(0, n % 4).map((app, i) => increment(app, at, runningMs, n + i))
      if (n % 5 === 0) write({ hours, gaps: [{ ...interval, reason: 'asleep' }] })
      else {
        const app = { key: 'abc'[n % 3]!, name: 'abc'[n % 3]! }
        const spans = n % 2 ? [{ source: 'window' as const, app, ...interval }] : []
        write({ hours, recorded: [{ ...interval, clock: clocks[n % 7 === 0 ? 1 : 0]! }], spans })
      }
    },
    poison: (at, n) => write(poisons[n % poisons.length]!(journal.lastKnownAt() ?? at - 1_000, at)),
    send: (at) => {
      if (waiting) return undefined
      journal.makeDurable()
      waiting = buildBatch(journal, sender, at)
      if (!waiting) return undefined
      sent.add(waiting.batch.batch)
      const again = rowIds(waiting.batch).find((id) => refused.has(id))
      if (again) throw new Error(`a refused row was offered again: ${again}`)
      return waiting
    },
    take: (outbound, answer, at) => {
      if (waiting !== outbound) return 'an answer to a request that was abandoned'
      waiting = undefined
      for (const id of refusedIds(outbound.batch, answer)) refused.add(id)
      try {
        takeAnswer({ journal, now: () => at }, outbound, sent, answer)
        return undefined
      } catch (error) {
        if (error instanceof UploadProblem) return error.message
        throw error
      }
    },
    giveUp: () => {
      waiting = undefined
    },
    restart: (at, image) => {
      journal.close()
      if (image) {
        for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
        writeFileSync(file, image.image)
        refused = new Set(image.refused)
      }
      journal = openJournal(file, at)
      sent = new Set()
      waiting = undefined
      explain(at)
    },
    close: () => journal.close(),
  }
}

/** How many cells of a tuple are its key. */
const keyLengths: Readonly<Record<RowTable, number>> = { processHours: 3, spans: 3, gaps: 2 }
const tables = Object.keys(keyLengths) as RowTable[]

function rowId(batch: Batch, table: RowTable, index: number): string {
  const [stream, ...rest] = batch[table][index]!
  const key = rest.slice(0, keyLengths[table] - 1)
  if (table === 'processHours') key[0] = batch.subjects[Number(key[0])]![1]
  return [table, batch.streams[Number(stream)], ...key].join(' ')
}

const rowIds = (batch: Batch): string[] =>
  tables.flatMap((table) => batch[table].map((_, index) => rowId(batch, table, index)))

function refusedIds(batch: Batch, { status, body }: UploadAnswer): string[] {
  if (status === 200)
    return (body as { refused: { table: RowTable; index: number }[] }).refused.map(({ table, index }) =>
      rowId(batch, table, index),
    )
  const [, name, index] = /^(\w+)\[(\d+)\]/.exec((body as { error: { at?: string } }).error.at ?? '') ?? []
  const table = tables.find((each) => each === name)
  return status === 422 && table ? [rowId(batch, table, Number(index))] : []
}
