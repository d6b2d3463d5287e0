import { Variant } from '@jellybrick/dbus-next'
import { afterEach, describe, expect, it } from 'vitest'
import { hasBus, type PrivateBus, type StandIn, standIn, startBus } from '../../tests/support/message-bus.ts'
import { readClocks } from '../agent/clocks.ts'
import { openLate } from '../agent/presence/late.ts'
import type { OpenPresence, PresenceEvents } from '../agent/presence/presence.ts'
import { readDesktopEnvironment } from './desktop-environment.ts'

describe.runIf(hasBus())('readDesktopEnvironment', () => {
  let bus: PrivateBus | undefined
  let manager: StandIn | undefined
  afterEach(async () => {
    manager?.close()
    await bus?.kill()
  })

  it('readDesktopEnvironment › takes what a desktop told the manager, and nothing else of it', async () => {
    bus = await startBus()
    await expect(readDesktopEnvironment(bus.address)).rejects.toThrow()
    const lines = [
      'DISPLAY=:7',
      'SECRET=1',
      'WAYLAND_DISPLAY=wayland-0',
      'PATH=/bin',
      'no sign',
      'XDG_CURRENT_DESKTOP=GNOME',
    ]
    manager = await standIn(bus.address, 'org.freedesktop.systemd1', () => ['v', new Variant('as', lines)])
    expect(await readDesktopEnvironment(bus.address)).toEqual({
      DISPLAY: ':7',
      WAYLAND_DISPLAY: 'wayland-0',
      XDG_CURRENT_DESKTOP: 'GNOME',
    })
  })
})

describe('openLate', () => {
  const none = {} as PresenceEvents
  const desktop: OpenPresence = () => ({ name: 'desktop', close: async () => {} })

  it('openLate › looks until there is a desktop, whatever goes wrong before', async () => {
    let looks = 0
    const find = async () => {
      if (++looks === 1) throw new Error('no bus yet')
      return looks < 3 ? undefined : desktop
    }
    const late = openLate(find, 1)(none, readClocks)
    expect(late.name).toBe('')
    await expect.poll(() => late.name).toBe('desktop')
    await late.close()
    expect(looks).toBe(3)
  })

  it('openLate › ends while it is looking', async () => {
    const late = openLate(async () => undefined, 60_000)(none, readClocks)
    await late.close()
    expect(late.name).toBe('')
  })
})
