import { expect } from 'vitest'
import { readClocks } from '../../src/agent/clocks.ts'
import type { FrontWindow, OpenPresence, PresenceEvents } from '../../src/agent/presence/presence.ts'
import type { App } from '../../src/core/apps.ts'
import { type Desktop, until } from './desktop.ts'

/** Whatever the window says it is, it is the one app there is: only titles are looked at. */
const app: App = { key: 'any', name: 'Any' }
const apps = { appOf: () => app, appOfClass: () => app, runningApps: () => [app] }

/** Opens a window, gives it titles, and looks at what is told, with titles and without. */
export async function watchTitles(
  desktop: Desktop,
  open: (titles: boolean, identity: typeof apps) => OpenPresence,
): Promise<void> {
  const watch = (titles: boolean) => {
    const told: (FrontWindow | null)[] = []
    const events = {
      onWatching: () => {},
      onInput: () => {},
      onWindow: (_: number, front: FrontWindow | null) => told.push(front),
    }
    return { told, source: open(titles, apps)(events as unknown as PresenceEvents, readClocks) }
  }
  await desktop.openWindow('writer')
  await desktop.openWindow('reader')
  const [wanted, unwanted] = [watch(true), watch(false)]
  try {
    await desktop.bringToFront('reader')
    await desktop.bringToFront('writer')
    for (const title of ['Relatório — ação.md', 'second']) {
      await desktop.setTitle('writer', title)
      await until(async () => expect(wanted.told.at(-1)).toEqual({ app, title }))
    }
    // Of a window behind nothing is told.
    await desktop.setTitle('reader', 'behind')
    await desktop.setTitle('writer', 'third')
    await until(async () => expect(wanted.told.at(-1)).toEqual({ app, title: 'third' }))
    expect(wanted.told).not.toContainEqual({ app, title: 'behind' })
    for (const front of unwanted.told) expect(front === null || !('title' in front)).toBe(true)
  } finally {
    await Promise.all([wanted.source.close(), unwanted.source.close()])
  }
}
