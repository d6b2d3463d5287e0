import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inputJoinMs } from '../../src/agent/presence/input-stretches.ts'
import { openWayland } from '../../src/agent/presence/wayland.ts'
import { checkFrozen, checkRestarted } from '../support/desktop-faults.ts'
import { examine } from '../support/doctor.ts'
import { shortPlan } from '../support/person.ts'
import { checkPlan, pollMs, recordDesktop } from '../support/presence-truth.ts'
import { newFolder } from '../support/program.ts'
import { hasSway, openSway, type Sway } from '../support/sway.ts'
import { watchTitles } from '../support/titles.ts'

describe.skipIf(!hasSway())('presence on Wayland', () => {
  let desktop: Sway
  beforeAll(async () => {
    desktop = await openSway({ xwayland: true })
  })
  afterAll(() => desktop?.kill())

  it('tells which window was in front and when somebody typed, as it was', { timeout: 90_000 }, async () => {
    await checkPlan(desktop, shortPlan)
  })

  it('is told of by doctor', { timeout: 30_000 }, async () => {
    const found = await examine(newFolder(), { ...desktop.env, XDG_CURRENT_DESKTOP: 'sway' })
    expect(found.get('presence')).toMatchObject({
      code: 'presence_fine',
      message: 'Wayland (sway) tells which window is in front, and when somebody is there',
    })
  })

  it('knows the window of an X11 program by its class', { timeout: 60_000 }, async () => {
    const recording = await recordDesktop(desktop, '1s', { USAGE_AUDIT_AGENT__ACCOUNTS: 'all' })
    await recording.untilWatched(['input', 'window'])
    await desktop.openX11Window('oldtool')
    await desktop.bringToFront('oldtool')
    await recording.untilSpans((spans) =>
      expect(spans.filter(({ source }) => source === 'window').at(-1)).toMatchObject({ app: desktop.keyOf('oldtool') }),
    )
    await recording.stop()
  })

  it('does not know of input while a program keeps the screen on', { timeout: 120_000, retry: 1 }, async () => {
    await desktop.openWindow('film')
    const recording = await recordDesktop(desktop, '1s')
    await recording.untilWatched(['input', 'window'])
    await desktop.press('a')
    await sleep(2 * pollMs)
    const beganAt = Date.now()
    await desktop.inhibitIdle('film', true)
    await recording.untilWatched(['window'], inputJoinMs + 30_000)
    await desktop.inhibitIdle('film', false)
    await recording.untilWatched(['input', 'window'])
    await recording.stop()
    const inputs = (await recording.readSpans()).filter(({ source }) => source === 'input')
    for (const { end } of inputs) expect(end).toBeLessThan(beganAt)
  })

  it('tells a title, and its change, where titles are wanted', { timeout: 60_000 }, async () => {
    await watchTitles(desktop, (titles, apps) =>
      openWayland({ path: desktop.env.WAYLAND_DISPLAY!, titles, identity: apps, inputEveryMs: pollMs }),
    )
  })

  // A machine busy with the other tests may be too slow for the waits once; what is wrong stays wrong when tried again.
  it('watches nothing while the compositor is gone, and again when it is back', {
    timeout: 90_000,
    retry: 2,
  }, async () => {
    await checkRestarted(desktop)
  })

  it('credits nothing to a window while the compositor says nothing', { timeout: 60_000, retry: 2 }, async () => {
    await checkFrozen(desktop)
  })
})
