import { setTimeout as sleep } from 'node:timers/promises'
import { readClocks } from '../../agent/clocks.ts'
import type { OpenPresence } from '../../agent/presence/presence.ts'
import type { ProcessSource } from '../../agent/processes/source.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import { secondMs } from '../../core/time.ts'
import { createAgentIdentify } from '../agent-side.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config.ts'
import { choosePresence } from '../presence.ts'
import type { Case } from './cases.ts'

/** What a desktop tells, it tells at once. */
const patienceMs = 3 * secondMs

/** Watches the desktop of this session for a moment, as an agent that is started here would. */
export async function probeDesktop(cli: Cli, config: Config, source: ProcessSource): Promise<Case> {
  if (config.agent.presenceMs === undefined) return { code: 'desktop_off' }
  const apps = { appOf: source.appOf, appOfClass: createAgentIdentify(cli).ofWindowClass }
  const open = await choosePresence(cli, config, apps)
  if (open) return watch(open)
  const display = cli.env.WAYLAND_DISPLAY || cli.env.DISPLAY
  return display ? { code: 'desktop_unknown', display } : { code: 'desktop_none' }
}

async function watch(open: OpenPresence): Promise<Case> {
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
  await presence.close()
  const { name: source } = presence
  return watched.length > 0 ? { code: 'desktop_fine', source, watched } : { code: 'desktop_silent', source }
}
