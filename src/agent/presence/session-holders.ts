import { BusRefused } from '../dbus.ts'
import type { Ask, Service } from './session-bus.ts'
import type { SessionTelling } from './session-telling.ts'
import { type AppFinder, type Holder, keepScreenOn, toApps, toRows, toText, unwrap } from './session-values.ts'

const gnome = { name: 'org.gnome.SessionManager', path: '/org/gnome/SessionManager' }
const kde = 'org.kde.Solid.PowerManagement.PolicyAgent'
const kdeAgent = { path: `/${kde.replaceAll('.', '/')}`, interface: kde }
const properties = 'org.freedesktop.DBus.Properties'

/** Of GNOME's flags: the session must not become idle. */
const idleFlag = 8
/** Of KDE's kinds: the screen must stay on. */
const screenKind = 4
/** Each is asked on its own. */
const mostAsked = 100

/** Session managers that list who keeps the screen on; others keep that to themselves. */
export const holderServices = (apps: AppFinder, telling: SessionTelling): Service[] =>
  [
    toService(gnome.name, [inGnome('InhibitorAdded'), inGnome('InhibitorRemoved')], readGnome),
    toService(
      kde,
      [
        { interface: kde, member: 'InhibitionsChanged' },
        { interface: properties, member: 'PropertiesChanged', path: kdeAgent.path },
      ],
      readKde,
    ),
  ].map((toOne) => toOne(apps, telling))

const inGnome = (member: string) => ({ interface: gnome.name, member })

const toService =
  (name: string, signals: Service['signals'], read: (ask: Ask) => Promise<Holder[]>) =>
  (apps: AppFinder, telling: SessionTelling): Service => ({
    name,
    signals,
    look: async (ask, at) => telling.inhibitors(name, at, toApps(await read(ask), apps)),
    gone: (at) => telling.inhibitors(name, at, undefined),
  })

/** GNOME, and MATE and Cinnamon, which speak alike. */
async function readGnome(ask: Ask): Promise<Holder[]> {
  const [paths] = await ask({ path: gnome.path, interface: gnome.name, member: 'GetInhibitors' })
  const holders: Holder[] = []
  for (const path of (Array.isArray(paths) ? paths : []).slice(0, mostAsked)) {
    const inhibitor = { path: String(path), interface: `${gnome.name}.Inhibitor` }
    try {
      const [flags] = await ask({ ...inhibitor, member: 'GetFlags' })
      const [name] = await ask({ ...inhibitor, member: 'GetAppId' })
      if (Number(flags) & idleFlag) holders.push({ name: toText(name) })
    } catch (error) {
      if (!(error instanceof BusRefused)) throw error // else it was given up meanwhile
    }
  }
  return holders
}

/** KDE: newer ones as logind would; older ones by name only, among them who merely keeps the computer from sleeping. */
async function readKde(ask: Ask): Promise<Holder[]> {
  try {
    const get = { path: kdeAgent.path, interface: properties, member: 'Get', signature: 'ss' }
    const [list] = await ask({ ...get, body: [kde, 'ActiveInhibitions'] })
    return toRows(unwrap(list))
      .filter(keepScreenOn)
      .map(([, who]) => ({ name: toText(who) }))
  } catch (error) {
    if (!(error instanceof BusRefused)) throw error
  }
  const [isOn] = await ask({ ...kdeAgent, member: 'HasInhibition', signature: 'u', body: [screenKind] })
  if (isOn !== true) return []
  const [list] = await ask({ ...kdeAgent, member: 'ListInhibitions' })
  return toRows(list).map(([name]) => ({ name: toText(name) }))
}
