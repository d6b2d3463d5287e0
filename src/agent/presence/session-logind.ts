import type { Bus } from '../dbus.ts'
import type { PresenceEvents } from './presence.ts'
import { type Ask, type Service, watchService } from './session-bus.ts'
import type { SessionTelling } from './session-telling.ts'
import { type AppFinder, keepScreenOn, toApps, toFlag, toMembers, toRows, toText } from './session-values.ts'

export interface LogindOptions {
  readonly apps: AppFinder
  /** Whose inhibitors count. */
  readonly uid: number
  /** `XDG_SESSION_ID`, where there is one. */
  readonly sessionId: string | undefined
  now(): number
}

const login1 = 'org.freedesktop.login1'
const manager = { path: '/org/freedesktop/login1', interface: `${login1}.Manager` }
const properties = 'org.freedesktop.DBus.Properties'
const graphicalTypes = ['x11', 'wayland', 'mir']

/**
 * Watches logind: the session's lock, the computer's sleep, and who keeps the screen on.
 * @throws BusLost, BusRefused
 */
export async function watchLogind(
  bus: Bus,
  { apps, uid, sessionId, now }: LogindOptions,
  telling: SessionTelling,
  onSleep: PresenceEvents['onSleep'],
): Promise<void> {
  const readLock = createLockReader()
  let isAsleep = false
  const tellSleep = (asleep: boolean) => {
    isAsleep = asleep
    onSleep(now(), asleep)
  }
  // What ended with the bus is over: nobody would tell of the waking.
  void bus.lost.then(() => isAsleep && tellSleep(false))
  const service: Service = {
    name: login1,
    signals: [
      { interface: properties, member: 'PropertiesChanged' },
      { interface: manager.interface, member: 'SessionNew' },
      { interface: manager.interface, member: 'SessionRemoved' },
      { interface: `${login1}.Session`, member: 'Lock' },
      { interface: `${login1}.Session`, member: 'Unlock' },
    ],
    look: async (ask, at) => {
      telling.lock(login1, at, readLock(await findSession(ask, sessionId)))
      const [list] = await ask({ ...manager, member: 'ListInhibitors' })
      const own = toRows(list).filter((row) => keepScreenOn(row) && row[4] === uid)
      const holders = own.map(([, who, , , , pid]) => ({ pid: Number(pid), name: toText(who) }))
      telling.inhibitors(login1, at, toApps(holders, apps))
    },
    gone: (at) => {
      telling.lock(login1, at, undefined)
      telling.inhibitors(login1, at, undefined)
    },
  }
  await bus.onSignal({ sender: login1, interface: manager.interface, member: 'PrepareForSleep' }, ({ body }) => {
    const asleep = toFlag(body[0])
    if (asleep !== undefined) tellSleep(asleep)
  })
  await watchService(bus, service, now)
}

interface Session {
  readonly path: string
  readonly members: Readonly<Record<string, unknown>>
}

/**
 * The session that this process belongs to, or else the one in which its person sees a desktop: an agent that systemd started
 * for the person, or that runs in another terminal, is in none or in that one.
 */
async function findSession(ask: Ask, sessionId: string | undefined): Promise<Session | undefined> {
  let found: Session | undefined
  for (const find of [findOwn, (one: Ask) => findNamed(one, sessionId), findDisplay]) {
    const session = await find(ask)
      .then((path) => readSession(ask, path))
      .catch(() => undefined)
    found = session ?? found
    if (graphicalTypes.includes(toText(session?.members.Type) ?? '')) break
  }
  return found
}

/** Of process 0, which is whoever asks. */
const findOwn = async (ask: Ask) => (await ask({ ...manager, member: 'GetSessionByPID', signature: 'u', body: [0] }))[0]

const findNamed = async (ask: Ask, sessionId: string | undefined) =>
  sessionId && (await ask({ ...manager, member: 'GetSession', signature: 's', body: [sessionId] }))[0]

async function findDisplay(ask: Ask): Promise<unknown> {
  const user = { path: `${manager.path}/user/self`, interface: properties, member: 'GetAll', signature: 's' }
  const [members] = await ask({ ...user, body: [`${login1}.User`] })
  const display = toMembers(members).Display
  return Array.isArray(display) ? display[1] : undefined
}

/** A session that is ending is none: nobody will come back to it. */
async function readSession(ask: Ask, given: unknown): Promise<Session | undefined> {
  const path = toText(given)
  if (!path?.startsWith(`${manager.path}/session/`)) return undefined
  const getAll = { path, interface: properties, member: 'GetAll', signature: 's', body: [`${login1}.Session`] }
  const members = toMembers((await ask(getAll))[0])
  return members.State === 'closing' ? undefined : { path, members }
}

/**
 * Whether a session is locked. Many desktops never say so to logind: that it is not locked counts only after it once was. A
 * session that is not in front, as while another person has the screen, has nobody before it: that is as good as locked.
 */
function createLockReader() {
  let proven: string | undefined
  return (session: Session | undefined): boolean | undefined => {
    if (!session) return undefined
    const { path, members } = session
    if (members.LockedHint === true) proven = path
    if (members.LockedHint === true || members.Active === false) return true
    return proven === path ? false : undefined
  }
}
