import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { newJournal } from '../../tests/support/journals.ts'
import { newFolder } from '../../tests/support/program.ts'
import { gapsIn, type Recording, sampleMs, startRecording, sumsOf } from '../../tests/support/recording.ts'
import { noon } from '../../tests/support/records.ts'
import { type Interval, union } from '../core/spans.ts'
import { hourMs, minuteMs, secondMs } from '../core/time.ts'
import { parseWeeklyHours } from '../core/weekly-hours.ts'
import type { Journal } from './journal/journal.ts'
import { type Pause, writePause } from './pause.ts'
import { createPrivacy } from './privacy.ts'
import { createStandstill } from './standstill.ts'
import { createWorkingHours } from './working-hours.ts'

const newFile = () => join(newFolder(), 'agent', 'journal.db')
const tenth = { recordedMs: 2 * sampleMs, runningMs: 2 * sampleMs, cpuMs: 2 * secondMs }

async function recordTwice(): Promise<Recording & { readonly file: string }> {
  const file = newFile()
  const recording = await startRecording(file, noon)
  await recording.tick(2)
  return Object.assign(recording, { file })
}

describe('an agent whose processes cannot be read once', () => {
  it('leaves that time to the next sample', async () => {
    const { journal, tick, failOnce, stop } = await recordTwice()
    failOnce()
    await expect(tick()).rejects.toThrow('cannot be read')
    expect(sumsOf(journal)).toEqual(tenth)
    await tick()
    expect(sumsOf(journal)).toMatchObject({ recordedMs: 4 * sampleMs, runningMs: 4 * sampleMs })
    expect(gapsIn(journal)).toEqual([])
    await stop()
  })
})

describe('an agent that is paused', () => {
  it('samples nothing, tells the time as a gap, and goes on by itself', async () => {
    const { file, journal, tick, told, now, stop, ...recording } = await recordTwice()
    const before = noon + 2 * sampleMs
    writePause(file, { at: now(), until: now() + 35 * secondMs })
    const samples = recording.samples
    await tick(3)
    expect(recording.samples).toBe(samples)
    expect(gapsIn(journal)).toEqual([{ start: before, end: before + 3 * sampleMs, reason: 'paused' }])
    expect(sumsOf(journal)).toEqual(tenth)
    await tick(1)
    expect(gapsIn(journal)).toEqual([{ start: before, end: before + 4 * sampleMs, reason: 'paused' }])
    await tick(1)
    expect(sumsOf(journal)).toEqual({ recordedMs: 3 * sampleMs, runningMs: 3 * sampleMs, cpuMs: 3 * secondMs })
    expect(told).toEqual(['paused', 'recording'])
    await stop()
  })

  it('keeps nothing of the time from one sample to the next in which a pause began and ended', async () => {
    const { file, journal, tick, told, now, stop } = await recordTwice()
    const before = now()
    writePause(file, { at: before + 2 * secondMs, until: before + 4 * secondMs })
    await tick()
    expect(gapsIn(journal)).toEqual([{ start: before, end: before + sampleMs, reason: 'paused' }])
    expect(sumsOf(journal)).toEqual(tenth)
    await tick()
    expect(gapsIn(journal)).toHaveLength(1)
    expect(sumsOf(journal)).toEqual({ recordedMs: 3 * sampleMs, runningMs: 3 * sampleMs, cpuMs: 3 * secondMs })
    expect(told).toEqual(['paused', 'recording'])
    await stop()
  })

  it('keeps to a pause that an earlier run began, and to one that ended while no agent ran', async () => {
    const first = await recordTwice()
    writePause(first.file, { at: first.now(), until: null })
    await first.tick()
    await first.stop()
    const again = await startRecording(first.file, noon + 10 * minuteMs)
    await again.tick()
    expect(again.samples).toBe(0)
    await again.stop()
    const start = noon + 2 * sampleMs
    writePause(first.file, { at: start, until: noon + 15 * minuteMs })
    const last = await startRecording(first.file, noon + 20 * minuteMs)
    await last.tick()
    expect(last.samples).toBe(2)
    const gaps = gapsIn(last.journal)
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['paused', 'not_running']))
    expect(gaps[0]).toMatchObject({ start, reason: 'paused' })
    expect(gaps.at(-1)).toEqual({ start: noon + 15 * minuteMs, end: noon + 20 * minuteMs, reason: 'not_running' })
    await last.stop()
  })
})

const firefox = { key: 'firefox.desktop', name: 'Firefox' }
const code = { key: 'code.desktop', name: 'Code' }

interface SpanSeen {
  readonly source: string
  readonly app: string | null
  readonly start: number
  readonly end: number
}

const spansIn = ({ db }: Journal) =>
  db
    .prepare<[], SpanSeen>(
      `select source, (select name from subjects where id = subject) as app, start, end from spans
       where source <> 'clock' order by source, start`,
    )
    .all()

describe('an agent that stands still', () => {
  it.each(['paused', 'not able to write'])('keeps nothing of what a desktop told while it is %s', async (why) => {
    const { file, journal, desktop, tick, now, stop } = await recordTwice()
    journal.db.pragma('busy_timeout = 10')
    desktop.onWatching(now(), ['window', 'input'])
    desktop.onWindow(now(), { app: firefox })
    desktop.onInput(now() + 1_000)
    await tick()
    const stillFrom = now()
    const other = new Database(file)
    if (why === 'paused') writePause(file, { at: now(), until: now() + 35 * secondMs })
    else other.exec('begin immediate')
    for (let i = 0; i < 3; i++) {
      desktop.onInput(now() + 2_000)
      desktop.onWindow(now() + 3_000, i === 2 ? { app: code } : null)
      await tick()
    }
    if (why !== 'paused') other.exec('commit')
    other.close()
    await tick()
    const again = now()
    desktop.onInput(again + 4_000)
    await tick(2)
    expect(spansIn(journal)).toEqual([
      { source: 'input', app: null, start: noon + 21_000, end: noon + 21_001 },
      { source: 'input', app: null, start: again + 4_000, end: again + 4_001 },
      { source: 'window', app: 'Firefox', start: noon + 2 * sampleMs, end: stillFrom },
      { source: 'window', app: 'Code', start: again, end: now() },
    ])
    await stop()
  })

  it('records no instant of a pause when the clock is set back after it', async () => {
    const { file, journal, tick, now, setBack, stop } = await recordTwice()
    writePause(file, { at: now(), until: now() + 35 * secondMs })
    await tick(4)
    const again = now()
    setBack(25 * secondMs)
    writePause(file, { at: 0, until: 0 })
    await tick(6)
    const paused = gapsIn(journal).filter(({ reason }) => reason === 'paused')
    expect(paused).toEqual([{ start: noon + 2 * sampleMs, end: again, reason: 'paused' }])
    const clocks = journal.db.prepare<[], Interval>("select start, end from spans where source = 'clock'").all()
    expect(union(clocks)).toEqual([
      { start: noon, end: noon + 2 * sampleMs },
      { start: again, end: now() },
    ])
    await stop()
  })
})

describe('an agent that cannot write', () => {
  it('waits for whoever holds the journal, and says what is lost', async () => {
    const { file, journal, tick, told, stop } = await recordTwice()
    journal.db.pragma('busy_timeout = 10')
    const other = new Database(file)
    other.exec('begin immediate')
    await tick(3)
    other.exec('commit')
    other.close()
    await tick(2)
    expect(told).toEqual(['lost', 'recording'])
    const before = noon + 2 * sampleMs
    expect(gapsIn(journal)).toEqual([{ start: before, end: before + 4 * sampleMs, reason: 'lost' }])
    expect(sumsOf(journal).recordedMs).toBe(3 * sampleMs)
    await stop()
  })

  it.each(['removed', 'replaced'])('begins a new journal when the file was %s', async (how) => {
    const { file, journal, tick, told, aside, stop } = await recordTwice()
    if (how === 'removed') rmSync(file)
    else {
      const other = new Database(`${file}.other`)
      other.exec('create table notes (text)')
      other.close()
      renameSync(`${file}.other`, file)
    }
    await tick(8)
    expect(told).toEqual(['lost', 'recording'])
    expect(aside).toHaveLength(1)
    expect(journal.db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(gapsIn(journal).at(-1)).toMatchObject({ reason: 'lost' })
    expect(sumsOf(journal).recordedMs).toBeGreaterThan(sampleMs)
    await stop()
  })
})

describe("an organisation's pause", () => {
  it("is kept to besides the person's own, and told as a pause", async () => {
    const { journal } = newJournal(noon)
    const told: unknown[] = []
    let [own, org] = [undefined, undefined] as (Pause | undefined)[]
    const standstill = createStandstill({
      journal,
      readPause: () => own,
      readOrgPause: () => org,
      onChange: (reason) => told.push(reason),
    })
    const check = (at: number) => standstill.check(noon + at, noon + at - 1)
    expect(check(1)).toBe('record')
    org = { at: noon + 1, until: null }
    expect(check(2)).toBe('still')
    own = { at: noon + 2, until: noon + 4 }
    expect([check(3), check(4)]).toEqual(['still', 'still'])
    org = undefined
    expect([check(5), check(6)]).toEqual(['begin', 'record'])
    expect(told).toEqual(['org_paused', 'paused', 'org_paused', undefined])
    expect(new Set(gapsIn(journal).map(({ reason }) => reason))).toEqual(new Set(['paused']))
    const off = { start: noon + 10, end: noon + 20, reason: 'off' as const }
    org = { at: noon + 15, until: null }
    expect(standstill.excuse([off])).toEqual([
      { ...off, end: noon + 15 },
      { start: noon + 15, end: noon + 20, reason: 'paused' },
    ])
    journal.close()
  })
})

describe('an agent with working hours', () => {
  /** Noon is on a Monday; the hours end a minute later. */
  const hours = (text: string) =>
    createWorkingHours(
      () => [parseWeeklyHours(text)!],
      () => 'UTC',
    )

  it('records nothing outside, says why, and goes on by itself', async () => {
    const file = newFile()
    const recording = await startRecording(file, noon, { workingHours: hours('mo 12:00-12:01, 12:02-13:00') })
    const { journal, tick, told, stop } = recording
    await tick(5)
    const samples = recording.samples
    await tick(6)
    expect(recording.samples).toBe(samples)
    const gap = { start: noon + 5 * sampleMs, end: noon + 11 * sampleMs, reason: 'outside_hours' }
    expect(gapsIn(journal)).toEqual([gap])
    await tick(2)
    expect(told).toEqual(['outside_hours', 'recording'])
    expect(gapsIn(journal)).toEqual([{ ...gap, end: noon + 12 * sampleMs }])
    expect(sumsOf(journal)).toMatchObject({ recordedMs: 6 * sampleMs, runningMs: 6 * sampleMs })
    await stop()
  })

  it('leaves the time in which the computer was off what it was', async () => {
    const first = await recordTwice()
    await first.stop()
    const last = noon + 2 * sampleMs
    const tuesday = noon + 24 * hourMs
    const again = await startRecording(first.file, tuesday, { workingHours: hours('mo-fr 08:00-18:00') })
    const gaps = gapsIn(again.journal)
    const spent = (reason: string) => gaps.filter((gap) => gap.reason === reason)
    // Made-up clocks say that the computer was started 1000 s before each run.
    const boot = tuesday - 1_000 * secondMs
    expect(spent('not_running')).toEqual([{ start: boot, end: tuesday, reason: 'not_running' }])
    expect(spent('off')).toEqual([{ start: last, end: boot, reason: 'off' }])
    await again.stop()
  })

  it('tells of a night without an agent that nothing of it was due', () => {
    const night = { start: noon, end: noon + 24 * hourMs, reason: 'not_running' as const }
    expect(hours('mo-fr 08:00-18:00').excuse([night])).toEqual([
      { start: noon, end: noon + 6 * hourMs, reason: 'not_running' },
      { start: noon + 6 * hourMs, end: noon + 20 * hourMs, reason: 'outside_hours' },
      { start: noon + 20 * hourMs, end: noon + 24 * hourMs, reason: 'not_running' },
    ])
  })
})

describe('an agent with a rule that drops an app', () => {
  it('writes nothing of it: no hours, no window, no inhibitor', async () => {
    const file = newFile()
    const rules = [
      { app: 'fire*', action: 'drop' },
      { app: 'editor', action: 'drop' },
    ] as const
    const privacy = createPrivacy(
      () => ({ titles: true, rules }),
      () => 'UTC',
      String,
    )
    const { journal, desktop, tick, now, stop } = await startRecording(file, noon, { privacy })
    desktop.onWatching(now(), ['inhibit', 'window'])
    desktop.onWindow(now(), { app: firefox, title: 'Inbox of ana@example.org' })
    desktop.onInhibitors(now(), [firefox])
    await tick()
    desktop.onWindow(now(), { app: code, title: 'Notes of ana@example.org' })
    await tick()
    expect(spansIn(journal)).toEqual([{ source: 'window', app: 'Code', start: noon + sampleMs, end: now() }])
    const detail = journal.db.prepare("select detail from spans where source = 'window'").pluck().get()
    expect(detail).toBe('{"title":"Notes of [e-mail]"}')
    expect(journal.db.prepare('select key from subjects').pluck().all()).toEqual(['code.desktop'])
    expect(sumsOf(journal)).toMatchObject({ runningMs: null, recordedMs: 2 * sampleMs })
    await stop()
  })
})
