import { expect, it } from 'vitest'
import { startAgent } from '../../src/agent/agent.ts'
import type { ClockReading } from '../../src/agent/interval.ts'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { localDayAt, readDay, readKnown } from '../../src/agent/journal/read.ts'
import { usualIdleAfterMs } from '../../src/core/presence.ts'
import { addDays, dayMs, hourMs, minuteMs, secondMs } from '../../src/core/time.ts'
import { chooseSeed, createRandom } from './random.ts'
import { createSteadySource } from './recording.ts'
import { noon } from './records.ts'

const sampleMs = 10 * secondMs
/** Longer than this without a tick, and nobody watched. */
const watchedMs = 30 * secondMs

/** A computer's clocks, and the truth beside them. */
interface World {
  /** Awake time in which the agent ran. */
  watched: number
  /** By how much the wall clock was set back in all: instants that it showed twice are recorded once. */
  setBack: number
  elapsed: number
  asleep: number
  ahead: number
}

type Event = (world: World, random: () => number) => void

/** What happens between two ticks. */
const events: readonly Event[] = [
  (world, random) => {
    const ms = Math.round(minuteMs + random() * 10 * hourMs)
    world.asleep += ms
    world.elapsed += ms
  },
  (world, random) => {
    world.elapsed += Math.round(2 * watchedMs + random() * hourMs) // stopped
  },
  (world, random) => {
    world.ahead += Math.round(3 * secondMs + random() * 3 * hourMs)
  },
  (world, random) => {
    const ms = Math.round(3 * secondMs + random() * 3 * hourMs)
    world.ahead -= ms
    world.setBack += ms
  },
]

/** Histories of sleep, stops and clocks that are set, recorded by the real agent on clocks of its own. */
export const describeTrueTime = (histories: number) =>
  it(`credits true time, over ${histories} histories of sleep, stops and clocks that are set`, {
    timeout: 1_200_000,
  }, async () => {
    const seed = chooseSeed()
    const random = createRandom(seed)
    const worst = { short: 0, over: 0, unset: 0 }
    let ticks = 0
    for (let i = 0; i < histories; i++) {
      const setsClock = random() < 0.5
      const { recordedMs, world, days, count } = await live(random, setsClock)
      ticks += count
      const short = (world.watched - world.setBack - recordedMs) / world.watched
      const over = (recordedMs - world.watched) / world.watched
      worst.short = Math.max(worst.short, short)
      worst.over = Math.max(worst.over, over)
      if (world.setBack === 0) worst.unset = Math.max(worst.unset, Math.abs(over))
      for (const ms of days) expect(ms >= 0 && ms <= dayMs).toBe(true)
    }
    const percent = (share: number) => `${(100 * share).toFixed(2)} %`
    console.log(
      `SEED=${seed}: ${histories} histories, ${ticks} ticks; where no clock was set back at most ${percent(worst.unset)} wrong; ` +
        `else at most ${percent(worst.over)} too much, ${percent(worst.short)} too little beyond what was shown twice`,
    )
    expect(worst.unset).toBeLessThanOrEqual(0.01)
    expect(worst.over).toBeLessThanOrEqual(0.01)
    expect(worst.short).toBeLessThanOrEqual(0.01)
  })

/** Some hours of a computer in a minute's worth of ticks. */
async function live(random: () => number, setsClock: boolean) {
  const world: World = { watched: 0, setBack: 0, elapsed: 0, asleep: 0, ahead: 0 }
  const wall = () => noon + world.elapsed + world.ahead
  const readClocks = (): ClockReading => ({
    wall: wall(),
    monotonic: world.elapsed - world.asleep,
    uptime: hourMs + world.elapsed,
  })
  const journal = openJournal(':memory:', noon)
  const agent = await startAgent({
    journal,
    source: createSteadySource(wall, () => {}),
    sampleMs,
    zone: () => 'UTC',
    readClocks,
    onError: (error) => {
      throw error
    },
  })
  const possible = setsClock ? events : events.slice(0, 2)
  const count = 200 + Math.floor(random() * 200)
  for (let tick = 0; tick < count; tick++) {
    const ms = Math.round(sampleMs * (1 + random() * 0.05))
    world.elapsed += ms
    const before = world.elapsed - world.asleep
    if (random() < 0.02) possible[Math.floor(random() * possible.length)]!(world, random)
    // Who is stopped watches nothing, not even what came before in the same interval.
    if (world.elapsed - world.asleep - before <= watchedMs) world.watched += ms
    await agent.tick()
  }
  const known = readKnown(journal.db)
  const days: number[] = []
  for (let day = localDayAt(journal.db, known.start); Date.parse(day) < known.end; day = addDays(day, 1))
    days.push(readDay(journal.db, day, { idleAfterMs: usualIdleAfterMs }, known).recordedMs)
  const recordedMs = days.reduce((a, b) => a + b, 0)
  await agent.stop(0)
  return { recordedMs, world, days, count }
}
