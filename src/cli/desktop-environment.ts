import { connectBus } from '../agent/dbus.ts'
import { secondMs } from '../core/time.ts'
import type { Cli } from './cli.ts'

/** What tells a program where the desktop is. */
const wanted = ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_CURRENT_DESKTOP', 'XDG_SESSION_TYPE'] as const

const manager = { destination: 'org.freedesktop.systemd1', path: '/org/freedesktop/systemd1' }
const patienceMs = 5 * secondMs

/**
 * What desktops tell systemd's manager of this person once they have started, for programs that systemd started before.
 * @param address of the session's message bus
 * @throws BusLost, BusRefused where there is no such manager
 */
export async function readDesktopEnvironment(address: string): Promise<Cli['env']> {
  const bus = await connectBus(address, patienceMs)
  try {
    const [value] = await bus.call({
      ...manager,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.systemd1.Manager', 'Environment'],
    })
    return toEnvironment((value as { readonly value?: unknown } | undefined)?.value)
  } finally {
    bus.close()
  }
}

function toEnvironment(given: unknown): Cli['env'] {
  const lines = Array.isArray(given) ? given.filter((line) => typeof line === 'string') : []
  const known = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
  return Object.fromEntries(wanted.flatMap((name) => (known.has(name) ? [[name, known.get(name)]] : [])))
}
