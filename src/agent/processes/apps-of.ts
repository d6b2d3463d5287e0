import { posix } from 'node:path'
import type { App } from '../../core/apps.ts'
import { findMountedEntry, withoutMount } from './app-image.ts'
import { type AppIndex, toRealPath } from './app-index.ts'
import { plainClasses, tempFolders } from './app-table.ts'
import type { InstalledEntry } from './desktop-entries.ts'
import { findNpmPackage, toFileName, toScriptName, toStablePath, withoutArchive } from './stable-path.ts'

/** What the ways of finding an app stand on. */
export interface AppSources {
  readonly home: string
  readonly locale?: string | undefined
  readonly path: readonly string[]
  readonly tempFolders?: readonly string[] | undefined
  /** What `find` gives, which is asked once. */
  remember(id: string, find: (index: AppIndex) => App): App
  getIndex(): AppIndex
  toApp(key: string, name: string, path?: string): App
}

/** Every way in which something becomes an app. */
export type Apps = ReturnType<typeof createApps>

/** The ways by path, by id and by name, each harmless to print. */
export const createApps = (sources: AppSources) => ({
  ...ofPaths(sources),
  ...ofIds(sources),
  searchPath: sources.path,
})

function ofPaths({ home, locale, remember, getIndex, toApp, ...options }: AppSources) {
  const temporary = options.tempFolders ?? tempFolders
  const ofEntry = (index: AppIndex, file: string) => {
    const entry = index.find(file)
    return entry && toApp(entry.id, entry.name, file)
  }
  const toKey = (file: string) => toStablePath(withoutHome(file, home))

  const ofMounted = (file: string) => {
    const entry = findMountedEntry(file, locale)
    return entry && toApp(entry.id, entry.name, file)
  }

  const ofFile = (exe: string) =>
    remember(`file ${exe}`, (index) => {
      const file = toRealPath(exe) ?? exe
      const known = ofEntry(index, file) ?? ofMounted(file)
      if (known) return known
      const bundle = /^.*?\/([^/]+)\.app(?=\/Contents\/)/.exec(file)
      if (bundle) return toApp(withoutHome(bundle[0], home), bundle[1]!, file)
      const key = toKey(withoutMount(file))
      return toApp(key, toFileName(key), file)
    })

  /** Undefined if there is no such file, or it was made for one use. */
  const ofScript = (path: string) => {
    const file = toRealPath(path)
    if (file === undefined) return undefined
    const known = ofEntry(getIndex(), file) ?? ofMounted(file)
    if (known || temporary.some((folder) => file.startsWith(`${folder}/`))) return known
    return remember(`script ${file}`, () => {
      const npm = findNpmPackage(file)
      if (npm) return toApp(`npm:${npm}`, npm, file)
      const key = toKey(withoutArchive(file))
      return toApp(key, toScriptName(key), file)
    })
  }

  /** The app of a program that a desktop entry claims. */
  const ofClaimed = (exe: string) => ofEntry(getIndex(), toRealPath(exe) ?? exe)
  return { ofFile, ofScript, ofClaimed }
}

function ofIds({ getIndex, toApp }: AppSources) {
  const find = (id: string) => getIndex().findById(`${id}.desktop`)
  const toNamed = (entry: InstalledEntry | undefined) => entry && toApp(entry.id, entry.name)
  return {
    ofName: (name: string) => toApp(`comm:${name}`, name),
    /** @param id of a desktop entry, without `.desktop`, whether we find it or not */
    ofId: (id: string) => toNamed(find(id)) ?? toApp(`${id}.desktop`, id.split('.').at(-1)!),
    ofKnownId: (id: string) => toNamed(find(id)),
    /** The first of some ids whose entry is run by an interpreter. */
    ofInterpretedId: (ids: readonly string[]) =>
      toNamed(ids.map(find).find((entry) => entry && getIndex().isInterpreted(entry))),
    ofWindowsProgram: (exe: string) =>
      toNamed(getIndex().findByClass(exe)) ?? toApp(`wine ${exe}`, exe.replace(/\.exe$/, '')),
    /** What an interpreter looks up itself: `python3 -m http.server`, `java net.example.Main`. */
    ofModule: (interpreter: string, name: string) => {
      const program = posix.basename(toStablePath(`/${interpreter}`))
      if (!/^javaw?$/.test(program)) return toApp(`${program} -m ${name}`, name)
      const short = name.split('.').at(-1)!
      return toApp(`java ${name}`, plainClasses.test(short) ? name : short)
    },
    ofContainer: (program: string) => {
      const name = toFileName(toStablePath(`/${program}`)) || '?'
      return toApp(`container:${name}`, `${name} (container)`)
    },
  }
}

const withoutHome = (path: string, home: string) => (path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path)
