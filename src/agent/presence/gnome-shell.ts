import { spawnSync } from 'node:child_process'
import { type Bus, BusRefused } from '../dbus.ts'
import { focusName } from './gnome.ts'

/* What is asked of a GNOME Shell that runs, and of its settings. */

const name = 'org.gnome.Shell'
/** Its settings, which are spelt otherwise. */
const schema = 'org.gnome.shell'
const shell = { destination: name, path: '/org/gnome/Shell' }

/** `43.9`; undefined where no GNOME Shell is on this bus. @throws BusLost */
export async function readShellVersion(bus: Bus): Promise<string | undefined> {
  const properties = { ...shell, interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss' }
  try {
    const [version] = await bus.call({ ...properties, body: [name, 'ShellVersion'] })
    return String((version as { readonly value: unknown }).value)
  } catch (error) {
    if (error instanceof BusRefused) return undefined
    throw error
  }
}

/** Whether our extension answers. @throws BusLost */
export async function isFocusTold(bus: Bus): Promise<boolean> {
  const daemon = {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
  }
  const [told] = await bus.call({ ...daemon, member: 'NameHasOwner', signature: 's', body: [focusName] })
  return told === true
}

/**
 * Has the shell switch an extension on or off. A shell that does not know it yet, because it was put in place after log-in,
 * finds it in its settings at the next one.
 * @returns whether it is so now, or will be
 * @throws BusLost
 */
export async function switchExtension(bus: Bus, id: string, on: boolean): Promise<boolean> {
  const extensions = { ...shell, interface: 'org.gnome.Shell.Extensions', signature: 's', body: [id] }
  try {
    const [known] = await bus.call({ ...extensions, member: on ? 'EnableExtension' : 'DisableExtension' })
    if (known === true) return true
  } catch (error) {
    if (!(error instanceof BusRefused)) throw error
  }
  return changeList('disabled-extensions', id, false) && changeList('enabled-extensions', id, on)
}

/** Puts an extension into one of the shell's lists, or takes it out. @returns whether it is so */
function changeList(key: string, id: string, on: boolean): boolean {
  const gsettings = (...args: string[]) => spawnSync('gsettings', args, { encoding: 'utf8', timeout: 10_000 })
  const { status, stdout } = gsettings('get', schema, key)
  if (status !== 0) return false
  // As GNOME writes a list: ['a@b', 'c@d'], or @as [] where it is empty.
  const before = [...stdout.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double!)
  const after = on ? [...new Set([...before, id])] : before.filter((each) => each !== id)
  if (after.join('\n') === before.join('\n')) return true
  return gsettings('set', schema, key, `[${after.map((each) => `'${each}'`).join(', ')}]`).status === 0
}
