import { setTimeout as sleep } from 'node:timers/promises'
import { readClocks } from '../../agent/clocks.ts'
import type { OpenPresence } from '../../agent/presence/presence.ts'
import type { ProcessSource } from '../../agent/processes/source.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import { secondMs } from '../../core/time.ts'
import { createAgentIdentify, toWindowApps } from '../app-side.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { choosePresence } from '../presence.ts'
import type { Case } from './cases.ts'
import { evaluateDesktop } from './evaluate.ts'

/** What a desktop tells, it tells at once. */
const patienceMs = 3 * secondMs

/** Watches the desktop of this session for a moment, as an agent that is started here would. */
export async function probeDesktop(cli: Cli, config: Config, source: ProcessSource): Promise<Case> {
  if (config.agent.presenceMs === undefined) return { code: 'desktop_off' }
  const open = await choosePresence(cli, config, toWindowApps(source, createAgentIdentify(cli, config)))
  if (open) return watch(open, cli)
  const display = cli.env.WAYLAND_DISPLAY || cli.env.DISPLAY
  return display ? { code: 'desktop_unknown', display } : { code: 'desktop_none' }
}

async function watch(open: OpenPresence, cli: Cli): Promise<Case> {
  const enough = new AbortController()
  let watched: readonly WatchedSource[] = []
  const ignore = () => {}
  const presence = open(
    {
      onWindow: ignore,
      onInput: ignore,
      onLock: ignore,
      onSleep: ignore,
      onInhibitors: ignore,
      onWatching: (_, sources) => {
        watched = sources
        if (sources.includes('window') && sources.includes('input')) enough.abort()
      },
    },
    readClocks,
  )
  await sleep(patienceMs, undefined, { signal: enough.signal }).catch(ignore)
  const told = watched
  await presence.close()
  return evaluateDesktop({ source: toDesktopName(cli, presence.name), watched: told })
}

const names: Readonly<Record<string, string>> = { x11: 'X11', wayland: 'Wayland', gnome: 'GNOME', kde: 'KDE' }

/** `Wayland (sway)`, as the session calls itself. */
function toDesktopName({ env }: Cli, source: string): string {
  const session = env.XDG_CURRENT_DESKTOP
  const name = names[source] ?? source
  return session ? `${name} (${session})` : name
}
