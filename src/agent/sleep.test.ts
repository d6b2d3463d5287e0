import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../../tests/support/program.ts'
import { gapsIn, type Recording, sampleMs, startRecording } from '../../tests/support/recording.ts'
import { noon } from '../../tests/support/records.ts'
import { type Interval, intersect, union } from '../core/spans.ts'
import { hourMs, minuteMs, secondMs } from '../core/time.ts'
import { writePause } from './pause.ts'

const newFile = () => join(newFolder(), 'agent', 'journal.db')

/** Some ticks in, and half way to the next one. */
async function recordFor(ticks: number, file = newFile()): Promise<Recording & { readonly file: string }> {
  const recording = await startRecording(file, noon)
  await recording.tick(ticks)
  recording.pass(4 * secondMs)
  return Object.assign(recording, { file })
}

const spansIn = ({ journal }: Recording, source: string) =>
  union(
    journal.db.prepare<[string], Interval>('select start, end from spans where source = ? order by start').all(source),
  )

/** What was told is written with a tick of its own. */
const untilTicked = (recording: Recording, samples: number) =>
  expect.poll(() => recording.samples).toBeGreaterThan(samples)

async function tellSleep(recording: Recording, asleep: boolean) {
  const { samples } = recording
  recording.desktop.onSleep(recording.now(), asleep)
  await untilTicked(recording, samples)
  await recording.agent.tick() // the one under way, or one of no length
}

describe('an agent whose computer sleeps', () => {
  it.each([
    ['at once', 0],
    ['after some seconds of getting ready', 6 * secondMs],
  ])('records up to the instant it is told, and from the instant of waking on: %s', async (_, readyMs) => {
    const recording = await recordFor(2)
    const toldAt = recording.now()
    await tellSleep(recording, true)
    recording.pass(readyMs)
    recording.sleep(8 * hourMs)
    await tellSleep(recording, false)
    const wokeAt = recording.now()
    await recording.tick()
    expect(gapsIn(recording.journal)).toEqual([{ start: toldAt, end: wokeAt, reason: 'asleep' }])
    expect(spansIn(recording, 'sleep')).toEqual([{ start: toldAt, end: wokeAt }])
    expect(spansIn(recording, 'clock')).toEqual([
      { start: noon, end: toldAt },
      { start: wokeAt, end: wokeAt + sampleMs },
    ])
    await recording.stop()
  })

  it('keeps what was recorded while it got ready', async () => {
    const recording = await recordFor(2)
    await tellSleep(recording, true)
    await recording.tick()
    const frozenAt = recording.now()
    recording.sleep(hourMs)
    await tellSleep(recording, false)
    const asleep = [{ start: frozenAt, end: recording.now() }]
    expect(spansIn(recording, 'sleep')).toEqual(asleep)
    expect(gapsIn(recording.journal)).toEqual([{ ...asleep[0], reason: 'asleep' }])
    expect(intersect(spansIn(recording, 'sleep'), spansIn(recording, 'clock'))).toEqual([])
    await recording.stop()
  })

  it('takes a suspend that becomes a hibernation for one sleep, though it wakes in between and nothing runs', async () => {
    const recording = await recordFor(2)
    const toldAt = recording.now()
    await tellSleep(recording, true)
    recording.sleep(2 * hourMs)
    recording.pass(40 * secondMs)
    recording.sleep(6 * hourMs)
    await tellSleep(recording, false)
    const asleep = { start: toldAt, end: recording.now() }
    expect(gapsIn(recording.journal)).toEqual([{ ...asleep, reason: 'asleep' }])
    expect(spansIn(recording, 'sleep')).toEqual([asleep])
    await recording.stop()
  })

  it('records on when a sleep fails', async () => {
    const recording = await recordFor(2)
    await tellSleep(recording, true)
    recording.pass(2 * secondMs)
    await tellSleep(recording, false)
    await recording.tick()
    expect(gapsIn(recording.journal)).toEqual([])
    expect(spansIn(recording, 'sleep')).toEqual([])
    expect(spansIn(recording, 'clock')).toEqual([{ start: noon, end: recording.now() }])
    await recording.stop()
  })

  it('goes by the clocks alone where nobody tells, or only on waking', async () => {
    const recording = await recordFor(2)
    recording.sleep(hourMs)
    await recording.tick()
    recording.sleep(hourMs)
    await tellSleep(recording, true)
    await tellSleep(recording, false)
    expect(gapsIn(recording.journal).map(({ reason }) => reason)).toEqual(['asleep', 'asleep'])
    expect(spansIn(recording, 'sleep')).toEqual([])
    await recording.stop()
  })

  it('tells a sleep, a stop, a pause, a time off and one not running apart', async () => {
    const first = await recordFor(1)
    await tellSleep(first, true)
    first.sleep(hourMs)
    await tellSleep(first, false)
    first.pass(10 * minuteMs) // stopped: awake, and nobody watched
    await first.agent.tick()
    writePause(first.file, { at: first.now(), until: first.now() + 20 * secondMs })
    await first.tick(4)
    await first.stop()
    const stoppedAt = first.now()
    // The computer was started 1,000 s before this.
    const again = await startRecording(first.file, stoppedAt + hourMs)
    expect(gapsIn(again.journal).map(({ reason, start, end }) => [reason, end - start])).toEqual([
      ['asleep', hourMs],
      ['not_running', 10 * minuteMs],
      ['paused', 20 * secondMs],
      ['off', hourMs - 1_000 * secondMs],
      ['not_running', 1_000 * secondMs],
    ])
    await again.stop()
  })
})

describe('an agent that is told of a lock or a sleep', () => {
  it.each(['lock', 'sleep'])('puts all of it on disk at once: %s', async (what) => {
    const recording = await recordFor(1)
    const { desktop, now, samples } = recording
    expect(durableCommits(recording)).toBe(0)
    desktop.onWatching(now(), ['lock'])
    if (what === 'lock') desktop.onLock(now(), true)
    else desktop.onSleep(now(), true)
    await untilTicked(recording, samples)
    await expect.poll(() => durableCommits(recording)).toBe(1)
    expect(spansIn(recording, 'clock').at(-1)!.end).toBe(now())
    await recording.tick()
    expect(durableCommits(recording)).toBe(1)
    await recording.stop()
  })
})

/** Each of them counts itself. */
const durableCommits = ({ journal }: Recording) =>
  journal.db.prepare<[], { value: number }>("select value from counters where name = 'durable'").get()?.value ?? 0
