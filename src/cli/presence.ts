import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { combinePresence } from '../agent/presence/combine.ts'
import type { AppsOfWindows } from '../agent/presence/front-window.ts'
import type { OpenPresence } from '../agent/presence/presence.ts'
import type { WindowIdentity } from '../agent/presence/x11-window.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'
import { findBuses } from './session.ts'

type Environment = Cli['env']

/** How a desktop is watched. */
export interface Watching {
  /** Whether the titles of windows are told. */
  readonly titles?: boolean
  /** How long a pause between two looks is now. */
  stretch?(ms: number): number
}

interface Wanted extends Required<Watching> {
  readonly presenceMs: number
}

type Apps = Omit<WindowIdentity, 'hostname'> & AppsOfWindows

/**
 * The way to watch this session's desktop; undefined where there is none, or none that tells the whole: a Wayland session shows
 * X11 only the windows of old programs, so there the compositor itself is asked, or GNOME or KDE.
 */
export async function choosePresence(
  { env }: Pick<Cli, 'env'>,
  { agent: { presenceMs } }: { readonly agent: Pick<Config['agent'], 'presenceMs'> },
  apps: Apps,
  { titles = false, stretch = (ms) => ms }: Watching = {},
): Promise<OpenPresence | undefined> {
  const { platform } = process
  if (presenceMs === undefined) return undefined
  if (platform === 'win32' || platform === 'darwin') {
    const { choosePolledPresence } = await import('./polled-presence.ts')
    return choosePolledPresence(platform, { appOf: apps.appOf, everyMs: presenceMs, titles })
  }
  if (platform !== 'linux') return undefined
  const wanted = { presenceMs, titles, stretch }
  return isWayland(env) ? chooseShell(env, wanted, apps) : chooseX11(env, wanted, apps)
}

async function chooseX11(env: Environment, { presenceMs, stretch }: Wanted, apps: Apps) {
  if (!env.DISPLAY) return undefined
  const { parseDisplay } = await import('../agent/presence/x11-display.ts')
  const display = parseDisplay(env.DISPLAY)
  if (!display) return undefined
  const { openX11 } = await import('../agent/presence/x11.ts')
  return openX11({
    display,
    authority: env.XAUTHORITY || join(homedir(), '.Xauthority'),
    identity: { hostname: hostname(), ...apps },
    inputEveryMs: () => stretch(presenceMs),
  })
}

/** Everything that tells here: the desktop, and the session around it; undefined where nothing does. */
export async function chooseWatchers(...given: Parameters<typeof choosePresence>): Promise<OpenPresence | undefined> {
  const { chooseSession } = await import('./session.ts')
  const [world, config, apps] = given
  const found = await Promise.all([choosePresence(...given), chooseSession(world, config, apps)])
  const openers = found.filter((open) => open !== undefined)
  return openers.length > 0 ? combinePresence(openers) : undefined
}

export const isWayland = (env: Environment): boolean =>
  Boolean(env.WAYLAND_DISPLAY) || env.XDG_SESSION_TYPE === 'wayland'

/** Which desktop it is, `ubuntu:GNOME` as an example. */
export const isDesktop = (env: Environment, name: 'GNOME' | 'KDE'): boolean =>
  (env.XDG_CURRENT_DESKTOP ?? '').split(':').includes(name)

/** What GNOME and KDE tell of a Wayland session over its message bus. */
async function chooseShell(env: Environment, { presenceMs, titles }: Wanted, apps: Apps) {
  const { session: address } = findBuses({ env })
  if (!address) return undefined
  const common = { address, apps, titles }
  if (isDesktop(env, 'GNOME'))
    return (await import('../agent/presence/gnome.ts')).openGnome({ ...common, inputEveryMs: presenceMs })
  if (!isDesktop(env, 'KDE')) return undefined
  const { openKde } = await import('../agent/presence/kde.ts')
  return openKde({ ...common, temporary: env.XDG_RUNTIME_DIR || tmpdir() })
}
