import { setTimeout as sleep } from 'node:timers/promises'
import { readClocks } from '../../agent/clocks.ts'
import type { PresenceEvents } from '../../agent/presence/presence.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import { secondMs } from '../../core/time.ts'
import { createAgentIdentify, openProcessSource, toWindowApps } from '../agent-side.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config.ts'
import { choosePresence } from '../presence.ts'
import type { Case } from './cases.ts'
import { evaluatePresence } from './evaluate.ts'

/** A desktop that has not told what it tells by then does not tell. */
const patienceMs = 2 * secondMs

/** Watches this session's desktop for a moment, as the agent would. */
export async function probePresence(cli: Cli, config: Config): Promise<Case> {
  if (config.agent.presenceMs === undefined) return { code: 'presence_off' }
  const identify = createAgentIdentify(cli)
  const open = await choosePresence(cli, config, toWindowApps(openProcessSource(config, identify), identify))
  if (!open) return { code: 'presence_none' }
  let watched: readonly WatchedSource[] = []
  const enough = new AbortController()
  const ignore = () => {}
  const events: PresenceEvents = {
    onWatching: (_, sources) => {
      watched = sources
      if (watched.includes('window') && watched.includes('input')) enough.abort()
    },
    onWindow: ignore,
    onInput: ignore,
    onLock: ignore,
    onSleep: ignore,
    onInhibitors: ignore,
  }
  const source = open(events, readClocks)
  await sleep(patienceMs, undefined, { signal: enough.signal }).catch(ignore)
  const told = watched
  await source.close()
  return evaluatePresence({ desktop: toDesktopName(cli, source.name), watched: told })
}

const names: Readonly<Record<string, string>> = { x11: 'X11', wayland: 'Wayland' }

/** `Wayland (sway)`, as the session calls itself. */
function toDesktopName({ env }: Cli, source: string): string {
  const session = env.XDG_CURRENT_DESKTOP
  const name = names[source] ?? source
  return session ? `${name} (${session})` : name
}
