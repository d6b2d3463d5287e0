import type { App } from '../../core/apps.ts'
import { toPlainText } from '../../core/text.ts'
import { type AppIndex, createAppIndex, type IndexOptions } from './app-index.ts'
import { type AppRule, createRules } from './app-rules.ts'
import { knownApps } from './app-table.ts'
import { createApps } from './apps-of.ts'
import { type ProcessIdentity, toProcessApp } from './process-app.ts'

/** Tells which app a process is. Never throws, and the same program is always the same app. */
export type Identify = (process: ProcessIdentity) => App

/** What is known of apps that need not run. */
export interface AppLookups {
  /** The app whose desktop entry claims one of these names of windows (`WM_CLASS`). */
  ofWindowClass(names: readonly string[]): App | undefined
  /** Programs of menus, each with the desktop entry's file: the same apps as their processes are. */
  listInstalled(): InstalledProgram[]
}

export interface InstalledProgram {
  readonly app: App
  readonly entryFile: string
  /** The id that Flatpak gave it. Empty if it did not come from there. */
  readonly flatpak: string
}

export interface IdentifyOptions extends IndexOptions {
  /** The agent's own process, which is shown under its own name and not as the interpreter that runs it. */
  readonly ownPid?: number
  /** The person's own, which come before ours. */
  readonly rules?: readonly AppRule[]
  /** Where scripts are made for one use; `/tmp` and its like. */
  readonly tempFolders?: readonly string[]
  readonly now?: () => number
}

const ownApp: App = { key: 'usage-audit', name: 'usage-audit' }

const maxKeyLength = 1000
const maxNameLength = 200
const refreshMs = 600_000
// Enough for any desktop; a machine that runs ever new files asks the index again instead of growing for ever.
const maxRemembered = 4096

/**
 * Tells apps by the path of their executable, or of the script that an interpreter runs: the desktop entry that the file belongs to,
 * else the bundle (macOS), else the path itself without what changes at updates. The index of entries is built when first needed and at
 * most every ten minutes.
 */
export function createIdentify(options: IdentifyOptions): Identify & AppLookups {
  const { home, ownPid, now = Date.now } = options
  const remembered = new Map<string, App>()
  const byRule = createRules([...(options.rules ?? []), ...knownApps], home)
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

  function remember(id: string, find: (index: AppIndex) => App): App {
    const index = getIndex()
    const known = remembered.get(id)
    if (known) return known
    const app = find(index)
    if (remembered.size >= maxRemembered) remembered.clear()
    remembered.set(id, app)
    return app
  }

  const toApp = (key: string, name: string, path?: string) => toPlainApp(byRule({ key, name }, path))
  const apps = createApps({ ...options, remember, getIndex, toApp })
  const identify = (process: ProcessIdentity) => {
    if (process.pid === ownPid) return ownApp
    if (process.facts) return toProcessApp(process, process.facts, apps)
    return process.exe.startsWith('/') ? apps.ofFile(process.exe) : apps.ofName(process.name)
  }
  const ofWindowClass = (names: readonly string[]) => {
    const entry = names.map((name) => getIndex().findByClass(name)).find((found) => found !== undefined)
    return entry && toApp(entry.id, entry.name)
  }
  const listInstalled = () => {
    const { owners, flatpaks } = getIndex()
    const programs = [...owners, ...flatpaks.map((entry) => ({ entry, exe: undefined }))]
    const listed = programs
      .filter(({ entry }) => !entry.noDisplay)
      .map(({ entry: { id, name, file, flatpak }, exe }) => ({ app: toApp(id, name, exe), entryFile: file, flatpak }))
    return [...new Map(listed.map((program) => [program.app.key, program])).values()]
  }
  return Object.assign(identify, { ofWindowClass, listInstalled })
}

const toPlainApp = ({ key, name }: App): App => ({
  key: toPlainText(key, maxKeyLength),
  name: toPlainText(name, maxNameLength) || '?',
})
