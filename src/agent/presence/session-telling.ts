import type { App } from '../../core/apps.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import type { PresenceEvents } from './presence.ts'

/** What several tellers say of one session, told as one. Undefined: this teller knows nothing any more. */
export interface SessionTelling {
  lock(teller: string, at: number, locked: boolean | undefined): void
  inhibitors(teller: string, at: number, apps: readonly App[] | undefined): void
}

/**
 * A session is locked if any teller says so, for a desktop may keep it from some of them. It is watched while there is a teller
 * at all: without one nobody knows.
 */
export function createTelling(events: Pick<PresenceEvents, 'onWatching' | 'onLock' | 'onInhibitors'>): SessionTelling {
  const locks = new Map<string, boolean>()
  const inhibitors = new Map<string, readonly App[]>()
  let told = { watched: '', locked: false, apps: '[]' }

  const tell = (at: number) => {
    const watched: WatchedSource[] = []
    if (inhibitors.size > 0) watched.push('inhibit')
    if (locks.size > 0) watched.push('lock')
    const locked = [...locks.values()].includes(true)
    const apps = [...new Map([...inhibitors.values()].flat().map((app) => [app.key, app])).values()]
    const next = { watched: watched.join(), locked, apps: JSON.stringify(apps.map(({ key }) => key).sort()) }
    const before = told
    told = next
    if (next.watched !== before.watched) events.onWatching(at, watched)
    if (next.locked !== before.locked) events.onLock(at, locked)
    if (next.apps !== before.apps) events.onInhibitors(at, apps)
  }
  const put = <T>(tellers: Map<string, T>, teller: string, value: T | undefined) => {
    if (value === undefined) tellers.delete(teller)
    else tellers.set(teller, value)
  }
  return {
    lock: (teller, at, locked) => {
      put(locks, teller, locked)
      tell(at)
    },
    inhibitors: (teller, at, apps) => {
      put(inhibitors, teller, apps)
      tell(at)
    },
  }
}
