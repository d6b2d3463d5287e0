import { readdirSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Interval, intersect, totalMs, union } from '../../src/core/spans.ts'
import { secondMs } from '../../src/core/time.ts'
import { type Desktop, hasDesktop, openDesktop, until } from '../support/desktop.ts'
import { type LoginManager, startLoginManager } from '../support/login-manager.ts'
import { hasBus, type PrivateBus, startBus } from '../support/message-bus.ts'
import { recordDesktop } from '../support/presence-truth.ts'

/** What an event may take to be seen on a busy machine. */
const eventMs = 1_000
/** An agent that is stopped for longer than this was not merely slow. */
const stopMs = 32 * secondMs

/** The process that runs this file, and nothing else. */
function findProcess(file: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return Number(pids.find((pid) => linkOf(`/proc/${pid}/exe`) === file))
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined // it has ended meanwhile
  }
}

const near = ({ start, end }: Interval, expected: Interval) => {
  expect(Math.abs(start - expected.start)).toBeLessThan(eventMs)
  expect(Math.abs(end - expected.end)).toBeLessThan(eventMs)
}

describe.runIf(hasBus() && hasDesktop())('a session that locks, sleeps and plays', () => {
  let desktop: Desktop
  let bus: PrivateBus
  let login: LoginManager
  beforeAll(async () => {
    desktop = await openDesktop()
    bus = await startBus()
    login = await startLoginManager(bus.address)
    for (const app of ['editor', 'player']) await desktop.openWindow(app)
  })
  afterAll(async () => {
    login?.close()
    await bus?.kill()
    await desktop?.kill()
  })

  /** Two stays of the player in front, while it keeps the screen on. */
  const play = async (): Promise<Interval[]> => {
    const pid = findProcess(desktop.keyOf('player'))
    login.list([['idle', 'player', 'a film', 'block', process.getuid!(), pid]])
    const stays: Interval[] = []
    for (let i = 0; i < 2; i++) {
      const came = await desktop.bringToFront('player')
      await sleep(2_000)
      const left = await desktop.bringToFront('editor')
      stays.push({ start: came.before, end: left.after })
    }
    login.list([])
    await desktop.bringToFront('player')
    return stays
  }
  const lock = async (): Promise<Interval> => {
    login.change({ LockedHint: true })
    const start = Date.now()
    await sleep(2_000)
    login.change({ LockedHint: false })
    return { start, end: Date.now() }
  }

  it('writes what it was told, and what the clocks say of it', { timeout: 180_000, retry: 1 }, async () => {
    login.change({ LockedHint: false })
    const recording = await recordDesktop(desktop, '5s', { DBUS_SYSTEM_BUS_ADDRESS: bus.address })
    const readSource = async (source: string) => (await recording.readSpans()).filter((span) => span.source === source)
    await recording.untilWatched(['inhibit', 'input', 'window'])

    const stays = await play()
    const locked = await lock()
    // A sleep that fails.
    login.prepareForSleep(true)
    await sleep(1_500)
    login.prepareForSleep(false)
    await recording.untilWatched(['inhibit', 'input', 'lock', 'window'])
    // One in which nothing runs.
    login.prepareForSleep(true)
    const toldAt = Date.now()
    await until(async () => expect((await readSource('clock')).some(({ end }) => end >= toldAt)).toBe(true))
    const frozenAt = Date.now()
    recording.agent.kill('SIGSTOP')
    await sleep(stopMs)
    login.prepareForSleep(false)
    const wokeAt = Date.now()
    recording.agent.kill('SIGCONT')
    await until(async () => expect((await recording.readGaps()).length).toBeGreaterThan(0))
    await recording.stop()

    const inhibited = await readSource('inhibit')
    expect(inhibited.map(({ app }) => app)).toEqual(stays.map(() => desktop.keyOf('player')))
    for (const [i, stay] of stays.entries()) near(inhibited[i]!, stay)
    const locks = await readSource('lock')
    expect(locks).toHaveLength(1)
    near(locks[0]!, locked)
    const gaps = await recording.readGaps()
    expect(gaps.map(({ reason }) => reason)).toEqual(['asleep'])
    expect(gaps[0]!.start).toBeGreaterThan(toldAt - eventMs)
    expect(gaps[0]!.start).toBeLessThan(frozenAt + eventMs)
    expect(Math.abs(gaps[0]!.end - wokeAt)).toBeLessThan(eventMs)
    const slept = union(await readSource('sleep'))
    near(slept[0]!, gaps[0]!)
    expect([slept.length, totalMs(intersect(slept, await readSource('clock')))]).toEqual([1, 0])
  })
})
