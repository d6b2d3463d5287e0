import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppsOfWindows } from '../agent/presence/front-window.ts'
import type { OpenPresence } from '../agent/presence/presence.ts'
import type { WindowIdentity } from '../agent/presence/x11-window.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'

type Environment = Cli['env']

/**
 * The way to watch this session's desktop; undefined where there is none, or none that tells the whole: a Wayland session shows
 * X11 only the windows of old programs, so there GNOME and KDE are asked themselves.
 */
export async function choosePresence(
  { env }: Pick<Cli, 'env'>,
  { agent: { presenceMs } }: { readonly agent: Pick<Config['agent'], 'presenceMs'> },
  apps: Omit<WindowIdentity, 'hostname'>,
): Promise<OpenPresence | undefined> {
  if (presenceMs === undefined || process.platform !== 'linux') return undefined
  if (isWayland(env)) return chooseShell(env, presenceMs, apps)
  if (!env.DISPLAY) return undefined
  const { parseDisplay } = await import('../agent/presence/x11-display.ts')
  const display = parseDisplay(env.DISPLAY)
  if (!display) return undefined
  const { openX11 } = await import('../agent/presence/x11.ts')
  return openX11({
    display,
    authority: env.XAUTHORITY || join(homedir(), '.Xauthority'),
    identity: { hostname: hostname(), ...apps },
    inputEveryMs: presenceMs,
  })
}

export const isWayland = (env: Environment): boolean =>
  Boolean(env.WAYLAND_DISPLAY) || env.XDG_SESSION_TYPE === 'wayland'

/** Which desktop it is, `ubuntu:GNOME` as an example. */
export const isDesktop = (env: Environment, name: 'GNOME' | 'KDE'): boolean =>
  (env.XDG_CURRENT_DESKTOP ?? '').split(':').includes(name)

/** The session's message bus; undefined where there is none. */
export const findSessionBus = ({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: Environment): string | undefined =>
  DBUS_SESSION_BUS_ADDRESS || (XDG_RUNTIME_DIR && `unix:path=${XDG_RUNTIME_DIR}/bus`) || undefined

/** What GNOME and KDE tell of a Wayland session over its message bus. */
async function chooseShell(
  env: Environment,
  inputEveryMs: number,
  apps: AppsOfWindows,
): Promise<OpenPresence | undefined> {
  const address = findSessionBus(env)
  if (!address) return undefined
  const common = { address, apps, titles: false }
  if (isDesktop(env, 'GNOME'))
    return (await import('../agent/presence/gnome.ts')).openGnome({ ...common, inputEveryMs })
  if (!isDesktop(env, 'KDE')) return undefined
  const { openKde } = await import('../agent/presence/kde.ts')
  return openKde({ ...common, temporary: env.XDG_RUNTIME_DIR || tmpdir() })
}
