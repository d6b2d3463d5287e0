import { realpathSync } from 'node:fs'
import { posix } from 'node:path'
import type { App } from '../../core/apps.ts'
import { toPlainText } from '../../core/text.ts'
import { type AppIndex, createAppIndex, type IndexOptions } from './app-index.ts'

/** What a process says of its program; `exe` is empty if its path cannot be read. All of it may be hostile. */
export interface ProcessIdentity {
  readonly pid: number
  readonly exe: string
  readonly name: string
}

/** Tells which app a process is. Never throws, and the same file is always the same app. */
export type Identify = (process: ProcessIdentity) => App

export interface WindowClasses {
  /** The app whose desktop entry claims one of these names of windows (`WM_CLASS`). */
  ofWindowClass(names: readonly string[]): App | undefined
}

export interface IdentifyOptions extends IndexOptions {
  /** The agent's own process, which is shown under its own name and not as the interpreter that runs it. */
  readonly ownPid?: number
  readonly now?: () => number
}

const ownApp: App = { key: 'usage-audit', name: 'usage-audit' }

const maxKeyLength = 1000
const maxNameLength = 200
const refreshMs = 600_000
// Enough for any desktop; a machine that runs ever new files asks the index again instead of growing for ever.
const maxRemembered = 4096

/**
 * Tells apps by the path of their executable: the desktop entry that the file belongs to, else the bundle (macOS), else the path
 * itself. The index of entries is built when first needed and at most every ten minutes.
 */
export function createIdentify(options: IdentifyOptions): Identify & WindowClasses {
  const { home, ownPid, now = Date.now } = options
  const remembered = new Map<string, App>()
  let index: AppIndex | undefined
  let builtAt = 0

  function getIndex(): AppIndex {
    const at = now()
    if (!index || Math.abs(at - builtAt) >= refreshMs) {
      index = createAppIndex(options)
      builtAt = at
      remembered.clear()
    }
    return index
  }

  function identifyFile(exe: string): App {
    const index = getIndex()
    const known = remembered.get(exe)
    if (known) return known
    const app = toApp(exe, home, index)
    if (remembered.size >= maxRemembered) remembered.clear()
    remembered.set(exe, app)
    return app
  }

  const identify = ({ pid, exe, name }: ProcessIdentity) => {
    if (pid === ownPid) return ownApp
    return exe.startsWith('/') ? identifyFile(exe) : toPlainApp(`comm:${name}`, name)
  }
  const ofWindowClass = (names: readonly string[]) => {
    const entry = names.map((name) => getIndex().findByClass(name)).find((found) => found !== undefined)
    return entry && toPlainApp(entry.id, entry.name)
  }
  return Object.assign(identify, { ofWindowClass })
}

function toApp(exe: string, home: string, index: AppIndex): App {
  const path = toRealPath(exe)
  const entry = index.find(path)
  if (entry) return toPlainApp(entry.id, entry.name)
  const bundle = /^.*?\/([^/]+)\.app(?=\/Contents\/)/.exec(path)
  if (bundle) return toPlainApp(withoutHome(bundle[0], home), bundle[1]!)
  return toPlainApp(withoutMount(withoutHome(path, home)), posix.basename(path))
}

const toPlainApp = (key: string, name: string): App => ({
  key: toPlainText(key, maxKeyLength),
  name: toPlainText(name, maxNameLength) || '?',
})

/** `/bin/ls` and `/usr/bin/ls` are one program where one folder links to the other, and two where it does not. */
function toRealPath(exe: string): string {
  try {
    return realpathSync(exe)
  } catch {
    return exe
  }
}

const withoutHome = (path: string, home: string) => (path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path)

/** AppImages are mounted under another name at each start, `/tmp/.mount_ObsidiX8fjq2`: the six last characters are chance. */
const withoutMount = (path: string) => path.replace(/^(\/tmp\/\.mount_[^/]+)[^/]{6}\//, '$1/')
