import { chmodSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bus } from '../../src/agent/dbus.ts'
import { needs } from './needs.ts'
import { newFolder } from './program.ts'
import type { ShellKind } from './shell-desktop.ts'

/** Whether KWin can be run here, with programs that open windows. */
export const hasKde = (): boolean => [needs('kwin_wayland', 'kwin-wayland'), needs('zenity', 'zenity')].every(Boolean)

const kwin = 'org.kde.KWin'
const scripting = { destination: kwin, path: '/Scripting', interface: 'org.kde.kwin.Scripting' }

let asked = 0

/** Runs a piece of JavaScript in KWin, which calls `answer` with what it has to say. @throws Error if it says nothing */
async function evaluate(bus: Bus, script: string): Promise<unknown> {
  asked++
  const member = `Answer${asked}`
  const file = join(newFolder(), 'script.js')
  writeFileSync(
    file,
    `const answer = (value) => callDBus('${bus.name}', '/', 'org.example.Test', '${member}', value)\n${script}`,
  )
  let resolve = (_: unknown) => {}
  const answer = new Promise<unknown>((settle) => {
    resolve = settle
  })
  const call = { sender: kwin, path: '/', interface: 'org.example.Test', member }
  await bus.answer(call, ([said]) => resolve(said))
  const [id] = await bus.call({ ...scripting, member: 'loadScript', signature: 'ss', body: [file, file] })
  await bus.call({ destination: kwin, path: `/${id}`, interface: 'org.kde.kwin.Script', member: 'run' })
  const said = await Promise.race([answer, sleep(5_000, 'nothing', { ref: false })])
  await bus.call({ ...scripting, member: 'unloadScript', signature: 's', body: [file] })
  if (said === 'nothing') throw new Error(`KWin does not answer: ${script}`)
  return said
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
    const isThere = await evaluate(
      bus,
      `const found = workspace.clientList().find((each) => each.caption === ${JSON.stringify(title)})
       if (found) workspace.activeClient = found
       answer(Boolean(found))`,
    )
    if (isThere !== true) throw new Error(`KWin shows no window "${title}"`)
  },
  press: () => Promise.reject(new Error('KWin takes no input from a test')),
}
