import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DesktopEntry, parseDesktopEntry, readEntryText } from './desktop-entries.ts'

const mountFolder = /^(\/tmp\/(?:\.mount_|appimage_extracted_)[^/]+)\//

/**
 * The desktop entry that an AppImage brings, at the top of what it is mounted or unpacked as; undefined if `exe` is in none. Where an
 * AppImage lies, and its version, say nothing of what it is.
 */
export function findMountedEntry(exe: string, locale: string | undefined): DesktopEntry | undefined {
  const [, folder] = mountFolder.exec(exe) ?? []
  if (!folder) return undefined
  try {
    const id = readdirSync(folder).find((name) => name.endsWith('.desktop'))
    const text = id && readEntryText(join(folder, id))
    return text ? parseDesktopEntry(id, text, locale) : undefined
  } catch {
    return undefined
  }
}

/** AppImages are mounted under another name at each start, `/tmp/.mount_ObsidiX8fjq2`: the six last characters are chance. */
export const withoutMount = (path: string) => path.replace(/^(\/tmp\/\.mount_[^/]+)[^/]{6}\//, '$1/')
