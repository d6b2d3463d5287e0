import { chmodSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bus } from '../../src/agent/dbus.ts'
import { needs } from './needs.ts'
import { newFolder } from './program.ts'
import type { ShellKind } from './shell-desktop.ts'

/** Whether KWin can be run here, with programs that open windows. */
export const hasKde = (): boolean => [needs('kwin_wayland', 'kwin-wayland'), needs('zenity', 'zenity')].every(Boolean)

const kwin = 'org.kde.KWin'
const scripting = { destination: kwin, path: '/Scripting', interface: 'org.kde.kwin.Scripting' }

/** Runs a piece of JavaScript in KWin, which says nothing of how it went. */
async function evaluate(bus: Bus, script: string): Promise<void> {
  const file = join(newFolder(), 'script.js')
  writeFileSync(file, script)
  const [id] = await bus.call({ ...scripting, member: 'loadScript', signature: 'ss', body: [file, file] })
  await bus.call({ destination: kwin, path: `/${id}`, interface: 'org.kde.kwin.Script', member: 'run' })
  await bus.call({ ...scripting, member: 'unloadScript', signature: 's', body: [file] })
}

/** KWin 5 without a screen. */
export const kde: ShellKind = {
  desktop: 'KDE',
  command: (folder) => {
    // The copy has none of the privileges of the real one, which a container refuses; KWin wants to be called so.
    const program = join(folder, 'kwin_wayland')
    copyFileSync('/usr/bin/kwin_wayland', program)
    chmodSync(program, 0o755)
    return [program, '--virtual', '--no-lockscreen', '--no-global-shortcuts', '--width', '1280', '--height', '720']
  },
  ready: (bus) => bus.call({ ...scripting, member: 'isScriptLoaded', signature: 's', body: ['none'] }),
  activate: async (bus, title) => {
    const answer = new Promise<boolean>((resolve) =>
      bus.answer('/', 'org.example.Test', 'Done', ([isThere]) => resolve(isThere === true)),
    )
    await evaluate(
      bus,
      `const found = workspace.clientList().find((each) => each.caption === ${JSON.stringify(title)})
       if (found) workspace.activeClient = found
       callDBus('${bus.name}', '/', 'org.example.Test', 'Done', Boolean(found))`,
    )
    if (!(await answer)) throw new Error(`KWin shows no window "${title}"`)
  },
  press: () => Promise.reject(new Error('KWin takes no input from a test')),
}
