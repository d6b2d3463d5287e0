import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, hasDesktop, openDesktop } from '../support/desktop.ts'
import { shortPlan } from '../support/person.ts'
import { checkPlan, recordDesktop } from '../support/presence-truth.ts'

describe.skipIf(!hasDesktop())('presence on X11', () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop()
  })
  afterAll(() => desktop?.kill())

  it('tells which window was in front and when somebody typed, as it was', { timeout: 60_000 }, async () => {
    await checkPlan(desktop, shortPlan)
  })

  // A machine busy with the other tests may be too slow for the waits once; what is wrong stays wrong when tried again.
  it('watches nothing while the X server is gone, and again when it is back', {
    timeout: 60_000,
    retry: 2,
  }, async () => {
    const recording = await recordDesktop(desktop, '1s')
    await recording.untilWatched(['input', 'window'])
    await desktop.kill()
    const killedAt = Date.now()
    await recording.untilWatched([])
    await sleep(1_000)
    const restartedAt = Date.now()
    await desktop.restart()
    await recording.untilWatched(['input', 'window'])
    await desktop.openWindow('editor')
    const { before } = await desktop.bringToFront('editor')
    await sleep(1_500)
    await recording.stop()
    const windows = (await recording.readSpans()).filter(({ source }) => source === 'window')
    for (const { start, end } of windows) expect(end < killedAt + 500 || start >= restartedAt).toBe(true)
    expect(windows.find(({ start }) => start >= restartedAt)).toMatchObject({ app: desktop.keyOf('editor') })
    expect(before).toBeGreaterThan(restartedAt)
    expect((await recording.readToday()).watchedMs).toBeLessThan((await recording.readToday()).recordedMs - 1_000)
  })

  it('credits nothing to a window while the X server says nothing', { timeout: 60_000, retry: 2 }, async () => {
    const recording = await recordDesktop(desktop, '1s')
    await recording.untilWatched(['input', 'window'])
    const frozenAt = Date.now()
    desktop.freeze()
    await recording.untilWatched([])
    desktop.thaw()
    await recording.untilWatched(['input', 'window'])
    await recording.stop()
    const clocks = (await recording.readSpans()).filter(({ source }) => source === 'clock')
    const blind = clocks.find(({ detail, start }) => !detail?.watched && start >= frozenAt)
    // What was written before it was noticed stays: at most the patience with the server, a poll and a sample.
    expect(blind!.start - frozenAt).toBeLessThan(9_000)
  })

  it('watches no desktop in a Wayland session, though X11 is there', { timeout: 30_000 }, async () => {
    const recording = await recordDesktop(desktop, '1s', { WAYLAND_DISPLAY: 'wayland-0' })
    await sleep(4_000)
    await recording.stop()
    expect((await recording.readSpans()).map(({ source }) => source)).toEqual(['clock'])
    const { activeMs, apps } = await recording.readToday()
    expect([activeMs, ...apps.map(({ foregroundMs }) => foregroundMs)].filter((ms) => ms !== null)).toEqual([])
  })
})
