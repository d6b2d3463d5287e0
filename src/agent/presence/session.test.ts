import { Variant } from '@jellybrick/dbus-next'
import { afterEach, describe, expect, it } from 'vitest'
import { sessionName, startLoginManager } from '../../../tests/support/login-manager.ts'
import {
  type Answer,
  hasBus,
  type PrivateBus,
  type StandIn,
  standIn,
  startBus,
} from '../../../tests/support/message-bus.ts'
import { newFolder } from '../../../tests/support/program.ts'
import type { App } from '../../core/apps.ts'
import { readClocks } from '../clocks.ts'
import type { PresenceSource } from './presence.ts'
import { openSession, type SessionOptions } from './session.ts'

const firefox = { key: 'firefox.desktop', name: 'Firefox' }
const player = { key: '/usr/bin/mpv', name: 'mpv' }
const uid = 1_000
const apps = {
  appOf: (pid: number): App | undefined => (pid === 42 ? player : undefined),
  appOfClass: ([name]: readonly string[]): App | undefined => (name?.toLowerCase() === 'firefox' ? firefox : undefined),
}

/** A busy machine takes its time. */
const poll = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 })

const ends: (() => unknown)[] = []
const ending = <T extends { kill?(): unknown; close?(): unknown }>(thing: T): T => {
  ends.unshift(() => (thing.kill ?? thing.close)?.())
  return thing
}

/** The newest of what was told, and all of it in order. */
function watch(options: Partial<SessionOptions>) {
  const said: string[] = []
  const seen = { watched: '', locked: false, apps: [] as string[], asleep: false, said }
  const source: PresenceSource = openSession({
    systemBus: `unix:path=${newFolder()}/none`,
    sessionBus: undefined,
    apps,
    uid,
    sessionId: undefined,
    patienceMs: 2_000,
    ...options,
  })(
    {
      onWatching: (_, sources) => {
        seen.watched = sources.join()
        said.push(`watching ${seen.watched}`)
      },
      onLock: (_, locked) => {
        seen.locked = locked
        said.push(locked ? 'locked' : 'unlocked')
      },
      onSleep: (_, asleep) => {
        seen.asleep = asleep
        said.push(asleep ? 'asleep' : 'awake')
      },
      onInhibitors: (_, found) => {
        seen.apps = found.map(({ key }) => key)
      },
      onWindow: () => {},
      onInput: () => {},
    },
    readClocks,
  )
  ending(source)
  return seen
}

const system = async () => {
  const bus = ending(await startBus())
  return { bus, login: ending(await startLoginManager(bus.address)) }
}

describe.runIf(hasBus())('openSession', { timeout: 30_000 }, () => {
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  it.each(['own', 'named', 'display'] as const)('openSession › follows the lock of the session: %s', async (by) => {
    const { bus, login } = await system()
    login.find(by)
    const seen = watch({ systemBus: bus.address, sessionId: sessionName })
    await poll(() => seen.watched).toBe('inhibit')
    login.change({ LockedHint: true })
    await poll(() => seen.locked).toBe(true)
    expect(seen.watched).toBe('inhibit,lock')
    login.change({ LockedHint: false })
    await poll(() => seen.locked).toBe(false)
    // Now it is known that this desktop tells.
    expect(seen.said).toEqual(['watching inhibit', 'watching inhibit,lock', 'locked', 'unlocked'])
  })

  it('openSession › takes the word of a locker for a knock only', async () => {
    const { bus, login } = await system()
    const seen = watch({ systemBus: bus.address })
    await poll(() => seen.watched).toBe('inhibit')
    login.knock('Lock')
    login.list([['idle', 'Firefox', '', 'block', uid, 1]])
    await poll(() => seen.apps).toEqual([firefox.key])
    expect(seen.said).toEqual(['watching inhibit'])
  })

  it('openSession › takes a session that is not in front for locked, and one that ends for none', async () => {
    const { bus, login } = await system()
    const seen = watch({ systemBus: bus.address })
    login.change({ Active: false })
    await poll(() => seen.locked).toBe(true)
    login.change({ Active: true })
    await poll(() => seen.said.slice(-1)).toEqual(['unlocked'])
    expect(seen.watched).toBe('inhibit') // whether it is locked, nobody has told yet
    const { length } = seen.said
    login.change({ Active: false, LockedHint: true, State: 'closing' })
    login.list([['idle', 'Firefox', '', 'block', uid, 1]])
    await poll(() => seen.apps).toEqual([firefox.key])
    login.find('nothing')
    login.list([])
    await poll(() => seen.apps).toEqual([])
    expect(seen.said.slice(length)).toEqual([])
  })

  it('openSession › tells of sleep, and is awake again when nobody tells any more', async () => {
    const { bus, login } = await system()
    const seen = watch({ systemBus: bus.address })
    await poll(() => seen.watched).toBe('inhibit')
    login.prepareForSleep('tonight')
    login.prepareForSleep(true)
    login.prepareForSleep(false)
    login.prepareForSleep(true)
    await poll(() => seen.said.slice(-3)).toEqual(['asleep', 'awake', 'asleep'])
    await bus.kill()
    await poll(() => [seen.asleep, seen.watched]).toEqual([false, ''])
  })

  it('openSession › knows who keeps the screen on, by process and by name, and drops junk', async () => {
    const { bus, login } = await system()
    const seen = watch({ systemBus: bus.address })
    login.list([
      ['sleep:idle', 'nobody', '', 'block', uid, 42],
      ['idle', 'Firefox', 'Playing video', 'block', uid, 43],
      ['sleep', 'Firefox', '', 'block', uid, 42],
      ['idle', 'mpv', '', 'delay', uid, 42],
    ])
    await poll(() => seen.apps).toEqual([player.key, firefox.key])
    login.list([
      ['idle', 'Firefox', 'of another person', 'block', uid + 1, 42],
      ['idle', 'f'.repeat(100_000), '', 'block', uid, 9],
      ...Array.from({ length: 5_000 }, (_, i) => ['idle', `Nobody ${i}`, '', 'block', uid, i + 100]),
    ])
    await poll(() => seen.apps).toEqual([])
    login.list(['idle', 'block'], 'as')
    login.change({ LockedHint: true })
    await poll(() => seen.locked).toBe(true)
    expect([seen.watched, seen.apps]).toEqual(['inhibit,lock', []])
  })

  it('openSession › comes back with the bus', async () => {
    const address = `unix:path=${newFolder()}/bus`
    const seen = watch({ systemBus: address, sessionBus: address })
    const bus: PrivateBus = ending(await startBus(address))
    ending(await startLoginManager(address))
    await poll(() => seen.watched).toBe('inhibit')
    await bus.kill()
    await poll(() => seen.watched).toBe('')
    ending(await startBus(address))
    const login = ending(await startLoginManager(address))
    await poll(() => seen.watched).toBe('inhibit')
    login.close()
    await poll(() => seen.watched).toBe('')
  })
})

describe.runIf(hasBus())('openSession on a desktop', { timeout: 30_000 }, () => {
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  const saver = async (address: string, name: string, at: string) => {
    let active: Answer = ['b', false]
    const stand: StandIn = ending(
      await standIn(address, name, (path, what) => (path === at && what === `${name}.GetActive` ? active : undefined)),
    )
    return (isActive: boolean) => {
      active = ['b', isActive]
      stand.signal(at, name, 'ActiveChanged', 'b', [isActive])
    }
  }

  it.each([
    ['org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver'],
    ['org.gnome.ScreenSaver', '/org/gnome/ScreenSaver'],
    ['org.mate.ScreenSaver', '/org/mate/ScreenSaver'],
    ['org.cinnamon.ScreenSaver', '/org/cinnamon/ScreenSaver'],
    ['org.xfce.ScreenSaver', '/org/xfce/ScreenSaver'],
    ['org.xfce.ScreenSaver', '/'],
  ])('openSession › hears of a lock from %s at %s', async (name, path) => {
    const bus = ending(await startBus())
    const seen = watch({ sessionBus: bus.address })
    const cover = await saver(bus.address, name, path)
    await poll(() => seen.watched).toBe('lock')
    cover(true)
    await poll(() => seen.locked).toBe(true)
    cover(false)
    await poll(() => seen.locked).toBe(false)
  })

  it('openSession › watches no lock where a screen saver does not tell', async () => {
    const bus = ending(await startBus())
    const seen = watch({ sessionBus: bus.address })
    const name = 'org.freedesktop.ScreenSaver'
    ending(await standIn(bus.address, name, (_, what) => (what.endsWith('GetActive') ? ['s', 'no'] : undefined)))
    ending(await standIn(bus.address, 'org.gnome.ScreenSaver', () => undefined))
    await saver(bus.address, 'org.mate.ScreenSaver', '/org/mate/ScreenSaver')
    await poll(() => seen.watched).toBe('lock')
    expect(seen.said).toEqual(['watching lock'])
  })

  it('openSession › reads the list of a session manager as GNOME has it', async () => {
    const bus = ending(await startBus())
    const seen = watch({ sessionBus: bus.address })
    const name = 'org.gnome.SessionManager'
    const held: Record<string, readonly [number, string]> = {
      '/a': [4, 'mpv'],
      '/b': [12, 'firefox.desktop'],
      '/c': [8, 'nobody'],
    }
    const stand = ending(
      await standIn(bus.address, name, (path, what) => {
        if (what === `${name}.GetInhibitors`) return ['ao', [...Object.keys(held), '/gone']]
        if (what === `${name}.Inhibitor.GetFlags` && held[path]) return ['u', held[path][0]]
        if (what === `${name}.Inhibitor.GetAppId` && held[path]) return ['s', held[path][1]]
        return undefined
      }),
    )
    await poll(() => [seen.watched, seen.apps]).toEqual(['inhibit', [firefox.key]])
    delete held['/b']
    stand.signal('/org/gnome/SessionManager', name, 'InhibitorRemoved', 'o', ['/b'])
    await poll(() => seen.apps).toEqual([])
  })

  it.each(['new', 'old'])('openSession › reads the list of a %s KDE', async (age) => {
    const bus = ending(await startBus())
    const seen = watch({ sessionBus: bus.address })
    const kde = 'org.kde.Solid.PowerManagement.PolicyAgent'
    let isHeld = true
    const rows = () =>
      isHeld ? [['idle:sleep', 'firefox', 'Playing', 'block', 3]] : [['sleep', 'firefox', '', 'block', 3]]
    const stand = ending(
      await standIn(bus.address, kde, (_, what) => {
        if (what === 'org.freedesktop.DBus.Properties.Get' && age === 'new')
          return ['v', new Variant('a(ssssu)', rows())]
        if (what === `${kde}.HasInhibition`) return ['b', isHeld]
        if (what === `${kde}.ListInhibitions`) return ['a(ss)', [['Firefox', 'Playing']]]
        return undefined
      }),
    )
    await poll(() => [seen.watched, seen.apps]).toEqual(['inhibit', [firefox.key]])
    isHeld = false
    stand.signal('/org/kde/Solid/PowerManagement/PolicyAgent', kde, 'InhibitionsChanged', 'a(ss)as', [[], ['Firefox']])
    await poll(() => seen.apps).toEqual([])
  })
})
