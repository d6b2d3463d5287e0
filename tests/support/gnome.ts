import type { Bus } from '../../src/agent/dbus.ts'
import { needs } from './needs.ts'
import type { ShellKind } from './shell-desktop.ts'

/** Whether a GNOME Shell can be run here, with programs that open windows. */
export const hasGnome = (): boolean =>
  [needs('gnome-shell', 'gnome-shell'), needs('gsettings', 'libglib2.0-bin'), needs('zenity', 'zenity')].every(Boolean)

const shell = { destination: 'org.gnome.Shell', path: '/org/gnome/Shell', interface: 'org.gnome.Shell' }

/** Runs a piece of JavaScript in the shell. @throws Error if it throws there, or is false */
export async function evaluate(bus: Bus, script: string): Promise<string> {
  const [isFine, answer] = await bus.call({ ...shell, member: 'Eval', signature: 's', body: [script] })
  if (!isFine || answer === 'false' || answer === '') throw new Error(`GNOME Shell: ${answer}: ${script}`)
  return String(answer)
}

/** GNOME Shell in its mode for developers, in which a test may run a script in it. */
export const gnome: ShellKind = {
  desktop: 'GNOME',
  command: () => [
    'gnome-shell',
    '--headless',
    '--wayland',
    '--no-x11',
    '--virtual-monitor',
    '1280x720',
    '--unsafe-mode',
  ],
  ready: async (bus) => {
    await evaluate(bus, '!Main.layoutManager._startingUp')
    await evaluate(bus, 'Main.overview.hide(), !Main.overview.visible')
  },
  activate: (bus, title) =>
    evaluate(
      bus,
      `{ const [actor] = global.get_window_actors().filter((each) => each.meta_window.title === ${JSON.stringify(title)});
         if (actor) actor.meta_window.activate(global.get_current_time()); actor && actor.meta_window.has_focus() }`,
    ),
  press: async (bus) => {
    const session = await startInput(bus)
    const key = { ...session, member: 'NotifyKeyboardKeycode', signature: 'ub' }
    await bus.call({ ...key, body: [30, true] })
    await bus.call({ ...key, body: [30, false] })
  },
}

const remote = 'org.gnome.Mutter.RemoteDesktop'
const sessions = new WeakMap<Bus, { readonly shell: unknown; readonly path: string }>()

/** A session of input for this shell, made once for each. */
async function startInput(bus: Bus) {
  const manager = { destination: remote, path: '/org/gnome/Mutter/RemoteDesktop', interface: remote }
  const daemon = {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
  }
  const [owner] = await bus.call({ ...daemon, member: 'GetNameOwner', signature: 's', body: [remote] })
  const known = sessions.get(bus)
  const session = { destination: remote, interface: `${remote}.Session` }
  if (known?.shell === owner) return { ...session, path: known!.path }
  const [path] = await bus.call({ ...manager, member: 'CreateSession' })
  await bus.call({ ...session, path: String(path), member: 'Start' })
  sessions.set(bus, { shell: owner, path: String(path) })
  return { ...session, path: String(path) }
}
