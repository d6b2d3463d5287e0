import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { combinePresence } from '../agent/presence/combine.ts'
import type { OpenPresence } from '../agent/presence/presence.ts'
import type { WindowIdentity } from '../agent/presence/x11-window.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'

/**
 * The way to watch this session's desktop; undefined where there is none, or none that tells the whole: a Wayland session shows
 * X11 only the windows of old programs.
 * @param stretch how long a pause between two looks is now
 */
export async function choosePresence(
  { env }: Pick<Cli, 'env'>,
  { agent: { presenceMs } }: { readonly agent: Pick<Config['agent'], 'presenceMs'> },
  apps: Omit<WindowIdentity, 'hostname'>,
  stretch = (ms: number) => ms,
): Promise<OpenPresence | undefined> {
  const { platform } = process
  if (presenceMs !== undefined && (platform === 'win32' || platform === 'darwin')) {
    const { choosePolledPresence } = await import('./polled-presence.ts')
    return choosePolledPresence(platform, { appOf: apps.appOf, everyMs: presenceMs, titles: false })
  }
  const isWayland = Boolean(env.WAYLAND_DISPLAY) || env.XDG_SESSION_TYPE === 'wayland'
  if (presenceMs === undefined || isWayland || !env.DISPLAY || process.platform !== 'linux') return undefined
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
