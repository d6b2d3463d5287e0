import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import type { OpenPresence } from '../agent/presence/presence.ts'
import type { WindowIdentity } from '../agent/presence/x11-window.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'

/**
 * The way to watch this session's desktop; undefined where there is none, or none that tells the whole: a Wayland session shows
 * X11 only the windows of old programs.
 */
export async function choosePresence(
  { env }: Pick<Cli, 'env'>,
  { agent: { presenceMs } }: { readonly agent: Pick<Config['agent'], 'presenceMs'> },
  apps: Omit<WindowIdentity, 'hostname'> & { readonly titles?: boolean },
): Promise<OpenPresence | undefined> {
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
    inputEveryMs: presenceMs,
  })
}
