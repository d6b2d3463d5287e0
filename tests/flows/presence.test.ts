import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openX11 } from '../../src/agent/presence/x11.ts'
import { parseDisplay } from '../../src/agent/presence/x11-display.ts'
import { type Desktop, hasDesktop, openDesktop } from '../support/desktop.ts'
import { checkFrozen, checkRestarted } from '../support/desktop-faults.ts'
import { shortPlan } from '../support/person.ts'
import { checkPlan, pollMs, recordDesktop } from '../support/presence-truth.ts'
import { newFolder } from '../support/program.ts'
import { watchTitles } from '../support/titles.ts'

describe.skipIf(!hasDesktop())('presence on X11', () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop()
  })
  afterAll(() => desktop?.kill())

  it('tells which window was in front and when somebody typed, as it was', { timeout: 60_000 }, async () => {
    await checkPlan(desktop, shortPlan)
  })

  it('tells a title, and its change, where titles are wanted', { timeout: 60_000 }, async () => {
    const display = parseDisplay(desktop.env.DISPLAY!)!
    await watchTitles(desktop, (titles, apps) =>
      openX11({ display, authority: '', identity: { hostname: hostname(), ...apps }, titles, inputEveryMs: pollMs }),
    )
  })

  // A machine busy with the other tests may be too slow for the waits once; what is wrong stays wrong when tried again.
  it('watches nothing while the X server is gone, and again when it is back', {
    timeout: 60_000,
    retry: 2,
  }, async () => {
    await checkRestarted(desktop)
  })

  it('credits nothing to a window while the X server says nothing', { timeout: 60_000, retry: 2 }, async () => {
    await checkFrozen(desktop)
  })

  it('watches no desktop in a Wayland session, though X11 is there', { timeout: 30_000 }, async () => {
    const recording = await recordDesktop(desktop, '1s', {
      WAYLAND_DISPLAY: 'wayland-0',
      XDG_RUNTIME_DIR: newFolder(),
    })
    await sleep(4_000)
    await recording.stop()
    expect((await recording.readSpans()).map(({ source }) => source)).toEqual(['clock'])
    const { activeMs, apps } = await recording.readToday()
    expect([activeMs, ...apps.map(({ foregroundMs }) => foregroundMs)].filter((ms) => ms !== null)).toEqual([])
  })
})
