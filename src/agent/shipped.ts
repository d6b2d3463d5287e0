import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A folder that comes with the program, as `desktop/gnome`, wherever this code was bundled to. */
export function shippedFolder(path: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return join(folder, path)
    if (folder === dirname(folder)) throw new Error(`no ${path} above ${import.meta.url}`)
  }
}
