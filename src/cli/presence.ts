import { homedir, hostname } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { OpenPresence } from '../agent/presence/presence.ts'
import type { AppIdIdentity } from '../agent/presence/wayland-app.ts'
import type { WindowIdentity } from '../agent/presence/x11-window.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'

/** How a window becomes the app of its process, by whatever a desktop tells of it. */
export type WindowApps = Omit<WindowIdentity, 'hostname'> & AppIdIdentity

/**
 * The way to watch this session's desktop; undefined where there is none, or none that tells the whole: a Wayland session shows
 * X11 only the windows of old programs.
 * @param titles whether the titles of windows are told
 */
export async function choosePresence(
  { env }: Pick<Cli, 'env'>,
  { agent: { presenceMs } }: { readonly agent: Pick<Config['agent'], 'presenceMs'> },
  apps: WindowApps,
  titles = false,
): Promise<OpenPresence | undefined> {
  if (presenceMs === undefined || process.platform !== 'linux') return undefined
  const isWayland = Boolean(env.WAYLAND_DISPLAY) || env.XDG_SESSION_TYPE === 'wayland'
  return isWayland ? chooseWayland(env, apps, presenceMs, titles) : chooseX11(env, apps, presenceMs, titles)
}

async function chooseWayland(env: Cli['env'], identity: WindowApps, inputEveryMs: number, titles: boolean) {
  const path = findSocket(env)
  if (path === undefined) return undefined
  const { openWayland } = await import('../agent/presence/wayland.ts')
  return openWayland({ path, identity, inputEveryMs, titles })
}

/** The compositor's socket: `WAYLAND_DISPLAY` is a path, or a name in the session's folder. */
function findSocket({ WAYLAND_DISPLAY: display, XDG_RUNTIME_DIR: folder }: Cli['env']): string | undefined {
  if (!display) return undefined
  if (isAbsolute(display)) return display
  return folder && join(folder, display)
}

async function chooseX11(env: Cli['env'], apps: WindowApps, inputEveryMs: number, titles: boolean) {
  if (!env.DISPLAY) return undefined
  const { parseDisplay } = await import('../agent/presence/x11-display.ts')
  const display = parseDisplay(env.DISPLAY)
  if (!display) return undefined
  const { openX11 } = await import('../agent/presence/x11.ts')
  return openX11({
    display,
    authority: env.XAUTHORITY || join(homedir(), '.Xauthority'),
    identity: { hostname: hostname(), ...apps },
    inputEveryMs,
    titles,
  })
}
