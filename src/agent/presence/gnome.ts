import { BusLost, BusRefused } from '../dbus.ts'
import { type AppsOfWindows, toFrontWindow } from './front-window.ts'
import { idleMonitor, watchGnomeInput } from './gnome-input.ts'
import { type BusOptions, endOfOwner, openOnBus, type Watch } from './on-bus.ts'
import type { OpenPresence } from './presence.ts'

export interface GnomeOptions extends BusOptions {
  readonly apps: AppsOfWindows
  /** Whether to ask for the titles of windows. */
  readonly titles: boolean
  /** How often the shell is asked when the last input was, while somebody is there. */
  readonly inputEveryMs: number
}

/** Our extension of GNOME Shell: the name under which it answers, and its interface. */
export const focusName = 'org.usageaudit.Focus'
const focusPath = '/org/usageaudit/Focus'

/**
 * Watches GNOME Shell under Wayland: the last input as the shell tells everybody, the window in front as our extension of it
 * tells; without the extension only input is watched.
 */
export const openGnome = (options: GnomeOptions): OpenPresence =>
  openOnBus('gnome', options, async (watch) => {
    const ended = Promise.race([endOfOwner(watch.bus, idleMonitor), watch.closed])
    ended.catch(() => {}) // told by the race below
    await watchFocus(watch, options)
    const input = watchGnomeInput(watch, options.inputEveryMs).catch((error) => {
      if (!(error instanceof BusRefused)) throw error
      watch.tell('input', false)
      return ended // a shell that does not tell of input may still tell of windows
    })
    await Promise.race([ended, input])
  })

/** The extension may come and go while the shell lives: it tells nothing before it is asked, and then at once. */
async function watchFocus({ bus, events, readClocks, tell }: Watch, { apps, titles }: GnomeOptions): Promise<void> {
  const focus = { path: focusPath, interface: focusName }
  await bus.onSignal({ ...focus, sender: focusName, member: 'Front' }, ({ body: [pid, names, title] }) => {
    const at = readClocks().wall
    tell('window', true, at)
    events.onWindow(at, toFrontWindow({ pid, names: Array.isArray(names) ? names : [], title }, apps))
  })
  let present: string | undefined
  await bus.onOwner(focusName, (owner) => {
    if (owner === present) return
    present = owner
    if (owner === undefined) return tell('window', false)
    bus
      .call({ ...focus, destination: focusName, member: 'Watch', signature: 'b', body: [titles] })
      .catch((error) => error instanceof BusLost && bus.close())
  })
}
