import { describe, expect, it } from 'vitest'
import { readClocks } from '../agent/clocks.ts'
import type { PresenceEvents } from '../agent/presence/presence.ts'
import { choosePresence } from './presence.ts'

const apps = { appOf: () => undefined, appOfClass: () => undefined }
const choose = (env: Record<string, string>, presenceMs: number | undefined = 2_000) =>
  choosePresence({ env }, { agent: { presenceMs } }, apps)

describe.skipIf(process.platform !== 'linux')('choosePresence', () => {
  it('choosePresence › watches the X server of this session', async () => {
    expect(await choose({ DISPLAY: ':0' })).toBeTypeOf('function')
    expect(await choose({ DISPLAY: 'unix:1.0', XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' })).toBeTypeOf('function')
  })

  it.each([
    ['gnome', 'ubuntu:GNOME'],
    ['kde', 'KDE'],
  ])('choosePresence › asks the shell of a Wayland session over its message bus: %s', async (name, desktop) => {
    const wayland = { DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland', XDG_CURRENT_DESKTOP: desktop }
    const open = await choose({ ...wayland, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' })
    const source = open!({} as PresenceEvents, readClocks)
    expect(source.name).toBe(name)
    await source.close()
    expect(await choose({ ...wayland, XDG_RUNTIME_DIR: '/run/user/1' })).toBeTypeOf('function')
    expect(await choose(wayland)).toBeUndefined()
  })

  it.each([
    ['there is no display', {}],
    ['the display is of another computer', { DISPLAY: 'localhost:10.0' }],
    ['X11 is a guest of Wayland', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }],
    ['the session says it is Wayland', { DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' }],
  ])('choosePresence › watches nothing where %s', async (_, env) => {
    expect(await choose(env)).toBeUndefined()
  })

  it('choosePresence › watches nothing where the person does not want it', async () => {
    expect(await choosePresence({ env: { DISPLAY: ':0' } }, { agent: { presenceMs: undefined } }, apps)).toBeUndefined()
  })
})
