import type { OpenPresence } from '../agent/presence/presence.ts'
import type { AppFinder } from '../agent/presence/session-values.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'

type World = Pick<Cli, 'env'>
type Wanted = { readonly agent: Pick<Config['agent'], 'presenceMs'> }

/** Where the buses of this computer and of this session are, as D-Bus has it; the session's undefined where there is none. */
export const findBuses = ({ env }: World) => ({
  system: env.DBUS_SYSTEM_BUS_ADDRESS || 'unix:path=/run/dbus/system_bus_socket',
  session: env.DBUS_SESSION_BUS_ADDRESS || (env.XDG_RUNTIME_DIR && `unix:path=${env.XDG_RUNTIME_DIR}/bus`) || undefined,
})

/** The way to hear of lock, sleep and idle inhibitors; undefined on systems that tell of them in other ways. */
export async function chooseSession(
  world: World,
  { agent: { presenceMs } }: Wanted,
  apps: AppFinder,
): Promise<OpenPresence | undefined> {
  const uid = process.getuid?.()
  if (presenceMs === undefined || process.platform !== 'linux' || uid === undefined) return undefined
  const { openSession } = await import('../agent/presence/session.ts')
  const { system, session } = findBuses(world)
  const sessionId = world.env.XDG_SESSION_ID || undefined
  return openSession({ systemBus: system, sessionBus: session, apps, uid, sessionId })
}
