import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Journal, openJournal } from '../../src/agent/journal/journal.ts'
import { createUploader, type Uploader } from '../../src/agent/uploader.ts'
import { hourStart } from '../../src/core/time.ts'
import { newFolder } from './program.ts'

/** What a stream holds, by its id: the same in a journal and on the server. */
export type StreamSums = ReadonlyMap<string, readonly number[]>

/** Many agents in this process, each with a real journal on a file and the real uploader. */
export interface Fleet {
  /** Requests that failed and were tried again. */
  readonly failures: number
  /** Ends recording and uploads all that is left. */
  finish(): Promise<void>
  sums(): StreamSums
  close(): void
}

interface Pace {
  readonly sampleMs: number
  readonly uploadMs: number
}

/** @param tokens one for each agent */
export function startFleet(
  server: string,
  tokens: readonly string[],
  { sampleMs, uploadMs }: Pace,
  random: () => number,
): Fleet {
  const folder = newFolder()
  const agents = tokens.map((token, i) => {
    const journal = openJournal(join(folder, `${i}.db`), Date.now())
    const sender = { version: '0.0.0', platform: 'test' }
    return {
      journal,
      uploader: createUploader({ journal, server, token: () => token, sender, uploadMs, now: Date.now, random }),
    }
  })
  let failures = 0
  let finishing = false
  const upload = async (uploader: Uploader) => {
    const { error } = await uploader.uploadNow()
    if (error) failures++
    return error === undefined
  }
  const recording = agents.map(async ({ journal }, i) => {
    await sleep(sampleMs * random())
    for (let n = i; !finishing; n++) {
      record(journal, sampleMs, n)
      await sleep(sampleMs)
    }
  })
  const uploading = agents.map(async ({ uploader }) => {
    while (!finishing) {
      await sleep(2 * uploadMs * random())
      await upload(uploader)
    }
  })
  return {
    get failures() {
      return failures
    },
    finish: async () => {
      finishing = true
      await Promise.all([...recording, ...uploading])
      const deadline = Date.now() + mostFinishMs
      for (const { uploader } of agents)
        while (!(await upload(uploader))) {
          if (Date.now() > deadline) throw new Error('the servers do not take what is left')
          await sleep(500)
        }
    },
    sums: () => new Map(agents.flatMap(({ journal }) => [...sumJournal(journal)])),
    close: () => {
      for (const { journal } of agents) journal.close()
    },
  }
}

/** Servers that are well take the rest of any fleet in this time. */
const mostFinishMs = 180_000

const clock = { zone: 'UTC', offsetMs: 0 }

/** One tick: some apps ran, one was in front. */
function record(journal: Journal, sampleMs: number, n: number): void {
  const end = Date.now()
  const start = Math.max(journal.lastKnownAt() ?? 0, end - sampleMs, hourStart(end, 0))
  if (end <= start) return
  const runningMs = end - start
  const app = (i: number) => ({ key: `app-${(n + i) % 9}`, name: `App ${(n + i) % 9}` })
  const hours = [0, 1, 2].map((i) => ({
    app: app(i),
    hour: hourStart(end, 0),
    runningMs,
    cpuMs: (n + i) % 97,
    launches: n % 2,
    memoryKiBSeconds: n % 1_000,
    memoryKiB: 10 + (n % 90),
  }))
  const spans = [{ source: 'window' as const, app: app(0), start, end }]
  journal.write({ hours, recorded: [{ start, end, clock }], spans, gaps: [] })
}

/** How many rows a stream has, and what they add up to. @param key what tells the stream of a row */
export const sumsQuery = (key: string, on: string): string => `
  select s.uuid as uuid, count(*) as n, sum(a) as a, sum(b) as b, sum(c) as c, sum(d) as d from (
    select ${key}, running_ms as a, cpu_ms as b, launches as c, samples as d from process_hours
    union all select ${key}, "end" - start, 0, 0, 0 from spans
    union all select ${key}, "end" - start, 0, 0, 0 from gaps
  ) r join streams s on ${on} group by s.uuid`

export type SumsRow = { readonly uuid: string } & Readonly<Record<'n' | 'a' | 'b' | 'c' | 'd', unknown>>

export const toSums = (rows: readonly SumsRow[]): Map<string, number[]> =>
  new Map(rows.map(({ uuid, n, a, b, c, d }) => [uuid, [n, a, b, c, d].map(Number)]))

const sumJournal = ({ db }: Journal) => toSums(db.prepare<[], SumsRow>(sumsQuery('stream', 's.id = r.stream')).all())
