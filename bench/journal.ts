import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JournalEntry, openJournal } from '../src/agent/journal/journal.ts'
import { hourMs, minuteMs, secondMs } from '../src/core/time.ts'
import type { BenchRow } from './bench-row.ts'
import { interleave, ownCpuMs } from './support/rounds.ts'

const rounds = 15
const minutesPerRound = 40
const ticksPerMinute = 6
const tickMs = minuteMs / ticksPerMinute
const clock = { zone: 'Europe/Berlin', offsetMs: hourMs }

const apps = Array.from({ length: 60 }, (_, i) => ({ key: `org.example.app-${i}.desktop`, name: `Example App ${i}` }))

/** What keeps a minute: its ticks at once, so that `kill -9` takes none, and all of it beyond a power cut at its end. */
interface Keeper {
  tick(entry: JournalEntry): void
  endMinute(): void
  close(): void
}

/** Time a minute of 60 apps takes: six ticks, each kept at once, and one durable commit. */
export async function journal(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-journal-'))
  const keepers = { ours: openOurs(join(folder, 'journal.db')), floor: openJsonLines(join(folder, 'journal.jsonl')) }
  const measured = await interleave(rounds, { ours: toWay(keepers.ours), floor: toWay(keepers.floor) })
  for (const keeper of Object.values(keepers)) keeper.close()
  rmSync(folder, { recursive: true, force: true })
  const { ours, floor } = measured
  const row = {
    floorName: 'JSON lines, fdatasync once a minute',
    goal: '≤ 3 ×',
    lowerIsBetter: true,
  }
  return [
    {
      name: 'one minute of 60 apps',
      unit: 'ms',
      ours: ours.map(({ ms }) => ms),
      floor: floor.map(({ ms }) => ms),
      ...row,
    },
    {
      name: 'one minute of 60 apps, CPU',
      unit: 'CPU-ms',
      ours: ours.map(({ cpuMs }) => cpuMs),
      floor: floor.map(({ cpuMs }) => cpuMs),
      ...row,
    },
  ]
}

function toWay(keeper: Keeper) {
  return (round: number) => {
    const minutes = Array.from({ length: minutesPerRound }, (_, i) => aMinute(round * minutesPerRound + i))
    const cpuBefore = ownCpuMs()
    const start = performance.now()
    for (const ticks of minutes) {
      for (const entry of ticks) keeper.tick(entry)
      keeper.endMinute()
    }
    const ms = (performance.now() - start) / minutesPerRound
    return { ms, cpuMs: (ownCpuMs() - cpuBefore) / minutesPerRound }
  }
}

const firstMinute = Date.UTC(2026, 10, 2)

function aMinute(index: number): JournalEntry[] {
  return Array.from({ length: ticksPerMinute }, (_, i): JournalEntry => {
    const start = firstMinute + index * minuteMs + i * tickMs
    const hours = apps.map((app, n) => ({
      app,
      hour: start - (start % hourMs),
      runningMs: tickMs,
      cpuMs: (n * 37 + index * 11 + i) % 500,
      launches: 0,
      memoryKiBSeconds: (204_800 + n * 991) * (tickMs / secondMs),
      memoryKiB: 204_800 + n * 991 + index,
    }))
    return { hours, recorded: [{ start, end: start + tickMs, clock }], gaps: [] }
  })
}

function openOurs(file: string): Keeper {
  const journal = openJournal(file, firstMinute)
  return { tick: journal.write, endMinute: journal.makeDurable, close: journal.close }
}

/** A line an app and tick: a file of lines cannot change one in place. */
function openJsonLines(file: string): Keeper {
  const fd = openSync(file, 'a')
  const toLine = (value: unknown) => `${JSON.stringify(value)}\n`
  return {
    tick: ({ hours, recorded }) => {
      writeSync(fd, [...hours, ...recorded].map(toLine).join(''))
    },
    endMinute: () => fdatasyncSync(fd),
    close: () => closeSync(fd),
  }
}
