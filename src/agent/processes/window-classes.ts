import { basename } from 'node:path'
import type { DesktopEntry } from './desktop-entries.ts'
import { isStarter } from './desktop-exec.ts'

/** What an entry says of its windows goes before what another is named, and that before what another starts. */
export function createWindowClasses() {
  const said = new Map<string, DesktopEntry>()
  const named = new Map<string, DesktopEntry>()
  const started = new Map<string, DesktopEntry>()
  const claim = (claims: Map<string, DesktopEntry>, name: string, entry: DesktopEntry) => {
    const key = name.toLowerCase()
    if (key && !claims.has(key)) claims.set(key, entry)
  }
  return {
    add: (entry: DesktopEntry) => {
      const { program } = entry.command
      claim(said, entry.windowClass, entry)
      claim(named, entry.id.replace(/\.desktop$/, ''), entry)
      if (!isStarter(program)) claim(started, basename(program), entry)
    },
    find: (windowClass: string) => {
      const key = windowClass.toLowerCase()
      return said.get(key) ?? named.get(key) ?? started.get(key)
    },
  }
}
