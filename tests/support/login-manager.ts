import { Variant } from '@jellybrick/dbus-next'
import { type Answer, type StandIn, standIn } from './message-bus.ts'

/** What a session says of itself. */
export interface SessionState {
  readonly LockedHint: boolean
  readonly Active: boolean
  readonly State: string
  readonly Type: string
}

/** `what, who, why, mode, uid, pid`, as logind lists them. */
export type InhibitorRow = readonly [string, string, string, string, number, number]

/** logind, as far as it is asked: one session of one person. */
export interface LoginManager extends StandIn {
  change(session: Partial<SessionState>): void
  /** A session that the caller is in, or is not; signalled as one that is new. */
  find(by: 'own' | 'named' | 'display' | 'nothing'): void
  prepareForSleep(asleep: unknown): void
  /** What it lists from now on; only a change of what is held at all is signalled. */
  list(rows: readonly unknown[], signature?: string): void
  knock(member: 'Lock' | 'Unlock'): void
}

const login1 = 'org.freedesktop.login1'
const root = '/org/freedesktop/login1'
const properties = 'org.freedesktop.DBus.Properties'
export const sessionPath = `${root}/session/c1`
/** The name of the session, as `XDG_SESSION_ID` has it. */
export const sessionName = 'c1'

export async function startLoginManager(address: string): Promise<LoginManager> {
  let session: SessionState = { LockedHint: false, Active: true, State: 'active', Type: 'x11' }
  let foundBy = 'own'
  let rows: readonly unknown[] = []
  let signature = 'a(ssssuu)'
  const answers: Readonly<Record<string, (path: string, body: readonly unknown[]) => Answer>> = {
    [`${login1}.Manager.GetSessionByPID`]: () => (foundBy === 'own' ? ['o', sessionPath] : undefined),
    [`${login1}.Manager.GetSession`]: (_, [name]) =>
      foundBy === 'named' && name === sessionName ? ['o', sessionPath] : undefined,
    [`${login1}.Manager.ListInhibitors`]: () => [signature, rows],
    [`${properties}.GetAll`]: (path) => {
      if (path === sessionPath) return ['a{sv}', toVariants(session)]
      if (path !== `${root}/user/self`) return undefined
      const display = foundBy === 'display' ? [sessionName, sessionPath] : ['', '/']
      return ['a{sv}', { Display: new Variant('(so)', display) }]
    },
  }
  const stand = await standIn(address, login1, (path, what, body) => answers[what]?.(path, body))
  const changed = (path: string, iface: string, members: Record<string, Variant>) =>
    stand.signal(path, properties, 'PropertiesChanged', 'sa{sv}as', [iface, members, []])
  return {
    ...stand,
    change: (members) => {
      session = { ...session, ...members }
      changed(sessionPath, `${login1}.Session`, toVariants(members))
    },
    find: (by) => {
      foundBy = by
      stand.signal(root, `${login1}.Manager`, 'SessionNew', 'so', [sessionName, sessionPath])
    },
    prepareForSleep: (asleep) =>
      stand.signal(root, `${login1}.Manager`, 'PrepareForSleep', typeof asleep === 'boolean' ? 'b' : 's', [asleep]),
    list: (next, as = 'a(ssssuu)') => {
      rows = next
      signature = as
      changed(root, `${login1}.Manager`, { BlockInhibited: new Variant('s', rows.length > 0 ? 'idle' : '') })
    },
    knock: (member) => stand.signal(sessionPath, `${login1}.Session`, member, '', []),
  }
}

const toVariants = (members: Partial<SessionState>) =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, new Variant(typeof value === 'boolean' ? 'b' : 's', value)]),
  )
