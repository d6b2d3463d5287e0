import { posix } from 'node:path'
import { changing, plainScripts } from './app-table.ts'

/** Longer than any path that a system takes. */
const maxLength = 4096

/** A path without what changes at each update: of `/opt/foo-1.2.3/foo` the folder becomes `foo-*`. */
export const toStablePath = (path: string): string =>
  changing.reduce((text, [pattern, by]) => text.replace(pattern, by), path.slice(0, maxLength))

/** What a person reads of a path made stable: the file's name without its version, of an AppImage without its suffix. */
export const toFileName = (path: string): string =>
  posix
    .basename(path)
    .replace(/[-_@.]?\*(?=\.|$)/, '')
    .replace(/\.AppImage$/i, '')

/** The same of a script, with its folder where its name says nothing: `backup/main.py`. */
export function toScriptName(path: string): string {
  const name = toFileName(path)
  const folder = posix.basename(posix.dirname(path))
  return plainScripts.test(name) && folder ? `${folder}/${name}` : name
}

/** The npm package that a script is part of, whichever project has it: `/x/node_modules/@a/b/cli.js` → `@a/b`. */
export const findNpmPackage = (path: string): string | undefined =>
  /^.*\/node_modules\/((?:@[^/]+\/)?[^/.@][^/]*)\//.exec(path)?.[1]

/** What Electron was given is a folder's content: `/usr/lib/foo/app.asar` → `/usr/lib/foo`. */
export const withoutArchive = (path: string): string => path.replace(/(\/resources)?\/app(\.asar)?$/, '')
