import { homedir, hostname, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { combinePresence } from '../agent/presence/combine.ts'
import type { OpenPresence } from '../agent/presence/presence.ts'
import type { AppIdIdentity } from '../agent/presence/wayland-app.ts'
import type { WindowIdentity } from '../agent/presence/x11-window.ts'
import { secondMs } from '../core/time.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
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

/** How a window becomes the app of its process, by whatever a desktop tells of it. */
export type WindowApps = Omit<WindowIdentity, 'hostname'> & AppIdIdentity

/**
 * The way to watch this session's desktop; undefined where there is none, or none that tells the whole: a Wayland session shows
 * X11 only the windows of old programs, so there the compositor itself is asked, or GNOME or KDE.
 */
export async function choosePresence(
  { env }: Pick<Cli, 'env'>,
  { agent: { presenceMs } }: { readonly agent: Pick<Config['agent'], 'presenceMs'> },
  apps: WindowApps,
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

async function chooseX11(env: Environment, { presenceMs, titles, stretch }: Wanted, apps: WindowApps) {
  if (!env.DISPLAY) return undefined
  const { parseDisplay } = await import('../agent/presence/x11-display.ts')
  const display = parseDisplay(env.DISPLAY)
  if (!display) return undefined
  const { openX11 } = await import('../agent/presence/x11.ts')
  return openX11({
    display,
    authority: env.XAUTHORITY || join(homedir(), '.Xauthority'),
    identity: { hostname: hostname(), ...apps },
    titles,
    inputEveryMs: () => stretch(presenceMs),
  })
}

/** Everything that tells here: the desktop, and the session around it; undefined where nothing does. */
export async function chooseWatchers(...given: Parameters<typeof choosePresence>): Promise<OpenPresence | undefined> {
  const { chooseSession } = await import('./session.ts')
  const [world, config, apps] = given
  const found = await Promise.all([chooseDesktop(...given), chooseSession(world, config, apps)])
  const openers = found.filter((open) => open !== undefined)
  return openers.length > 0 ? combinePresence(openers) : undefined
}

/** How often a desktop is looked for that is not there yet. */
const lookMs = 15 * secondMs

/** The desktop of this session; where there is none yet, one that comes later, if the session has a bus to hear of it. */
async function chooseDesktop(...given: Parameters<typeof choosePresence>): Promise<OpenPresence | undefined> {
  const [{ env }, config, ...rest] = given
  const now = await choosePresence(...given)
  const { session: address } = findBuses({ env })
  if (now || config.agent.presenceMs === undefined || process.platform !== 'linux' || !address) return now
  const { openLate } = await import('../agent/presence/late.ts')
  const { readDesktopEnvironment } = await import('./desktop-environment.ts')
  const find = async () =>
    choosePresence({ env: { ...env, ...(await readDesktopEnvironment(address)) } }, config, ...rest)
  return openLate(find, lookMs)
}

export const isWayland = (env: Environment): boolean =>
  Boolean(env.WAYLAND_DISPLAY) || env.XDG_SESSION_TYPE === 'wayland'

/** Which desktop it is, `ubuntu:GNOME` as an example. */
export const isDesktop = (env: Environment, name: 'GNOME' | 'KDE'): boolean =>
  (env.XDG_CURRENT_DESKTOP ?? '').split(':').includes(name)

/** The compositor tells what it wants to; GNOME tells over the session's bus, and KDE there of its windows. */
async function chooseShell(env: Environment, wanted: Wanted, apps: WindowApps): Promise<OpenPresence | undefined> {
  const { session: address } = findBuses({ env })
  const common = { apps, titles: wanted.titles }
  if (isDesktop(env, 'GNOME')) {
    if (!address) return undefined
    const { openGnome } = await import('../agent/presence/gnome.ts')
    return openGnome({ ...common, address, inputEveryMs: wanted.presenceMs })
  }
  const wayland = await chooseWayland(env, wanted, apps)
  if (!address || !isDesktop(env, 'KDE')) return wayland
  const { openKde } = await import('../agent/presence/kde.ts')
  const kde = openKde({ ...common, address, temporary: env.XDG_RUNTIME_DIR || tmpdir() })
  return wayland ? combinePresence([kde, wayland]) : kde
}

async function chooseWayland(env: Environment, { presenceMs, titles }: Wanted, identity: WindowApps) {
  const path = findSocket(env)
  if (path === undefined) return undefined
  const { openWayland } = await import('../agent/presence/wayland.ts')
  return openWayland({ path, identity, inputEveryMs: presenceMs, titles })
}

/** The compositor's socket: `WAYLAND_DISPLAY` is a path, or a name in the session's folder. */
function findSocket({ WAYLAND_DISPLAY: display, XDG_RUNTIME_DIR: folder }: Environment): string | undefined {
  if (!display) return undefined
  if (isAbsolute(display)) return display
  return folder && join(folder, display)
}
