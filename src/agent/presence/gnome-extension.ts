import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shippedFolder } from '../shipped.ts'

/** GNOME Shell became a program of ES modules with this version; extensions before it are scripts. */
const firstOfModules = 45
const firstOfScripts = 40

const shipped = (name: string) => readFileSync(join(shippedFolder('desktop/gnome'), name), 'utf8')
const metadata = (): { readonly uuid: string } => JSON.parse(shipped('metadata.json'))

/** By this GNOME knows the extension. */
export const extensionId = (): string => metadata().uuid

/** Where GNOME Shell looks for this account's extensions; `dataHome` is `XDG_DATA_HOME`. */
export const extensionFolder = (dataHome: string): string => join(dataHome, 'gnome-shell/extensions', extensionId())

/** What is put into the folder for one version of GNOME Shell, by file name; undefined where it is too old. */
export function renderExtension(shellVersion: string): Readonly<Record<string, string>> | undefined {
  const major = Number.parseInt(shellVersion, 10)
  if (!(major >= firstOfScripts)) return undefined
  const isScript = major < firstOfModules
  const [first, last] = isScript ? [firstOfScripts, firstOfModules - 1] : [firstOfModules, major + 1]
  const versions = Array.from({ length: last - first + 1 }, (_, i) => String(first + i))
  return {
    'metadata.json': `${JSON.stringify({ ...metadata(), 'shell-version': versions }, null, 2)}\n`,
    'extension.js': `${shipped(isScript ? 'legacy.js' : 'modules.js')}\n${shipped('focus.js')}`,
  }
}

/** What of an extension lies in its folder. */
export type ExtensionFiles = 'absent' | 'current' | 'other'

/** `other`: from another version of this program, or for another version of GNOME. */
export function findExtension(folder: string, files: Readonly<Record<string, string>>): ExtensionFiles {
  if (!existsSync(folder)) return 'absent'
  const isSame = Object.entries(files).every(([name, text]) => {
    const file = join(folder, name)
    return existsSync(file) && readFileSync(file, 'utf8') === text
  })
  return isSame ? 'current' : 'other'
}

/** Puts the extension in place of any that is there. */
export function writeExtension(folder: string, files: Readonly<Record<string, string>>): void {
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(fresh, name), text, { mode: 0o600 })
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
}

/** @returns whether there was one */
export function removeExtension(folder: string): boolean {
  const wasThere = existsSync(folder)
  rmSync(folder, { recursive: true, force: true })
  return wasThere
}
