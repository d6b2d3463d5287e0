import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { findFault } from '../../src/agent/journal/inspect.ts'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import { bundleChild } from './children.ts'
import { needs } from './needs.ts'
import { cutPower, watch } from './power-cut.ts'
import { newFolder } from './program.ts'
import { chooseSeed, createRandom } from './random.ts'
import { noon } from './records.ts'

const seed = chooseSeed()
const entry = 'tests/support/recording-child.ts'

interface Kept {
  readonly uuid: string
  readonly start: number
  readonly end: number
  readonly runningMs: number
}

/** What each run has in the journal. */
function readRuns(file: string): Kept[] {
  const db = new Database(file)
  const runs = db
    .prepare<[], Kept>(
      `select uuid, min(p.start) as start, max(p.end) as end,
         (select sum(running_ms) from process_hours h where h.stream = s.id and h.subject =
           (select id from subjects where key = 'editor.desktop')) as runningMs
       from streams s join spans p on p.stream = s.id group by s.id order by s.id`,
    )
    .all()
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.close()
  return runs
}

/** An agent that is killed at any moment, again and again, on one journal. */
export const describeKills = (kills: number) =>
  it(`an agent that is killed while it samples at ×50 and faster loses no tick that was written, ${kills} times`, async () => {
    const random = createRandom(seed)
    const child = await bundleChild(entry)
    const file = join(newFolder(), 'journal.db')
    const expected: Kept[] = []
    let ticks = 0
    for (let i = 0; i < kills; i++) {
      const said = await runUntilKilled(child, file, noon + i * hourMs * 24, random)
      if (said.length > 1)
        expected.push({ uuid: '', start: said[0]!, end: said.at(-1)!, runningMs: said.at(-1)! - said[0]! })
      ticks += said.length
      const runs = readRuns(file)
      for (const run of expected) {
        const kept = runs.find(({ start }) => start === run.start)
        expect(kept?.end, `SEED=${seed}, kill ${i}`).toBeGreaterThanOrEqual(run.end)
        expect(kept!.runningMs).toBe(kept!.end - kept!.start)
      }
    }
    expect(findFault(file)).toBeUndefined()
    console.log(`SEED=${seed}: ${kills} kills, ${ticks} ticks said to be written, 0 lost`)
  }, 1_200_000)

async function runUntilKilled(child: string, file: string, wall: number, random: () => number): Promise<number[]> {
  const pauseMs = random() < 0.5 ? 200 : 1
  const running = spawn(process.execPath, [child, file, String(wall), String(pauseMs), '100000'])
  let said = ''
  running.stdout.on('data', (chunk) => {
    said += chunk
  })
  await Promise.race([once(running.stdout, 'data'), once(running, 'close')])
  await sleep(random() * 400)
  running.kill('SIGKILL')
  await once(running, 'close')
  return said.split('\n').slice(0, -1).map(Number)
}

/** A modelled power cut: the files as a disk has them that kept only what was synced, and some of the rest. */
export const describePowerCuts = (cuts: number) =>
  it.skipIf(!needs('strace', 'strace'))(
    `a power cut costs at most a minute and never the file, ${cuts} times`,
    async () => {
      const random = createRandom(seed)
      const child = await bundleChild(entry)
      const file = join(newFolder(), 'journal.db')
      const deeds = watch(child, [file, String(noon), '0', String(Math.max(60, cuts * 6))], file)
      const firstTick = deeds.findIndex(({ kind }) => kind === 'said')
      let worst = 0
      for (let i = 0; i < cuts; i++) {
        const before = deeds.slice(0, firstTick + 1 + Math.floor(random() * (deeds.length - firstTick)))
        const files = cutPower(before, i % 2 === 0 ? () => false : () => random() < 0.5)
        const last = before.findLast(({ kind }) => kind === 'said') as { text: string }
        const known = putOnDisk(join(newFolder(), 'journal.db'), file, files)
        worst = Math.max(worst, Number(last.text) - known)
        expect(Number(last.text) - known, `SEED=${seed}, cut ${i}`).toBeLessThanOrEqual(minuteMs)
      }
      console.log(`SEED=${seed}: ${cuts} cuts in ${deeds.length} deeds, at most ${worst / 1_000} s lost`)
    },
    1_200_000,
  )

/** @returns up to when the journal knows after the cut; the start, if it was not there yet */
function putOnDisk(copy: string, file: string, files: ReadonlyMap<string, Buffer>): number {
  mkdirSync(dirname(copy), { recursive: true })
  for (const [name, bytes] of files) if (!name.endsWith('-shm')) writeFileSync(copy + name.slice(file.length), bytes)
  expect(files.size === 0 ? undefined : findFault(copy)).toBeUndefined()
  const db = new Database(copy)
  const there = db.prepare("select 1 from sqlite_schema where name = 'spans'").get()
  const until = there ? db.prepare<[], { at: number | null }>('select max(end) as at from spans').get()!.at : null
  db.close()
  rmSync(dirname(copy), { recursive: true })
  return until ?? noon
}
