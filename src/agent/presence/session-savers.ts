import { BusRefused } from '../dbus.ts'
import type { Service } from './session-bus.ts'
import type { SessionTelling } from './session-telling.ts'
import { toFlag } from './session-values.ts'

/** What desktops call their screen saver; all speak alike. KDE and others answer to the first of these. */
const desktops = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce']
/** Where it is found: one of them has it elsewhere. */
const placesOf = (desktop: string) => [`/org/${desktop}/ScreenSaver`, ...(desktop === 'xfce' ? ['/'] : [])]

/** The screen savers of desktops: covered by one, a screen shows nobody anything, and counts as locked. */
export const saverServices = (telling: SessionTelling): Service[] =>
  desktops.map((desktop) => {
    const name = `org.${desktop}.ScreenSaver`
    return {
      name,
      signals: [{ interface: name, member: 'ActiveChanged' }],
      look: async (ask, at) => {
        let isActive: unknown
        for (const path of placesOf(desktop)) {
          if (isActive !== undefined) break
          const [answer] = await ask({ path, interface: name, member: 'GetActive' }).catch(orNothing)
          isActive = answer
        }
        telling.lock(name, at, toFlag(isActive))
      },
      gone: (at) => telling.lock(name, at, undefined),
    }
  })

const orNothing = (error: unknown): readonly unknown[] => {
  if (error instanceof BusRefused) return []
  throw error
}
