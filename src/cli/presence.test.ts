import { describe, expect, it } from 'vitest'
import { readClocks } from '../agent/clocks.ts'
import type { PresenceEvents } from '../agent/presence/presence.ts'
import { choosePresence } from './presence.ts'

const apps = { appOf: () => undefined, appOfClass: () => undefined, runningApps: () => [] }
const choose = (env: Record<string, string>, presenceMs: number | undefined = 2_000) =>
  choosePresence({ env }, { agent: { presenceMs } }, apps)

describe.skipIf(process.platform !== 'linux')('choosePresence', () => {
  it('choosePresence › watches the X server of this session', async () => {
    expect(await choose({ DISPLAY: ':0' })).toBeTypeOf('function')
    expect(await choose({ DISPLAY: 'unix:1.0', XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' })).toBeTypeOf('function')
  })

  it('choosePresence › watches the Wayland compositor of this session, and not X11, which is its guest', async () => {
    const open = await choose({ DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/nowhere' })
    const source = open!({ onWatching: () => {} } as unknown as PresenceEvents, readClocks)
    expect(source.name).toBe('wayland')
    await source.close()
    expect(await choose({ WAYLAND_DISPLAY: '/nowhere/wayland-0' })).toBeTypeOf('function')
  })

  it.each([
    ['there is no display', {}],
    ['the display is of another computer', { DISPLAY: 'localhost:10.0' }],
    ['nobody says where the compositor is', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }],
    ['the session says it is Wayland', { DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' }],
  ])('choosePresence › watches nothing where %s', async (_, env) => {
    expect(await choose(env)).toBeUndefined()
  })

  it('choosePresence › watches nothing where the person does not want it', async () => {
    expect(await choosePresence({ env: { DISPLAY: ':0' } }, { agent: { presenceMs: undefined } }, apps)).toBeUndefined()
  })
})
