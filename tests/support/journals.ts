import { join } from 'node:path'
import { acknowledge } from '../../src/agent/journal/acknowledge.ts'
import { type Journal, type JournalEntry, openJournal } from '../../src/agent/journal/journal.ts'
import { buildBatch } from '../../src/agent/journal/outbound.ts'
import { hourMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { newFolder } from './program.ts'

/** A new journal on a file of its own. */
export function newJournal(now: number): { readonly journal: Journal; readonly file: string } {
  const file = join(newFolder(), 'agent', 'journal.db')
  return { journal: openJournal(file, now), file }
}

const utc = { zone: 'UTC', offsetMs: 0 }

/** Some apps that ran through a clock hour, each written once; recorded whole. */
export const anHour = (hour: number, apps = 3): JournalEntry => ({
  hours: Array.from({ length: apps }, (_, i) => ({
    app: { key: `app-${i}.desktop`, name: `App ${i}` },
    hour,
    runningMs: hourMs,
    cpuMs: 1_000 + i,
    launches: 1,
    memoryKiBSeconds: 3_600_000,
    memoryKiB: 1_000,
  })),
  recorded: [{ start: hour, end: hour + hourMs, clock: utc }],
  gaps: [],
})

/** Makes what was written as a stretch of the clock a stretch of something else, which is kept for a shorter time. */
export const makeWindow = ({ db }: Journal, start: number): void => {
  db.prepare("update spans set source = 'window' where start = ?").run(start)
}

/** Sends everything to a server that takes it all; what it got. */
export function uploadAll(journal: Journal, now: number): Batch[] {
  const batches: Batch[] = []
  for (;;) {
    journal.makeDurable()
    const outbound = buildBatch(journal, { version: '0.0.0', platform: 'test' }, now)
    if (!outbound) return batches
    acknowledge(journal, outbound, [])
    batches.push(outbound.batch)
  }
}
