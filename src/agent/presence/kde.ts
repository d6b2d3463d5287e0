import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bus, BusRefused } from '../dbus.ts'
import { shippedFolder } from '../shipped.ts'
import { type AppsOfWindows, toFrontWindow } from './front-window.ts'
import { type BusOptions, endOfOwner, openOnBus } from './on-bus.ts'
import type { OpenPresence } from './presence.ts'

export interface KdeOptions extends BusOptions {
  readonly apps: AppsOfWindows
  /** Whether to ask for the titles of windows. */
  readonly titles: boolean
  /** Where a folder for KWin's script may be made; nobody else can read in it. */
  readonly temporary: string
}

const kwin = 'org.kde.KWin'
const scripting = { destination: kwin, path: '/Scripting', interface: 'org.kde.kwin.Scripting' }
/** KWin knows a script by a name; one that an agent left behind is found by it. */
const scriptName = 'usage-audit-focus'
const focus = { sender: kwin, path: '/org/usageaudit/Focus', interface: 'org.usageaudit.Focus', member: 'Front' }

/**
 * Watches the window in front under KWin's Wayland: a script that KWin runs while the agent is there calls it at each change.
 * Of input KWin tells over Wayland, not here.
 */
export const openKde = (options: KdeOptions): OpenPresence =>
  openOnBus('kde', options, async ({ bus, events, readClocks, tell, closed }) => {
    const ended = Promise.race([endOfOwner(bus, kwin), closed])
    ended.catch(() => {}) // told by the race below
    await bus.answer(focus, ([pid, entry, windowClass, windowName, title]) => {
      const at = readClocks().wall
      tell('window', true, at)
      const names = [entry, windowClass, windowName]
      events.onWindow(at, toFrontWindow({ pid, names, title }, options.apps))
    })
    const folder = mkdtempSync(join(options.temporary, 'usage-audit-kwin-'))
    try {
      const file = join(folder, 'focus.js')
      writeFileSync(file, renderScript(bus.name, options.titles), { mode: 0o600 })
      await unload(bus)
      await run(bus, file)
      await ended
      await unload(bus)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

/** KWin's script, for the agent of that name on the bus. */
const renderScript = (agent: string, titles: boolean): string =>
  readFileSync(join(shippedFolder('desktop/kwin'), 'focus.js'), 'utf8')
    .replace('@AGENT@', agent)
    .replace('@TITLES@', titles ? 'yes' : 'no')

/** @throws BusRefused if KWin cannot run it */
async function run(bus: Bus, file: string): Promise<void> {
  const body = [file, scriptName]
  const [id] = await bus.call({ ...scripting, member: 'loadScript', signature: 'ss', body })
  const script = { destination: kwin, interface: 'org.kde.kwin.Script', member: 'run' }
  try {
    await bus.call({ ...script, path: `/Scripting/Script${id}` })
  } catch (error) {
    if (!(error instanceof BusRefused)) throw error
    await bus.call({ ...script, path: `/${id}` }) // where KWin 5 has it
  }
}

const unload = (bus: Bus) => bus.call({ ...scripting, member: 'unloadScript', signature: 's', body: [scriptName] })
